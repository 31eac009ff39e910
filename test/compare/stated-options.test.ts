/** Options that the calls of a log state, by the names of --assume. */
import { expect, test } from '@jest/globals';
import type { AppCall } from '../../src/compare/app-log.js';
import { statedOptions } from '../../src/compare/stated-options.js';
import { LINUX } from '../../src/notification/abi/linux.js';
import { USRSCTP } from '../../src/notification/abi/usrsctp.js';

function setsockopt(option: string, raw: string): AppCall {
  return { kind: 'call', call: 'setsockopt', line: 1, time: 1, socket: '3', option, raw, result: 0 };
}

/** Little-endian, 16 bits. */
const u16 = (...values: number[]) => values.map((value) => Buffer.from([value & 255, value >> 8]).toString('hex')).join('');
const NOTHING = (bytes: number) => '00'.repeat(bytes);

test('thresholds of a path on Linux: a limit of 0 leaves it as it was, thresholds of 0 count', () => {
  const value = NOTHING(8 + 128) + u16(3, 0, 0) + NOTHING(2);
  expect([...statedOptions(setsockopt('SCTP_PEER_ADDR_THLDS_V2', value), LINUX)]).toEqual([
    ['path.max.retrans', 3],
    ['pf.retrans', 0],
    ['ps.retrans', 0],
  ]);
  expect([...statedOptions(setsockopt('SCTP_PEER_ADDR_THLDS', NOTHING(8 + 128) + u16(0, 2) + NOTHING(4)), LINUX)]).toEqual([
    ['pf.retrans', 2],
  ]);
});

test("on FreeBSD's stack the address comes first", () => {
  const value = NOTHING(128 + 4) + u16(4, 1, 0) + NOTHING(6);
  expect(statedOptions(setsockopt('SCTP_PEER_ADDR_THLDS', value), USRSCTP).get('path.max.retrans')).toBe(4);
});

test('a call that failed states nothing', () => {
  const call = { ...setsockopt('SCTP_PEER_ADDR_THLDS', NOTHING(136) + u16(3, 0, 0, 0)), result: -1 };
  expect(statedOptions(call, LINUX).size).toBe(0);
});
