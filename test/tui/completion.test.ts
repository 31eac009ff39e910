/** Typing at the prompts: completion, and what was typed before. */
import { describe, expect, test } from '@jest/globals';
import { completed, completionOf } from '../../src/tui/completion.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

function footer(player: Player): string {
  return player.screen().split('\n').at(-1) ?? '';
}

function typed(text: string): string[] {
  return [...text].map((key) => (key === ' ' ? 'space' : key));
}

const player = (): Player => new Player(new FixtureModel([ABORTED, SILENT]));

describe('completion', () => {
  test.each([
    ['ch', 'chunk'],
    ['chunk == AB', 'chunk == ABORT'],
    ['frame < 12 an', 'frame < 12 and'],
    ['not (notif', 'not (notification'],
    ['notification==comm_l', 'notification==COMM_LOST'],
    ['sctp.chunk_type == cookie', 'sctp.chunk_type == COOKIE-'],
    ['outcome != sh', 'outcome != shutdown'],
    ['nothing begins xo', 'nothing begins xo'],
    ['', ''],
  ])('of the filter %j', (text, whole) => {
    expect(completed({ kind: 'filter', text })).toBe(whole);
  });

  test.each([
    ['the', 'theme'],
    ['theme li', 'theme light'],
    ['nextabo', 'nextAbort'],
    ['theme light x', 'theme light x'],
  ])('of the command %j', (text, whole) => {
    expect(completed({ kind: 'command', text })).toBe(whole);
  });

  test('of a file name there is none', () => {
    expect(completionOf({ kind: 'save', text: 'as' }).words).toEqual([]);
  });

  test('is offered while something is typed, and taken with Tab', () => {
    const shown = player().press('/', ...typed('chunk == AB'));
    expect(footer(shown)).toBe('/chunk == AB   Tab: ABORT');
    expect(footer(shown.press('tab'))).toBe('/chunk == ABORT');
    expect(footer(player().press('/', ...'chunk=='))).toMatch(/^\/chunk== +\S/);
    expect(footer(shown.press('enter'))).not.toContain('/chunk');
  });
});

describe('history', () => {
  test('Up goes back, Down comes forth, to what is new', () => {
    const shown = player().press('/', ...'10.1', 'enter', '/', 'ctrl-u', ...'shutdown', 'enter', '/', 'ctrl-u');
    expect(footer(shown.press('up'))).toBe('/shutdown');
    expect(footer(shown.press('up'))).toBe('/10.1');
    expect(footer(shown.press('up'))).toBe('/10.1');
    expect(footer(shown.press('down'))).toBe('/shutdown');
    expect(footer(shown.press('down'))).toBe('/');
    expect(footer(shown.press('down'))).toBe('/');
  });

  test('filters and commands have one each; a line is in it once', () => {
    const shown = player().press('/', ...'x', 'enter', '/', 'ctrl-u', ...'y', 'enter', '/', 'ctrl-u', ...'x', 'enter');
    shown.press(':', ...typed('theme light'), 'enter');
    expect(footer(shown.press(':', 'up'))).toBe(':theme light');
    shown.press('escape', '/', 'ctrl-u');
    expect(['up', 'up', 'up'].map((key) => footer(shown.press(key)))).toEqual(['/x', '/y', '/y']);
  });
});
