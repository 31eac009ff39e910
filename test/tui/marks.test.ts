/** Marks, and copying. */
import { describe, expect, test } from '@jest/globals';
import { NO_ALIASES } from '../../src/tui/aliases.js';
import { answerKey } from '../../src/tui/controller.js';
import { ScreenPainter } from '../../src/tui/screen-painter.js';
import { UNICODE } from '../../src/tui/text/glyphs.js';
import { Derived } from '../../src/tui/view/derived.js';
import { initialState } from '../../src/tui/view-state.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

const player = (): Player => new Player(new FixtureModel([ABORTED, SILENT]));

function footer(shown: Player): string {
  return shown.screen().split('\n').at(-1) ?? '';
}

describe('marks', () => {
  test('a place is marked with a letter, and gone to from anywhere', () => {
    const shown = player().press('enter', 'a', 'm');
    expect(footer(shown)).toBe(' mark as: a letter');
    expect(footer(shown.press('x'))).toBe(" marked x; 'x comes back here");
    const marked = shown.press('left', 'right').screen();
    shown.press('q', 'j', "'");
    expect(footer(shown)).toBe(' go to mark: a letter');
    expect(shown.press('x').screen()).toBe(marked);
    expect(shown.press('q').screen()).toContain('how it ended');
  });

  test('a letter that marks nothing says so; other keys end it', () => {
    expect(footer(player().press("'", 'z'))).toBe(' there is no mark z');
    const before = player().screen();
    expect(player().press("'", 'escape').screen()).toBe(before);
    expect(player().press("'", '7').screen()).toBe(before);
  });
});

describe('copying', () => {
  test('takes what is below the line', () => {
    const model = new FixtureModel([ABORTED]);
    const state = initialState(80, 24, 'none');
    const stage = { model, state, derived: new Derived(), glyphs: UNICODE, aliases: NO_ALIASES, width: 80, height: 24 };
    const [request] = answerKey('y', stage);
    expect(request).toMatchObject({ type: 'copy' });
    const text = request?.type === 'copy' ? request.text : '';
    expect(text).toMatch(/^aborted by right: [\s\S]*is told COMM_UP$/);
    expect(footer(new Player(model).press('y'))).toMatch(/^ copied 7 lines/);
  });

  test('reaches the terminal as its sequence for that', () => {
    let written = '';
    new ScreenPainter({
      write: (text) => {
        written += text;
      },
    }).copy('a\u001b]0;b');
    expect(written).toBe(`\u001b]52;c;${Buffer.from('a\u001b]0;b').toString('base64')}\u0007`);
  });
});
