/** man/sctpscope.1 says what the tables of commands and options say, and a reader of manual pages can read it. UPDATE_MAN=1 writes it anew. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { allCommands } from '../../src/cli/command/registry.js';
import { manPage } from '../../src/cli/man-page.js';

const COMMANDS = await allCommands();

const PATH = join(process.cwd(), 'man', 'sctpscope.1');

test('the page is what the tables make of it (UPDATE_MAN=1 writes it anew)', () => {
  const page = manPage(COMMANDS);
  if (process.env['UPDATE_MAN'] === '1') writeFileSync(PATH, page);
  expect(readFileSync(PATH, 'utf8')).toBe(page);
});

test('no command takes an option twice', () => {
  for (const { name, options } of COMMANDS) {
    const names = options.flatMap((option) => [option.name, ...(option.short === undefined ? [] : [option.short])]);
    expect({ name, names }).toEqual({ name, names: [...new Set(names)] });
  }
});

const groff = spawnSync('groff', ['--version']);

(groff.error === undefined ? test : test.skip)('groff has no complaint, and every command and option is in what it shows', () => {
  const { status, stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-rLL=100n', PATH], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const shown = stdout.replaceAll(/\u001b\[[\d;]*m|.\u0008/g, '');
  for (const { name, options } of COMMANDS) {
    expect(shown).toContain(`sctpscope ${name}`);
    for (const option of options) expect(shown).toContain(option.name);
  }
  expect(shown).toContain('(?<sac_state>…)');
});
