/** What --on-difference runs: the difference is data to it, whatever it holds. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DifferenceCommand } from '../../src/cli/difference-command.js';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'difference-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const command = (text: string): DifferenceCommand => new DifferenceCommand(`cd ${folder} && ${text}`, (sentence) => said.push(sentence));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('what a shell would run in a sentence is not run', async () => {
  const each = command('printf "%s\\n" "$SCTPSCOPE_DIFFERENCE" >> sentences; cat >> lines');
  const hostile = '$(touch one) `touch two`; touch three | touch four && "\'\\';
  each.run(hostile, `{"text":${JSON.stringify(hostile)}}\n`);
  each.run('-n %s %n $HOME', '{}\n');
  await each.end();
  expect(readdirSync(folder).sort()).toEqual(['lines', 'sentences']);
  expect(read('sentences')).toBe(`${hostile}\n-n %s %n $HOME\n`);
  expect(read('lines')).toBe(`{"text":${JSON.stringify(hostile)}}\n{}\n`);
  expect(said).toEqual([]);
});

test('a sentence that is too long is cut; one that cannot be handed over is told, and the next is run', async () => {
  const each = command('printf %s "$SCTPSCOPE_DIFFERENCE" > sentence');
  each.run('a\0b', '{}\n');
  each.run('x'.repeat(300_000), `${'y'.repeat(300_000)}\n`);
  await each.end();
  expect(said).toEqual([expect.stringMatching(/^--on-difference: cd .* ended with .*null bytes/)]);
  expect(read('sentence')).toBe(`${'x'.repeat(4000)}…`);
});

test('a command that fails, or that reads nothing, is told and does no harm', async () => {
  const each = command('exit 3');
  each.run('one', 'x'.repeat(1 << 20));
  await each.end();
  expect(said).toEqual([`--on-difference: cd ${folder} && exit 3 ended with status 3`]);
});
