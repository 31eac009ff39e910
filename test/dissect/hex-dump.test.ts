import { expect, test } from '@jest/globals';
import { hexDigits, hexDump } from '../../src/dissect/hex-dump.js';
import { lines } from '../helper/dissected.js';

const bytes = Uint8Array.from([0xff, ...Buffer.from('ABCDEFGHIJKLMNOP'), 0x1b, 0x7f, 0x20, 0xff]);

test('sixteen a line, from the start given', () => {
  expect(hexDump(bytes, 1, 20)).toEqual(
    lines(`
      0000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP
      0010  1b 7f 20                                         .. 
    `).map((line, index) => (index === 1 ? `${line.trimEnd()} ` : line)),
  );
});

test('what is hidden is dots', () => {
  expect(hexDump(bytes, 1, 5, [{ at: 2, end: 4 }])).toEqual(['0000  41 .. .. 44                                      A..D']);
  expect(hexDigits(bytes, 1, 5, [{ at: 2, end: 4 }])).toBe('41....44');
});

test('nothing', () => {
  expect(hexDump(bytes, 3, 3)).toEqual([]);
});
