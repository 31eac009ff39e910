import { describe, expect, test } from '@jest/globals';
import { line, lineWidth, plainText, segment, select, sized, spread, wrap } from '../../../src/tui/text/line.js';

const MARK = '…';

describe('sized', () => {
  test('fills up with blanks', () => {
    expect(lineWidth(sized(line('abc'), 10, MARK))).toBe(10);
  });

  test.each([
    [5, 'ab cd'],
    [4, 'ab …'],
    [3, 'ab…'],
    [2, 'a…'],
    [1, '…'],
  ])('cuts pieces at %d columns', (width, expected) => {
    const cut = sized([segment('ab'), segment(' '), segment('cd')], width, MARK);
    expect(plainText(cut)).toBe(expected);
    expect(lineWidth(cut)).toBe(width);
  });

  test('keeps the meaning of the pieces', () => {
    expect(sized([segment('abc', 'bad'), segment('def', 'good')], 5, MARK)).toEqual([
      { text: 'abc', tone: 'bad' },
      { text: 'd…', tone: 'good' },
    ]);
  });
});

test('spread puts the right part at the edge and cuts the left one', () => {
  expect(plainText(spread(line('left'), line('right'), 12, MARK))).toBe('left   right');
  expect(plainText(spread(line('much too long'), line('right'), 12, MARK))).toBe('much t…right');
});

test('select marks every piece', () => {
  expect(select([segment('a'), segment('b')]).every(({ selected }) => selected)).toBe(true);
});

describe('wrap', () => {
  test('breaks at blanks and indents what follows', () => {
    expect(wrap('the association was aborted by its peer', 18, 2)).toEqual(['the association', '  was aborted by', '  its peer']);
  });

  test('breaks words that are too long', () => {
    expect(wrap('0123456789abcdef', 6)).toEqual(['012345', '6789ab', 'cdef']);
  });

  test('never makes a line too wide, and loses nothing', () => {
    const text = 'COOKIE-ECHO in frame 3 reached [fd00:aaaa:bbbb:cccc::1]:36412, as its answer in frame 4 shows 日本語のテキスト';
    for (let width = 8; width < 60; width++) {
      const lines = wrap(text, width, 2);
      expect(lines.every((each) => lineWidth(line(each)) <= width)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
