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
