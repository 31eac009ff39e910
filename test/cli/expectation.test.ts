import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { LoggedCalls } from '../../src/cli/application-calls.js';
import { comparedSettings } from '../../src/cli/expectation.js';
import { AppLogReader } from '../../src/compare/app-log-reader.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';
import { called } from '../helper/comparison.js';

/** `type` as Linux numbers it, in the order of its bytes. */
function calls(address: string, type: string): LoggedCalls {
  const logged = new LoggedCalls(new LoggedApplication({ name: address, address, port: undefined, abi: undefined }));
  const reader = new AppLogReader({ name: address }, (event) => logged.observe(event));
  reader.push(new TextEncoder().encode(called(0, 'setsockopt', { sock: 1, option: 'SCTP_EVENT', optlen: 8, raw: `00000000${type}0100` })));
  logged.application.summary = reader.end();
  return logged;
}

test('each end is told of failed messages in the form that its own application asked for', () => {
  const logs = [calls('10.1.0.1', '0380'), calls('10.1.0.2', '0d80')];
  const { subscriptions } = comparedSettings(DEFAULT_SETTINGS, logs);
  const forms = subscriptions.map(({ address, value }) => [address, [...value].filter((type) => type.startsWith('SCTP_SEND_FAILED'))]);
  expect(forms).toEqual([
    ['10.1.0.1', ['SCTP_SEND_FAILED']],
    ['10.1.0.2', ['SCTP_SEND_FAILED_EVENT']],
  ]);
});
