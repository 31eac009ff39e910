/** The mouse, where it is asked for. */
import { describe, expect, test } from '@jest/globals';
import { KeyDecoder } from '../../src/tui/key-decoder.js';
import { ScreenPainter } from '../../src/tui/screen-painter.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

test('wheel and left button are keys, whatever the column, and cut in two as well', () => {
  const decoder = new KeyDecoder();
  expect(decoder.decode('\u001b[<64;10;5M\u001b[<0;200;12M\u001b[<0;200;12m\u001b[<2;1;1Mj')).toEqual(['wheel-up', 'click-11', 'j']);
  expect(decoder.decode('\u001b[<65;1')).toEqual([]);
  expect(decoder.decode('0;5M')).toEqual(['wheel-down']);
});

describe('a click', () => {
  const player = (): Player => new Player(new FixtureModel([ABORTED, SILENT]));

  test('brings the cursor, the next one opens', () => {
    const shown = player().press('click-3');
    expect(shown.screen()).toMatch(/^▌ +2 /m);
    expect(shown.press('click-3').screen()).toContain('association 2');
    expect(shown.press('click-4').screen()).toMatch(/^▌ +16 /m);
  });

  test('beside the rows does nothing', () => {
    const before = player().screen();
    for (const row of [0, 1, 9, 23, 400]) expect(player().press(`click-${row}`).screen()).toBe(before);
  });

  test('the wheel moves', () => {
    expect(player().press('wheel-down').screen()).toMatch(/^▌ +2 /m);
    expect(player().press('wheel-down', 'wheel-up').screen()).toMatch(/^▌ +1 /m);
  });
});

test('it is asked of the terminal only where it is wanted, and given back', () => {
  const written = (mouse: boolean): string => {
    let all = '';
    const painter = new ScreenPainter(
      {
        write: (text) => {
          all += text;
        },
      },
      mouse,
    );
    painter.enter();
    painter.leave();
    return all;
  };
  expect(written(false)).not.toContain('?1000');
  expect(written(true)).toMatch(/\?1000h[\s\S]*\?1006h[\s\S]*\?1006l[\s\S]*\?1000l/);
});
