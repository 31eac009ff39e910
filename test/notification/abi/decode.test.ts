import { describe, expect, test } from '@jest/globals';
import type { AbiName } from '../../../src/notification/abi/abi.js';
import { notificationBody } from '../../../src/notification/abi/body.js';
import { parseBytes } from '../../../src/notification/abi/byte-notation.js';
import { decodeNotification } from '../../../src/notification/abi/decode.js';
import { guessAbi } from '../../../src/notification/abi/guess-abi.js';
import { toHex, unescapeC } from '../../../src/notification/abi/hex.js';
import { findAbi } from '../../../src/notification/abi/registry.js';

function decode(hex: string, abi: AbiName, order: 'little' | 'big' = 'little') {
  return decodeNotification(parseBytes(hex)!, findAbi(abi)!, order);
}

/** ASSOC_CHANGE on Linux: COMM_LOST, cause 12, 10/10 streams, association 7. */
const COMM_LOST = '01 80 00 00  14 00 00 00  01 00 00 0c  0a 00 0a 00  07 00 00 00';

describe('what is odd', () => {
  test.each<[string, string, AbiName, RegExp]>([
    ['three bytes', '018000', 'linux', /^3 bytes are no notification/],
    [
      'a type of the other stack',
      '0100000014000000040000000000000003000000',
      'linux',
      /^Linux has no notification of type 1 .*SCTP_ASSOC_CHANGE on usrsctp/,
    ],
    [
      'bytes swapped',
      '8001000000000014 0000 0000 000a 000a 00000003',
      'linux',
      /type 0x0180 looks like SCTP_ASSOC_CHANGE with its bytes swapped/,
    ],
    ['a length too long', COMM_LOST.replace('14', '18'), 'linux', /^cut short: its length says 24 bytes, 20 are here/],
    ['a length too short', COMM_LOST.replace('14', '10'), 'linux', /^4 bytes more than its length of 16 says/],
    [
      'a wrong size',
      '058000000d000000030000000a',
      'linux',
      /a length of 13 is wrong for SCTP_SHUTDOWN_EVENT: struct sctp_shutdown_event has 12/,
    ],
    [
      'a state of the other stack',
      '0180000014000000 0500 0000 0a000a00 03000000',
      'linux',
      /^sac_state 5 means nothing on Linux; it is SCTP_CANT_STR_ASSOC on usrsctp/,
    ],
    [
      'a cause in host order',
      '0180000014000000 0100 0c00 0a000a00 03000000',
      'linux',
      /^sac_error 12 is no cause in Linux's byte order.*cause 12, User-Initiated Abort/,
    ],
    [
      'a cause in network order',
      '0100000014000000 0200 000c 0a000a00 03000000',
      'freebsd',
      /^sac_error 3072 is no cause in FreeBSD's byte order/,
    ],
    ['padding', '0480000010000000 0004 beef 0f000000', 'linux', /^padding at byte 10 is not zero: beef/],
  ])('%s', (_, hex, abi, expected) => {
    expect(decode(hex, abi).oddities.join('\n')).toMatch(expected);
  });

  test('an address family nobody knows', () => {
    const hex = `0280000094000000 6300${'00'.repeat(126)} 05000000 02000000 03000000`;
    expect(decode(hex, 'linux').oddities).toEqual(['the address family of spc_aaddr is not one of Linux']);
  });

  test('a number without a name leaves no body', () => {
    expect(notificationBody(decode('0180000014000000 0500 0000 0a000a00 03000000', 'linux'))).toBeUndefined();
  });
});

describe('structs with several lives, told apart by their length', () => {
  test.each<[string, string, AbiName, object]>([
    ['Linux', '0680000018000000 00000000 0c000000 02000000 07000000', 'linux', { pdapi_stream: 2, pdapi_seq: 7 }],
    ['Linux before I-DATA', '0680000010000000 00000000 0c000000', 'linux', {}],
    ['what usrsctp writes', '0700000014000000 01000000 0200 0700 0c000000', 'usrsctp', { pdapi_stream: 2, pdapi_seq: 7 }],
    ['what usrsctp.h declares', '0700000018000000 01000000 02000000 07000000 0c000000', 'usrsctp', { pdapi_stream: 2, pdapi_seq: 7 }],
    ['Solaris', '0700000018000000 01000000 0c000000 02000000 07000000', 'solaris', { pdapi_stream: 2, pdapi_seq: 7 }],
  ])('sctp_pdapi_event: %s', (_, hex, abi, members) => {
    const decoded = decode(hex, abi);
    expect(decoded.oddities).toEqual([]);
    expect(notificationBody(decoded)).toEqual({
      sn_type: 'SCTP_PARTIAL_DELIVERY_EVENT',
      pdapi_indication: 'SCTP_PARTIAL_DELIVERY_ABORTED',
      ...members,
    });
  });

  test("FreeBSD's own sockaddr, with its length byte", () => {
    const hex = `0200000098000000 10 02 1389 0a010002 ${'00'.repeat(120)} 02000000 00000000 03000000 00000000`;
    expect(decode(hex, 'freebsd').oddities).toEqual([]);
    expect(notificationBody(decode(hex, 'freebsd'))).toMatchObject({ spc_aaddr: '10.1.0.2', spc_state: 'SCTP_ADDR_UNREACHABLE' });
    expect(notificationBody(decode(hex, 'usrsctp'))).toMatchObject({ spc_aaddr: '10.1.0.2' });
  });
});

test('causes have names, in the byte order of each stack', () => {
  const cause = { code: 12, name: 'User-Initiated Abort' };
  expect(notificationBody(decode(COMM_LOST, 'linux'))).toMatchObject({ sac_error: 3072, sac_error_cause: cause });
  expect(notificationBody(decode('0100000014000000 0200 0c00 0a000a00 03000000', 'usrsctp'))).toMatchObject({
    sac_error: 12,
    sac_error_cause: cause,
  });
});

describe('guessing', () => {
  test.each([
    ['Linux', COMM_LOST, 'linux', 'little'],
    ['Linux on a big-endian host', '80010000 00000014 0000 0000 000a 000a 00000003', 'linux', 'big'],
    [
      'FreeBSD family by its size',
      `0200000098000000 0200 1389 0a010002 ${'00'.repeat(120)} 02000000 00000000 03000000 00000000`,
      'usrsctp',
      'little',
    ],
    ['BSD family by its state', '0100000014000000 0500 0000 0000 0000 03000000', 'usrsctp', 'little'],
    [
      'Solaris by its size',
      `0200000094000000 1a00 1389 00000000 20010db8${'00'.repeat(112)}00000000 01000000 00000000 03000000`,
      'solaris',
      'little',
    ],
  ])('%s', (_, hex, abi, order) => {
    const [guess] = guessAbi(parseBytes(hex)!);
    expect(guess).toMatchObject({ abi: { name: abi }, order });
  });

  test('says when another reading fits as well', () => {
    const [guess] = guessAbi(parseBytes('050000000c00000003000000')!);
    expect(guess?.sure).toBe(false);
    expect(guess?.why).toMatch(/it may as well be Solaris's, which has the same$/);
    expect(guessAbi(parseBytes(COMM_LOST)!)[0]?.sure).toBe(true);
  });
});

test('bytes in every spelling people paste', () => {
  for (const text of [
    '0180ff00',
    '01 80 ff 00',
    '01:80:FF:00',
    '0x01, 0x80, 0xff, 0x00',
    '"\\x01\\x80\\xff\\x00"',
    '\\1\\200\\377\\0',
    '0x0180ff00',
  ]) {
    expect(toHex(parseBytes(text)!)).toBe('0180ff00');
  }
  expect(toHex(unescapeC('\\1\\0002\\n\\f"a')!)).toBe('0100320a0c2261');
  for (const text of ['xyz', '123', '\\q1', 'hello there']) expect(parseBytes(text) === undefined || text === '\\q1').toBe(true);
});
