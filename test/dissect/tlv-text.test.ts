import { describe, expect, test } from '@jest/globals';
import { causeTypeRow, causeTypes } from '../../src/dissect/error-cause/registry.js';
import { parameterTypeRow, parameterTypes } from '../../src/dissect/parameter/registry.js';
import { tlvListText } from '../../src/dissect/tlv-text.js';
import type { TlvType } from '../../src/dissect/tlv-type.js';
import { annotated } from '../helper/dissected.js';

function textOf(rowOf: (type: number) => TlvType | undefined, text: string): string {
  const bytes = annotated(text);
  return tlvListText(rowOf, new DataView(bytes.buffer), 0, bytes.length);
}

/** One of each, as on the wire. */
const parameters: [bytes: string, text: string][] = [
  ['0001 0008 aabbccdd', 'Heartbeat Info 4 bytes'],
  ['0005 0008 0a010001', 'IPv4 Address 10.1.0.1'],
  ['0006 0014 fd000000 00000000 00000000 00000001', 'IPv6 Address fd00::1'],
  ['0007 0008 01020304', 'State Cookie 4 bytes'],
  ['0008 0008 c0ff 0004', 'Unrecognized Parameter parameter 0xc0ff 0 bytes'],
  ['0009 0008 000003e8', 'Cookie Preservative 1000'],
  ['000b 0009 686f737400 000000', 'Host Name Address "host"'],
  ['000c 0008 0005 0006', 'Supported Address Types IPv4 Address, IPv6 Address'],
  ['000d 0014 00000001 00000002 00000003 0004 0005', 'Outgoing SSN Reset Request seq 1 response seq 2 last TSN 3 stream 4, 5'],
  ['000e 0008 00000001', 'Incoming SSN Reset Request seq 1'],
  ['000f 0008 00000001', 'SSN/TSN Reset Request 1'],
  ['0010 000c 00000001 00000006', 'Re-configuration Response response seq 1 Result 6 (In progress)'],
  ['0011 000c 00000001 0002 0000', 'Add Outgoing Streams Request seq 1 streams 2'],
  ['0012 000c 00000001 0002 0000', 'Add Incoming Streams Request seq 1 streams 2'],
  ['8000 0004', 'ECN Capable'],
  ['8001 0008 00000001', 'Zero Checksum Acceptable 1 (SCTP over DTLS)'],
  ['8002 0008 01020304', 'Random 4 bytes'],
  ['8003 0006 c1 80 0000', 'Chunk List ASCONF, ASCONF-ACK'],
  ['8004 0008 0003 0001', 'Requested HMAC Algorithm 3 (SHA-256), 1 (SHA-1)'],
  ['8005 0008 00000000', 'Padding 4 bytes'],
  ['8008 0007 c0 82 4d 00', 'Supported Extensions FORWARD-TSN, RE-CONFIG, chunk type 77'],
  ['c000 0004', 'Forward-TSN-Supported'],
  ['c001 0010 00000001 0005 0008 0a010001', 'Add IP Address id 1 IPv4 Address 10.1.0.1'],
  ['c002 0010 00000001 0005 0008 0a010001', 'Delete IP Address id 1 IPv4 Address 10.1.0.1'],
  ['c003 000c 00000001 00a4 0004', 'Error Cause Indication id 1 Request Refused - No Authorization'],
  ['c004 0010 00000001 0005 0008 0a010001', 'Set Primary IP Address id 1 IPv4 Address 10.1.0.1'],
  ['c005 0008 00000001', 'Success Indication 1'],
  ['c006 0008 00000001', 'Adaptation Layer Indication 0x00000001'],
  ['c007 0004', 'Disable Restart'],
  ['c008 0010 00000001 00000002 00000003', 'VTags id 1 Internal Verification Tag 0x00000002 Remote Verification Tag 0x00000003'],
];

const causes: [bytes: string, text: string][] = [
  ['0001 0008 0005 0000', 'Invalid Stream Identifier 5'],
  ['0002 000a 00000001 0007 0000', 'Missing Mandatory Parameter Number of Missing Parameters 1 State Cookie'],
  ['0003 0008 000003e8', 'Stale Cookie 1000'],
  ['0004 0004', 'Out of Resource'],
  ['0005 000c 000b 0007 616263 00', 'Unresolvable Address Host Name Address "abc"'],
  ['0006 0008 4d 00 0004', 'Unrecognized Chunk Type chunk type 77 (4 bytes)'],
  ['0007 0004', 'Invalid Mandatory Parameter'],
  ['0008 0008 8000 0004', 'Unrecognized Parameters ECN Capable'],
  ['0009 0008 000003e8', 'No User Data 1000'],
  ['000a 0004', 'Cookie Received While Shutting Down'],
  ['000b 000c 0005 0008 0a010001', 'Restart of an Association with New Addresses IPv4 Address 10.1.0.1'],
  ['000c 0007 627965 00', 'User-Initiated Abort "bye"'],
  ['000d 000b 6f6f707300 beef 00', 'Protocol Violation "oops" + 00beef'],
  [
    '000e 0008 26ab 26ac',
    'Restart of an Association with New Encapsulation Port Current Encapsulation Port 9899 New Encapsulation Port 9900',
  ],
  ['00a0 0004', 'Request to Delete Last Remaining IP Address'],
  ['00a1 0004', 'Operation Refused Due to Resource Shortage'],
  ['00a2 0004', 'Request to Delete Source IP Address'],
  ['00a3 0004', 'Association Aborted Due to Illegal ASCONF-ACK'],
  ['00a4 0004', 'Request Refused - No Authorization'],
  ['00b0 0008 01 00 0004', 'VTag and Port Number Collision INIT (4 bytes)'],
  ['00b1 0008 01020304', 'Missing State 4 bytes'],
  ['00b2 0004', 'Port Number Collision'],
  ['0105 0006 0003 0000', 'Unsupported HMAC Identifier 3 (SHA-256)'],
];

describe.each([
  ['parameter', parameterTypeRow, parameterTypes, parameters],
  ['error cause', causeTypeRow, causeTypes, causes],
] as const)('every %s in one line', (_, rowOf, rows, cases) => {
  test.each(cases)('%s', (bytes, text) => {
    expect(textOf(rowOf, bytes)).toBe(text);
  });

  test('there is a line for every one that is registered', () => {
    expect(cases.map(([bytes]) => Number.parseInt(bytes.slice(0, 4), 16))).toEqual(rows.map((row) => row.type));
  });
});

test('several, unknown ones, and what does not end', () => {
  expect(textOf(causeTypeRow, '0004 0004 beef 0006 0000 0000 000c 0008 00')).toBe('Out of Resource, cause 48879 2 bytes');
  expect(textOf(parameterTypeRow, '8000 0004'.repeat(10))).toMatch(/^(ECN Capable, ){8}…$/);
  expect(textOf(parameterTypeRow, '0005 0006 0a01 0000 8000 0003')).toBe('IPv4 Address [too short]');
});

test('lists in lists are followed only so deep', () => {
  expect(textOf(causeTypeRow, '0008 0018 0008 0014 0008 0010 0008 000c 0008 0008 8000 0004')).toMatch(
    /^Unrecognized Parameters (Unrecognized Parameter ){3}…$/,
  );
});
