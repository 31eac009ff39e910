/** The screens of docs/tour.md are those that the program draws. UPDATE_README=1 draws them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { binding, COMMANDS } from '../src/tui/key-bindings.js';
import { drawnAnew } from './helper/shown.js';

const PATH = join(process.cwd(), 'docs/tour.md');
const tour = readFileSync(PATH, 'utf8');

test('the screens', async () => {
  const { text, blocks } = await drawnAnew(tour);
  expect(blocks).toBeGreaterThanOrEqual(6);
  if (process.env['UPDATE_README'] === '1') writeFileSync(PATH, text);
  else expect(tour).toBe(text);
});

test('what it says is on a screen is there', () => {
  const [, ...screens] = tour.split('```text\n').map((part) => part.split('```')[0]!);
  const whole = screens.join('\n');
  for (const said of [
    'frame 21',
    'User-Initiated Abort',
    'SEND_FAILED SENT x3',
    'SEND_FAILED UNSENT x5',
    'first part stream 3 ppid 601',
    'context 30',
    'as bytes',
  ]) {
    expect([said, whole.includes(said)]).toEqual([said, true]);
  }
});

test('the keys it names are in the key table', () => {
  const known = new Set<string>(COMMANDS.flatMap((command) => [...binding(command).keys]));
  const named = [...tour.matchAll(/`([!-_a-~])`/g)].map(([, key]) => key!);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((key) => !known.has(key))).toEqual([]);
});
