import { describe, expect, test } from '@jest/globals';
import { payloadProtocolName, swappedPayloadProtocol } from '../../src/dissect/payload-protocol.js';
import { upperLayerMessage, upperLayers } from '../../src/dissect/upper-layer/registry.js';
import { annotated } from '../helper/dissected.js';

function message(ppid: number, text: string, behind = ''): string | undefined {
  const bytes = annotated(text + behind);
  return upperLayerMessage(ppid, new DataView(bytes.buffer), 0, annotated(text).length);
}

test.each([
  [3, '01 00 03 01 00000008', 'M3UA ASPUP'],
  [3, '01 00 03 04 00000008', 'M3UA ASPUP-ACK'],
  [3, '01 00 01 01 00000048', 'M3UA DATA'],
  [3, '01 00 02 03 00000010', 'M3UA DAUD'],
  [3, '01 00 00 01 00000018', 'M3UA NTFY'],
  [2, '01 00 06 02 00000010', 'M2UA Establish Request'],
  [2, '01 00 0a 01 00000010', 'M2UA REG-REQ'],
  [4, '01 00 07 01 00000010', 'SUA CLDT'],
  [4, '01 00 08 01 00000010', 'SUA CORE'],
  [1, '01 00 05 05 00000010', 'IUA Establish Request'],
  [1, '01 00 00 08 00000010', 'IUA TEI Query Request'],
  [6, '01 00 0e 0f 00000010', 'V5UA Sa-Bit Set Confirm'],
  [10, '01 00 0d 05 00000010', 'DUA Establish Request'],
  [10, '01 00 00 06 00000010', 'DUA DLC Status Confirm'],
  [5, '01 00 0b 01 00000011 00ffffff 00000000 00', 'M2PA User Data'],
  [5, '01 00 0b 02 00000014 00ffffff 00ffffff 00000009', 'M2PA Link Status Out of Service'],
  [5, '01 00 0b 02 00000014 00ffffff 00ffffff', 'M2PA Link Status'],
  [46, '01 000014 80 000118 00000000 00000001 00000002', 'Diameter DWR'],
  [46, '01 000014 80 80007d', 'Diameter ODR'],
  [46, '01 000014 00 000118 00000000 00000001 00000002', 'Diameter DWA'],
  [46, '01 000014 80 000101', 'Diameter CER'],
  [46, '01 000014 60 00013c', 'Diameter ULA (error)'],
  [46, '01 000014 80 0f4240', 'Diameter command 1000000 request'],
  [18, '00 11 00 2d', 'S1AP S1SetupRequest'],
  [18, '20 11 00 2d', 'S1AP S1SetupResponse'],
  [18, '40 11 00 2d', 'S1AP S1SetupFailure'],
  [60, '00 15 00 2d', 'NGAP NGSetupRequest'],
  [60, '20 15 00 2d', 'NGAP NGSetupResponse'],
  [60, '00 0f 40 48', 'NGAP InitialUEMessage'],
  [27, '00 06 00 2d', 'X2AP X2SetupRequest'],
  [61, '00 11 00 2d', 'XnAP XnSetupRequest'],
  [62, '00 01 00 2d', 'F1AP F1SetupRequest'],
  [64, '00 03 00 2d', 'E1AP GNB-CU-UP-E1SetupRequest'],
  [20, '00 01 00 2d', 'HNBAP HNBRegisterRequest'],
  [19, '00 01 00 2d', 'RUA Connect'],
  [25, '00 1b 20 2d', 'NBAP RadioLinkSetupRequestFDD'],
  [25, '20 1b 00 2d', 'NBAP RadioLinkSetupResponseTDD'],
  [24, '20 00 00 2d', 'SBc-AP Write-Replace-Warning-Response'],
  [70, '00 01 00 2d', 'E2AP E2setupRequest'],
  [11, '07 00 0008', 'ASAP Endpoint Keep-Alive'],
  [12, '01 00 0008', 'ENRP Presence'],
  [50, '03 00 0000', 'DCEP DATA_CHANNEL_OPEN'],
])('%i: %s', (ppid, bytes, name) => {
  expect(message(ppid, bytes)).toBe(name);
});

describe('what is not known has no name', () => {
  test.each([
    ['a protocol without a table', 8, '01020304'],
    ['another SIGTRAN version', 3, '02 00 03 01'],
    ['a class that does not exist', 3, '01 00 77 01'],
    ['a type that does not exist', 3, '01 00 03 77'],
    ['an outcome the procedure does not have', 60, '40 0f 40 48'],
    ['an alternative of a later version', 60, '80 15 00 2d'],
    ['bits set that have to be zero', 60, '01 15 00 2d'],
    ['a criticality with bits set that have to be zero', 60, '00 15 01 2d'],
    ['primitives of IUA in V5UA', 6, '01 00 05 05 00000010'],
    ['primitives of IUA in DUA', 10, '01 00 05 05 00000010'],
    ['another Diameter version', 46, '02 000014 80 000118'],
    ['a Diameter message shorter than its header', 46, '01 000010 80 000118'],
    ['Diameter flags that are reserved', 46, '01 000014 8f 000118'],
  ])('%s', (_, ppid, bytes) => {
    expect(message(ppid, bytes)).toBeUndefined();
  });
});

test('nothing is read behind the end', () => {
  for (const ppid of Object.keys(upperLayers).map(Number)) {
    for (let length = 0; length < 24; length++) {
      const text = '01000b0200000014'.padEnd(2 * length, '0').slice(0, 2 * length);
      expect(message(ppid, text, 'ffffffff')).toBe(message(ppid, text, '00000009'));
    }
  }
});

test('every table has its procedures under the name of a payload protocol', () => {
  for (const [ppid, { name }] of Object.entries(upperLayers)) {
    const assigned = payloadProtocolName(Number(ppid))!;
    expect([assigned, name].join(': ')).toMatch(/^(.*): \1$|^WebRTC DCEP: DCEP$|^E2-CP: E2AP$/);
  }
});

test('payload protocol identifiers', () => {
  expect([0, 3, 26, 46, 60, 73, 74, 0xffffffff].map(payloadProtocolName)).toEqual([
    undefined,
    'M3UA',
    undefined,
    'Diameter',
    'NGAP',
    'W1AP',
    undefined,
    undefined,
  ]);
  expect([0x2e000000, 0x3c000000, 46, 0, 0x1a000000, 0x2e000001].map(swappedPayloadProtocol)).toEqual([
    46,
    60,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
