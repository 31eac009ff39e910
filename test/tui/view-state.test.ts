import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMMANDS, type Command } from '../../src/tui/key-bindings.js';
import type { Screen } from '../../src/tui/screen.js';
import { type Action, currentScreen, initialState, reduce, type ViewState } from '../../src/tui/view-state.js';

const EXTENT = { rows: 100, page: 10 };
const START = initialState(80, 24, 'dark');
const LADDER: Screen = { view: 'ladder', association: 3, cursor: 0, top: 0, focus: 'packet', folding: true, toggled: [], filter: '' };

function reached(state: ViewState, ...commands: (Command | Action)[]): ViewState {
  return commands.reduce<ViewState>(
    (now, step) => reduce(now, typeof step === 'string' ? { type: 'command', command: step, extent: EXTENT } : step),
    state,
  );
}

function place(state: ViewState): [number, number] {
  const { cursor, top } = currentScreen(state);
  return [cursor, top];
}

describe('movement', () => {
  test.each<[string, (Command | Action)[], [cursor: number, top: number]]>([
    ['down', ['down'], [1, 0]],
    ['up at the top stays', ['up'], [0, 0]],
    ['down a page scrolls as little as it must', ['pageDown'], [10, 1]],
    ['half a page', ['halfDown'], [5, 0]],
    ['to the end', ['bottom'], [99, 90]],
    ['past the end stays at the end', ['bottom', 'down'], [99, 90]],
    ['up from the end leaves the page', ['bottom', 'up'], [98, 90]],
    ['and back to the top', ['bottom', 'top'], [0, 0]],
    ['3 down', [{ type: 'digit', digit: 3 }, 'down'], [3, 0]],
    ['12 down', [{ type: 'digit', digit: 1 }, { type: 'digit', digit: 2 }, 'down'], [12, 3]],
    ['a count is used once', [{ type: 'digit', digit: 3 }, 'down', 'down'], [4, 0]],
    ['42G goes to row 42', [{ type: 'digit', digit: 4 }, { type: 'digit', digit: 2 }, 'bottom'], [41, 32]],
    [
      'a count that is too large goes to the end',
      [{ type: 'digit', digit: 9 }, { type: 'digit', digit: 9 }, { type: 'digit', digit: 9 }, 'bottom'],
      [99, 90],
    ],
  ])('%s', (_name, steps, expected) => {
    expect(place(reached(START, ...steps))).toEqual(expected);
  });

  test('the cursor is always on a row and in sight', () => {
    const steps = fc.array(fc.constantFrom<Command>('down', 'up', 'pageDown', 'pageUp', 'halfDown', 'halfUp', 'top', 'bottom'));
    fc.assert(
      fc.property(steps, fc.nat(50), fc.integer({ min: 1, max: 40 }), (commands, rows, page) => {
        let state = START;
        for (const command of commands) state = reduce(state, { type: 'command', command, extent: { rows, page } });
        const [cursor, top] = place(state);
        expect(cursor).toBeGreaterThanOrEqual(0);
        expect(cursor).toBeLessThanOrEqual(Math.max(0, rows - 1));
        expect(cursor).toBeGreaterThanOrEqual(top);
        expect(cursor).toBeLessThan(top + page);
      }),
    );
  });
});

describe('screens', () => {
  test('lie on a stack', () => {
    const opened = reached(START, { type: 'open', screen: LADDER });
    expect(currentScreen(opened)).toBe(LADDER);
    expect(currentScreen(reached(opened, 'back')).view).toBe('associations');
  });

  test('keep their place below', () => {
    expect(place(reached(START, 'bottom', { type: 'open', screen: LADDER }, 'down', 'back'))).toEqual([99, 90]);
  });

  test.each<[Command, string]>([
    ['help', 'help'],
    ['diagnoses', 'diagnoses'],
    ['statistics', 'statistics'],
  ])('%s opens and closes with the same key', (command, view) => {
    const opened = reached(START, command);
    expect(currentScreen(opened).view).toBe(view);
    expect(currentScreen(reached(opened, command)).view).toBe('associations');
  });

  test('the help is about the view it was asked in', () => {
    expect(currentScreen(reached(START, { type: 'open', screen: LADDER }, 'help'))).toMatchObject({ view: 'help', about: 'ladder' });
  });

  test('statistics are of the open association', () => {
    expect(currentScreen(reached(START, { type: 'open', screen: LADDER }, 'statistics'))).toMatchObject({ association: 3 });
  });

  test('a change replaces the seen one only', () => {
    const changed = reached(START, { type: 'open', screen: LADDER }, { type: 'change', screen: { ...LADDER, cursor: 50 }, extent: EXTENT });
    expect(changed.screens).toHaveLength(2);
    expect(place(changed)).toEqual([50, 41]);
  });
});

describe('leaving', () => {
  test('asks once', () => {
    const asked = reached(START, 'leave');
    expect([asked.leaving, asked.ended]).toEqual([true, false]);
    expect(reached(asked, 'leave').ended).toBe(true);
  });

  test('any other key stays', () => {
    const stayed = reached(START, 'leave', 'down');
    expect([stayed.leaving, stayed.ended]).toEqual([false, false]);
    expect(reached(stayed, 'leave').ended).toBe(false);
  });

  test('ctrl-c does not ask', () => {
    expect(reached(START, 'quit').ended).toBe(true);
  });
});

describe('the rest', () => {
  test('sorting goes round and starts at the top', () => {
    const sorted = reached(START, 'bottom', 'sortNext');
    expect(currentScreen(sorted)).toMatchObject({ sort: 'outcome', cursor: 0 });
    expect(currentScreen(reached(START, 'sortPrevious', 'sortNext'))).toMatchObject({ sort: 'start' });
  });

  test('the time column goes round', () => {
    expect(reached(START, 'cycleTime', 'cycleTime', 'cycleTime').time).toBe('since-start');
  });

  test('a notice is gone with the next key', () => {
    const noticed = reached(START, { type: 'notice', text: 'nothing below' });
    expect(noticed.notice).toBe('nothing below');
    expect(reached(noticed, 'down').notice).toBe('');
  });

  test('a resize changes the size alone', () => {
    expect(reached(START, { type: 'resize', columns: 132, rows: 50 })).toEqual({ ...START, size: { columns: 132, rows: 50 } });
  });

  test('no command throws on any screen', () => {
    for (const command of COMMANDS)
      for (const state of [START, reached(START, { type: 'open', screen: LADDER }), reached(START, 'help')])
        expect(reached(state, command).screens.length).toBeGreaterThan(0);
  });
});
