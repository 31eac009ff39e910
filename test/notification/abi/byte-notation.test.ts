import { expect, test } from '@jest/globals';
import { fromBase64, parseBytes } from '../../../src/notification/abi/byte-notation.js';
import { toHex } from '../../../src/notification/abi/hex.js';

const COMM_UP = '0180000014000000000000000100010029010000';

test.each([
  ['plain', COMM_UP],
  ['capitals, spaces', COMM_UP.toUpperCase().replace(/../g, '$& ')],
  ['colons', COMM_UP.replace(/..(?!$)/g, '$&:')],
  ['0x in front', `0x${COMM_UP}`],
  ['0x each', COMM_UP.replace(/..(?!$)/g, '0x$&, ').replace(/..$/, '0x$&')],
  ['of a C source', '{0x01, 0x80, 0, 0, 0x14, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0x29, 1, 0, 0};'],
  ['as Go prints bytes', '[1 128 0 0 20 0 0 0 0 0 0 0 1 0 1 0 41 1 0 0]'],
  ['as Java prints bytes', '[1, -128, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 41, 1, 0, 0]'],
  ['as Erlang prints a binary', '<<1,128,0,0,20,0,0,0,0,0,0,0,1,0,1,0,41,1,0,0>>'],
  ['as Python prints bytes', "b'\\x01\\x80\\x00\\x00\\x14\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x00\\x01\\x00)\\x01\\x00\\x00'"],
  ['as strace prints a string', '"\\1\\200\\0\\0\\24\\0\\0\\0\\0\\0\\0\\0\\1\\0\\1\\0)\\1\\0\\0"'],
  ['as strace -xx does', COMM_UP.replace(/../g, '\\x$&')],
  ['hexdump', '0000000 8001 0000 0014 0000 0000 0000 0001 0001\n0000010 0129 0000                              \n0000014\n'],
  [
    'hexdump -C',
    '00000000  01 80 00 00 14 00 00 00  00 00 00 00 01 00 01 00  |................|\n00000010  29 01 00 00                                       |)...|\n00000014',
  ],
  ['xxd', '00000000: 0180 0000 1400 0000 0000 0000 0100 0100  ................\n00000010: 2901 0000                                )...'],
  ['od -x', '0000000 8001 0000 0014 0000 0000 0000 0001 0001\n0000020 0129 0000\n0000024'],
  ['od -A x -t x1', '000000 01 80 00 00 14 00 00 00 00 00 00 00 01 00 01 00\n000010 29 01 00 00\n000014'],
  [
    'gdb x/20xb',
    '0x7ffe3d20 <buf>:\t0x01\t0x80\t0x00\t0x00\t0x14\t0x00\t0x00\t0x00\n0x7ffe3d28 <buf+8>:\t0x00\t0x00\t0x00\t0x00\t0x01\t0x00\t0x01\t0x00\n0x7ffe3d30 <buf+16>:\t0x29\t0x01\t0x00\t0x00',
  ],
  ['gdb x/5xw', '0x7ffe3d20:\t0x00008001\t0x00000014\t0x00000000\t0x00010001\n0x7ffe3d30:\t0x00000129'],
  ['gdb x/xg', '0x7ffe3d20:\t0x0000001400008001\t0x0001000100000000\n0x7ffe3d30:\t0x00000129'],
  ['gdb print, numbers', '$1 = {0x1, 0x80, 0x0, 0x0, 0x14, 0x0 <repeats 7 times>, 0x1, 0x0, 0x1, 0x0, 0x29, 0x1, 0x0, 0x0}'],
  ['gdb print, text', `$2 = "\\001\\200\\000\\000\\024", '\\000' <repeats 7 times>, "\\001\\000\\001\\000)\\001\\000\\000"`],
  [
    'a C array with its name',
    'unsigned char packet_bytes[] = {\n  0x01, 0x80, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00,\n  0x00, 0x00, 0x00, 0x00, 0x01, 0x00,\n  0x01, 0x00, 0x29, 0x01, 0x00, 0x00\n};',
  ],
  [
    'an escaped string over lines, as Wireshark copies it',
    '"\\x01\\x80\\x00\\x00\\x14\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01\\x00" \\\n"\\x01\\x00\\x29\\x01\\x00\\x00"',
  ],
  ['xxd -p over lines', `${COMM_UP.slice(0, 24)}\n${COMM_UP.slice(24)}\n`],
])('%s', (_, text) => {
  expect(toHex(parseBytes(text) ?? new Uint8Array())).toBe(COMM_UP);
});

test.each(['zz', 'hello', '0x1', '[1, 999]', '01 8', '\\', '\\xzz', '00000000  01 80\n00000010  00 00'])('%j is none of these', (text) => {
  expect(parseBytes(text)).toBeUndefined();
});

test('base64', () => {
  expect(toHex(fromBase64('AYAAABQAAAAAAAAAAQABACkBAAA=')!)).toBe(COMM_UP);
  expect(toHex(fromBase64('AYAAABQAAAAA\nAAAAAQABACkBAAA=\n')!)).toBe(COMM_UP);
  for (const text of ['', 'AYA=', 'AYAAABQAAA', 'AYAAABQA=AAA', 'AYAAAB-_AAAA']) expect(fromBase64(text)).toBeUndefined();
});

test('runs are not written out without end', () => {
  const text = '0x0 <repeats 9999 times>, '.repeat(20_000);
  expect(parseBytes(text)).toBeUndefined();
});

test.each([
  ['digits', '0'.repeat(400_001)],
  ['digits beside a run', `${'0'.repeat(400_001)} 0x0 <repeats 3 times>`],
  ['blanks behind a name', `a${' '.repeat(400_000)}b`],
  ['words', 'a '.repeat(200_000)],
  ['brackets', `${')'.repeat(400_000)}x`],
  ['blanks behind a quotation mark', `"${' '.repeat(400_000)}x`],
])('a long text takes no longer than it is long: %s', (_, text) => {
  const start = performance.now();
  parseBytes(text);
  expect(performance.now() - start).toBeLessThan(2_000);
});
