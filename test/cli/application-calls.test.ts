/** What is kept of the calls in a log that is long. */
import { expect, test } from '@jest/globals';
import { LoggedCalls } from '../../src/cli/application-calls.js';
import type { AppCall } from '../../src/compare/app-log.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';

test('of many sends the first are kept, the others counted; the log goes on for what is compared', () => {
  const calls = new LoggedCalls(new LoggedApplication({ name: 'app.log', address: '10.1.0.1', port: undefined, abi: undefined }));
  const call = (line: number, name: string): AppCall => ({
    kind: 'call',
    call: name,
    line,
    time: line,
    socket: '3',
    stream: 0,
    length: 100,
  });
  for (let line = 1; line <= 500_010; line++) calls.observe(call(line, 'sendmsg'));
  expect(calls.sends(5001)).toHaveLength(500_000);
  expect(calls.application).toMatchObject({ leftOut: 0, sendsLeftOut: 10, lastTime: 500_010 });
});
