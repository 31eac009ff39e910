/** The interface in Ink: keys through its input, frames out of its output. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { cleanup, render } from 'ink-testing-library';
import { createElement } from 'react';
import { App } from '../../src/tui/app.js';
import { Store } from '../../src/tui/store.js';
import { UNICODE } from '../../src/tui/text/glyphs.js';
import type { ThemeName } from '../../src/tui/theme.js';
import { Derived } from '../../src/tui/view/derived.js';
import { initialState } from '../../src/tui/view-state.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

afterEach(cleanup);

function show(columns: number, rows: number, theme: ThemeName = 'none') {
  const model = new FixtureModel([ABORTED, SILENT]);
  const store = new Store(initialState(columns, rows, theme));
  const asked: string[] = [];
  const terminal = {
    redraw: () => asked.push('redraw'),
    suspend: () => asked.push('suspend'),
    copy: (text: string) => asked.push(`copy ${text}`),
  };
  const element = createElement(App, { store, model, derived: new Derived(), glyphs: UNICODE, terminal });
  const app = render(element);
  // The library's output says it is 100 columns wide; Ink asks it for every frame.
  Object.defineProperty(app.stdout, 'columns', { value: columns });
  store.dispatch({ type: 'resize', columns, rows: rows + 1 });
  store.dispatch({ type: 'resize', columns, rows });
  return { app, model, store, asked, frame: () => (app.lastFrame() ?? '').trimEnd() };
}

/** Effects, the input's listener among them, run in a later turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Without the control sequences for colour, and the blanks they kept at the ends. */
function plain(frame: string): string {
  return frame
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/ +$/gm, '')
    .trimEnd();
}

describe.each([
  [80, 24],
  [120, 40],
])('at %dx%d', (columns, rows) => {
  test.each<[string, string[]]>([
    ['associations', []],
    ['ladder', ['\r']],
    ['notification in the ladder', ['\r', 'n', 'n']],
    ['notifications', ['e']],
    ['packet', ['\r', '\r', '\u001b[B', '\u001b[B']],
    ['help', ['?']],
    ['comparison', ['c']],
    ['bytes', ['e', 'x']],
    ['another stack', ['P']],
    ['plot', ['v']],
    ['messages', ['e', 'm']],
  ])('%s', async (_name, keys) => {
    const { app, frame } = show(columns, rows);
    await turn();
    for (const key of keys) app.stdin.write(key);
    await turn();
    const names: Record<string, string> = { '\r': 'enter', '\u001b[B': 'down' };
    const player = new Player(new FixtureModel([ABORTED, SILENT]), columns, rows).press(...keys.map((key) => names[key] ?? key));
    expect(plain(frame())).toBe(player.screen());
  });
});

describe('in Ink', () => {
  test('colour changes nothing but colour', async () => {
    const dark = show(80, 24, 'dark');
    await turn();
    const frame = dark.frame();
    expect(frame).toContain('\u001b[');
    expect(plain(frame)).toBe(new Player(new FixtureModel([ABORTED, SILENT])).screen());
  });

  test('keys typed fast arrive one by one', async () => {
    const { app, frame } = show(80, 24);
    await turn();
    app.stdin.write('j\rn');
    await turn();
    expect(plain(frame())).toContain('association 2');
    expect(plain(frame())).toContain('SCTP_PEER_ADDR_CHANGE');
  });

  test('the escape key alone is answered after a moment', async () => {
    const { app, frame } = show(80, 24);
    await turn();
    app.stdin.write('\r');
    app.stdin.write('\u001b');
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(plain(frame())).toContain('sctpscope › fixture.pcap');
  });

  test('what changes in the model is seen', async () => {
    const { model, frame } = show(80, 24);
    await turn();
    model.progress = { ...model.progress, packets: 99_999, ended: false, fraction: 0.5 };
    model.changed();
    await turn();
    expect(plain(frame())).toContain('reading █████░░░░░ 50 %');
  });

  test('redrawing and suspending are the terminal’s', async () => {
    const { app, asked } = show(80, 24);
    await turn();
    app.stdin.write('\u000c\u001a');
    expect(asked).toEqual(['redraw', 'suspend']);
  });
});
