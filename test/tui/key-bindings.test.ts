import { describe, expect, test } from '@jest/globals';
import { binding, COMMANDS, commandFor, commandsOf, pairOf } from '../../src/tui/key-bindings.js';
import { KeyDecoder } from '../../src/tui/key-decoder.js';
import { keyLine } from '../../src/tui/presentation/frame-lines.js';
import { helpLines } from '../../src/tui/presentation/help.js';
import type { View } from '../../src/tui/screen.js';
import { UNICODE } from '../../src/tui/text/glyphs.js';
import { plainText } from '../../src/tui/text/line.js';
import { VIEWS } from '../../src/tui/view/registry.js';

const ALL_VIEWS = Object.keys(VIEWS) as View[];

describe('the key table', () => {
  test.each(ALL_VIEWS)('no key means two things in %s', (view) => {
    const keys = commandsOf(view).flatMap((command) => binding(command).keys);
    expect(keys).toEqual([...new Set(keys)]);
  });

  test.each(ALL_VIEWS)('every command of %s is reached by each of its keys', (view) => {
    for (const command of commandsOf(view))
      for (const key of binding(command).keys) expect([key, commandFor(key, view)]).toEqual([key, command]);
  });

  test('every key of the table is one that the decoder can name', () => {
    const sent: Readonly<Record<string, string>> = { enter: '\r', escape: '\u001b', space: ' ', tab: '\t', backspace: '\u007f' };
    const csi: Readonly<Record<string, string>> = {
      up: 'A',
      down: 'B',
      right: 'C',
      left: 'D',
      home: 'H',
      end: 'F',
      pageup: '5~',
      pagedown: '6~',
      'wheel-up': '<64;3;4M',
      'wheel-down': '<65;3;4M',
      f1: '11~',
      f2: '12~',
      f5: '15~',
      f7: '18~',
    };
    for (const key of new Set(COMMANDS.flatMap((command) => binding(command).keys))) {
      const decoder = new KeyDecoder();
      const control = /^ctrl-(.)$/.exec(key)?.[1];
      const bytes =
        sent[key] ??
        (csi[key] === undefined ? undefined : `\u001b[${csi[key]}`) ??
        (control === undefined ? key : String.fromCharCode(control.charCodeAt(0) - 0x60));
      expect([...decoder.decode(bytes), ...decoder.flush()]).toEqual([key]);
    }
  });

  test('pairs are commands', () => {
    for (const command of COMMANDS) if (binding(command).pair !== undefined) expect(pairOf(command)).toBeDefined();
  });

  test('digits are left to counts', () => {
    for (const command of COMMANDS) for (const key of binding(command).keys) expect(key).not.toMatch(/^[0-9]$/);
  });
});

describe('made from it', () => {
  test.each(ALL_VIEWS)('the help of %s names every command there', (view) => {
    const help = helpLines(view, 200, UNICODE).map(plainText).join('\n');
    for (const command of commandsOf(view)) expect(help).toContain(binding(command).help);
  });

  test.each(ALL_VIEWS)('the footer of %s ends with help and the way out, however narrow', (view) => {
    for (const width of [60, 80, 120, 300]) expect(plainText(keyLine(view, width, UNICODE))).toMatch(/\? help {2}q (back|leave)$/);
  });

  test('the footer of the ladder at 80 columns', () => {
    expect(plainText(keyLine('ladder', 80, UNICODE))).toBe(' Enter open  n/N notification  e all told  a/A abort  ? help  q back');
  });
});
