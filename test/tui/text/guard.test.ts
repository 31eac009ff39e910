import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth } from '../../../src/tui/text/display-width.js';
import { ASCII, glyphsFor, UNICODE } from '../../../src/tui/text/glyphs.js';
import { guard } from '../../../src/tui/text/guard.js';
import { line, select } from '../../../src/tui/text/line.js';
import { paint, THEMES } from '../../../src/tui/theme.js';

describe('guard', () => {
  test.each([
    ['\u001b[2J', '\\u{1b}[2J'],
    ['a\nb', 'a\\u{a}b'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['\u009b31m', '\\u{9b}31m'],
    ['\ud800', '\\u{d800}'],
    ['10.1.0.1 ─ é 日本', '10.1.0.1 ─ é 日本'],
  ])('%j becomes harmless', (text, expected) => {
    expect(guard(text)).toBe(expected);
  });

  test('no text reaches the terminal with a control character of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const painted = paint(line(text, 'bad'), THEMES.none);
        expect(painted).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('paint', () => {
  test('meaning becomes colour, and the colour ends with the piece', () => {
    expect(paint(line('x', 'bad'), THEMES.dark)).toBe('\u001b[1;31mx\u001b[0m');
  });

  test('what is under the cursor is inverse in every theme', () => {
    for (const theme of Object.values(THEMES)) expect(paint(select(line('x')), theme)).toBe('\u001b[7mx\u001b[0m');
  });

  test('the theme without colour has weight alone', () => {
    expect(new Set(Object.values(THEMES.none))).toEqual(new Set(['', '1']));
  });
});

describe('glyphs', () => {
  test('every one takes a column, and the ASCII ones are ASCII', () => {
    for (const glyphs of [UNICODE, ASCII]) {
      const all = Object.values(glyphs).flatMap((entry) =>
        typeof entry === 'string' ? [entry] : Object.values(entry as object),
      ) as string[];
      for (const glyph of all) expect([glyph, displayWidth(glyph)]).toEqual([glyph, 1]);
      if (glyphs === ASCII) for (const glyph of all) expect(glyph).toMatch(/^[\x20-\x7e]$/);
    }
  });

  test('certainties differ without colour', () => {
    for (const { certainty } of [UNICODE, ASCII]) expect(new Set(Object.values(certainty)).size).toBe(3);
  });

  test.each([
    [{ LANG: 'en_US.UTF-8' }, false, UNICODE],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false, ASCII],
    [{ LC_CTYPE: 'C.utf8' }, false, UNICODE],
    [{ LANG: 'de_DE.UTF-8' }, true, ASCII],
    [{ LANG: 'de_DE.UTF-8', TERM: 'linux' }, false, ASCII],
    [{}, false, ASCII],
  ])('%j, ascii wanted: %s', (environment, ascii, expected) => {
    expect(glyphsFor(environment, ascii)).toBe(expected);
  });
});
