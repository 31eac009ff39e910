/** What docs/log-patterns.md shows is so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { AppEvent } from '../../../src/compare/app-log.js';
import { AppLogReader } from '../../../src/compare/app-log-reader.js';
import { userPatterns } from '../../../src/compare/log-format/user-patterns.js';

const page = readFileSync(join(process.cwd(), 'docs/log-patterns.md'), 'utf8');

function block(mark: string): string {
  return new RegExp(`<!-- ${mark} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;
}

test('the patterns of the page read its log', () => {
  const events: AppEvent[] = [];
  const reader = new AppLogReader({ name: 'gateway.log', format: userPatterns(block('patterns'), 'gateway.json') }, (event) =>
    events.push(event),
  );
  reader.push(new TextEncoder().encode(block('log')));
  expect(reader.end()).toMatchObject({ format: 'gateway', clock: 'epoch', lines: 5, unknownLines: 0, events: 4 });
  const place = { kind: 'notification', association: 7 };
  const up = { sac_state: 'SCTP_COMM_UP', sac_outbound_streams: 10, sac_inbound_streams: 10 };
  expect(events).toMatchObject([
    {
      ...place,
      type: 'SCTP_ASSOC_CHANGE',
      members: up,
      peer: { address: '10.1.0.2', port: 6010 },
      time: Date.UTC(2026, 10, 21, 19, 43, 34, 310) * 1e3,
    },
    { ...place, type: 'SCTP_PEER_ADDR_CHANGE', members: { spc_aaddr: '10.1.1.2', spc_state: 'SCTP_ADDR_UNREACHABLE' } },
    { ...place, type: 'SCTP_SEND_FAILED', members: { ssf_info: { sinfo_stream: 3, sinfo_ppid: 46 } } },
    { ...place, type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_SHUTDOWN_COMP' } },
  ]);
});
