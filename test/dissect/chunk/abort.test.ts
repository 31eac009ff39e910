import { expect, test } from '@jest/globals';
import { T_BIT } from '../../../src/dissect/chunk/abort.js';
import { annotated, expectCutsTold, lines, malformationsOf, packetOf, packetWith, summaryOf, treeOf } from '../../helper/dissected.js';

/** usrsctp: the application gave a reason. */
const bytes = annotated(`
  14 c6 # Source Port Number: 5318
  17 aa # Destination Port Number: 6058
  f8 c7 1c b7 # Verification Tag: 0xf8c71cb7
  c4 be 0a 01 # Checksum: 0xc4be0a01
  06 # Chunk Type: 6 (ABORT)
  00 # Chunk Flags: 0x00
  00 0e # Chunk Length: 14
  00 0c # Cause Code: 12 (User-Initiated Abort)
  00 0a # Cause Length: 10
  65 6e 6f 75 67 68 # Upper Layer Abort Reason
  00 00 # Padding
`);

test('captured', () => {
  const packet = packetOf(bytes);
  expect(malformationsOf(packet)).toEqual([]);
  expect(treeOf(packet)).toEqual(
    lines(`
      12+14 ABORT: User-Initiated Abort "enough"
        12+1 Chunk Type: 6 (ABORT)
        13+1 Chunk Flags: 0x00
        14+2 Chunk Length: 14
        16+10 User-Initiated Abort: "enough"
          16+2 Cause Code: 12 (User-Initiated Abort)
          18+2 Cause Length: 10
          20+6 Upper Layer Abort Reason: "enough"
        26+2 Padding: 0000
    `),
  );
});

test('cut at every length', () => {
  expectCutsTold(bytes);
});

test('the T bit', () => {
  const packet = packetWith('06 01 0004');
  expect(packet.view.getUint8(packet.firstChunk + 1) & T_BIT).toBe(1);
  expect(summaryOf(packet)).toBe('ABORT (T)');
});

test('a reason can do nothing to the terminal', () => {
  const reason = '1b5b324a e280ae 0a 41 5c 22';
  const packet = packetWith(`06 00 0013 000c 000f ${reason} 00`);
  expect(summaryOf(packet)).toBe('ABORT User-Initiated Abort 1b5b324ae280ae0a415c22');
  expect(summaryOf(packetWith('06 00 000e 000c 000a 41 e280ae 5c 42 0000'))).toBe('ABORT User-Initiated Abort "A\\u{202e}\\\\B"');
});

test('not with DATA, and nothing behind it', () => {
  const data = '00 03 0014 00000001 0002 0003 00000000 01020304';
  expect(malformationsOf(packetWith(`${data} 06 00 0004`))).toEqual(['data-before-control 32', 'data-with-abort 32']);
  expect(malformationsOf(packetWith('06 00 0004 0b 00 0004'))).toEqual(['not-first 16', 'after-abort 16']);
});

test('causes: too short, below four, past the end, header cut', () => {
  expect(malformationsOf(packetWith('06 00 000a 0003 0006 0001 0000'))).toEqual(['cause-shorter-than-header 16 8/6 cause length']);
  expect(malformationsOf(packetWith('06 00 000c 0004 0004 0004 0003'))).toEqual(['cause-length-below-four 20 4/3 cause length']);
  expect(malformationsOf(packetWith('06 00 000c 000c 0020 626f 6f21'))).toEqual(['cause-past-end 16 32/8 chunk length']);
  expect(malformationsOf(packetWith('06 00 000a 0004 0004 0004 0000'))).toEqual(['cause-header-cut 20 4/2 chunk length']);
});
