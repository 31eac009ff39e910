import { expect, test } from '@jest/globals';
import { asconfAckSequence } from '../../../src/dissect/chunk/asconf-ack.js';
import { annotated, expectCutsTold, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** Linux 6.1: everything asked for has been done, so nothing is answered but the sequence number. */
const bytes = annotated(`
  17 8e        # Source Port Number: 6030
  13 8b        # Destination Port Number: 5003
  8b ca ca 36  # Verification Tag
  c1 26 b1 2a  # Checksum
  80           # Chunk Type: 128 (ASCONF-ACK)
  00           # Chunk Flags
  00 08        # Chunk Length: 8
  c0 f8 e2 df  # Sequence Number: 3237536479
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(asconfAckSequence(packet.view, packet.firstChunk)).toBe(3237536479);
  expect(malformationsOf(packet)).toEqual([]);
  expect(summaryOf(packet)).toBe('ASCONF-ACK seq 3237536479');
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('success and refusal, the refusal with its cause', () => {
  const packet = packetWith('80 00 0020 00000001  c005 0008 00000007  c003 0010 00000008 00a0 0008 c002 0004');
  expect(summaryOf(packet)).toBe(
    'ASCONF-ACK seq 1 Success Indication 7, Error Cause Indication id 8 Request to Delete Last Remaining IP Address Delete IP Address [too short]',
  );
  expect(treeOf(packet)).toContain(
    '    28+16 Error Cause Indication: id 8 Request to Delete Last Remaining IP Address Delete IP Address [too short]'.slice(2),
  );
  expect(malformationsOf(packet)).toEqual(['parameter-shorter-than-header 40 8/4 parameter length']);
});
