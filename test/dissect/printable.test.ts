import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, printable, quoted } from '../../src/dissect/printable.js';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['plain text', 'bye', 'bye'],
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['escape sequences', '\x1b[31mred', '\\x1b[31mred'],
  ['eight-bit controls', '\x9b31m', '\\x9b31m'],
  ['bidirectional overrides', 'abc\u202ecba', 'abc\\u{202e}cba'],
  ['zero-width characters', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
  ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ['half a surrogate pair', 'a\ud800', 'a\\u{d800}'],
  ['backslashes, so that the escapes are unambiguous', '\\x1b', '\\\\x1b'],
  ['letters of the world', 'Grüße 你好 🙂', 'Grüße 你好 🙂'],
])('%s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('nothing that a terminal obeys gets through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (content) => {
      expect(quoted(content)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test.each([
  ['text', bytes('bye'), '"bye"'],
  ['text with its zero byte, as C writes it', bytes('bye\0'), '"bye"'],
  ['nothing', bytes(''), '""'],
  ['text in front of bytes', Uint8Array.of(...bytes('length: '), 0, 0x0a, 0xff), '"length: " + 000aff'],
  ['bytes', Uint8Array.of(0, 1, 2, 0xff), '000102ff'],
  ['bytes that look like text for a moment', Uint8Array.of(0x41, 0x42, 0, 0xff), '414200ff'],
  ['UTF-8 that is cut', Uint8Array.of(...bytes('Grüße '), 0xe4, 0xbd), '"Grüße " + e4bd'],
])('%s', (_, content, shown) => {
  expect(quoted(content)).toBe(shown);
});

test('hex is cut where a limit is given', () => {
  expect(hex(Uint8Array.of(1, 2, 255))).toBe('0102ff');
  expect(hex(Uint8Array.of(1, 2, 255), 2)).toBe('0102… (3 bytes)');
});
