/** The commands that print, as one script that V8 has compiled before: the same commands, taken as compiled, and well without. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/command/registry.js';
import { NAMES } from '../../src/cli/precompiled.js';
import { runPrinting } from '../../src/cli/printing-commands.js';

const SAMPLE = 'samples/lost-messages.pcap';

function node(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

test.each([...COMMANDS.keys()])('%s is said to be in the script just when it is', async (name) => {
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() });
  const status = runPrinting([name, '--help'], { stdout: nowhere, stderr: nowhere, stdin: process.stdin, color: false });
  expect(status !== undefined).toBe(NAMES.has(name));
  await status;
});

test('what V8 compiled at the build is taken', () => {
  const rejected =
    "import { precompiled } from './dist/cli/precompiled.js'; console.log(precompiled('analyze').script.cachedDataRejected);";
  expect(node('--input-type=module', '-e', rejected)).toBe('false\n');
});

test('where it is damaged or missing, or the script is, the program does the same', () => {
  const expected = node('dist/cli.js', 'analyze', SAMPLE);
  const folder = mkdtempSync(join(tmpdir(), 'sctpscope-precompiled-'));
  try {
    for (const part of ['dist/cli.js', 'dist/program', 'package.json']) cpSync(part, join(folder, part), { recursive: true });
    const analyzed = () => node(join(folder, 'dist/cli.js'), 'analyze', SAMPLE);
    writeFileSync(join(folder, 'dist/program/printing-commands.cjs.v8'), 'nothing that V8 wrote');
    expect(analyzed()).toBe(expected);
    rmSync(join(folder, 'dist/program/printing-commands.cjs.v8'));
    expect(analyzed()).toBe(expected);
    rmSync(join(folder, 'dist/program/printing-commands.cjs'));
    expect(analyzed()).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
