import { describe, expect, test } from '@jest/globals';
import { cut, cutStart, displayWidth, padEnd, padStart, take } from '../../../src/tui/text/display-width.js';

describe('displayWidth', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['\u00e9', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['한글', 4],
    ['│──●◐○', 6],
    ['👍', 2],
    ['a\u200bb', 2],
    ['ｆ', 2],
  ])('%j takes %d columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutting', () => {
  test('what fits stays as it is', () => {
    expect(cut('abc', 3, '…')).toBe('abc');
    expect(cutStart('abc', 3, '…')).toBe('abc');
  });

  test('what does not fit loses its end, or its start', () => {
    expect(cut('10.1.0.1:5001', 8, '…')).toBe('10.1.0.…');
    expect(cutStart('fd00::12:1', 5, '…')).toBe('…12:1');
  });

  test('a wide character is never cut in two', () => {
    expect(take('日本語', 3)).toBe('日');
    expect(cut('日本語', 4, '…')).toBe('日…');
    expect(cutStart('日本語', 4, '…')).toBe('…語');
  });

  test('a letter keeps its combining mark', () => {
    expect(take('a\u0301bc', 1)).toBe('a\u0301');
  });

  test('no room, no text', () => {
    expect(cut('abc', 0, '…')).toBe('');
    expect(cutStart('abc', 0, '…')).toBe('');
  });

  test('padding counts columns, not characters', () => {
    expect(padEnd('日', 4)).toBe('日  ');
    expect(padStart('日', 4)).toBe('  日');
  });
});
