/** What the README shows of the program is what the program shows. UPDATE_README=1 writes it anew. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { COMMANDS } from '../src/cli/command/registry.js';
import { drawnAnew } from './helper/shown.js';

const PATH = join(process.cwd(), 'README.md');
const readme = readFileSync(PATH, 'utf8');

test('the screens and outputs (UPDATE_README=1 draws them anew)', async () => {
  const { text, blocks } = await drawnAnew(readme);
  expect(blocks).toBeGreaterThanOrEqual(2);
  if (process.env['UPDATE_README'] === '1') writeFileSync(PATH, text);
  else expect(readme).toBe(text);
});

test('the commands are those that there are', () => {
  const section = /\n## Commands\n([\s\S]*?)\n## /.exec(readme)![1]!;
  const named = [...section.matchAll(/^\| `sctpscope ([a-z]+) /gm)].map(([, name]) => name);
  const known = [...COMMANDS.keys()].filter((name) => name !== 'view');
  expect(named.toSorted()).toEqual(known.toSorted());
});

test('the example runs', () => {
  const code = /<!-- example -->\n```js\n([\s\S]*?)```/.exec(readme)?.[1];
  const folder = mkdtempSync(join(tmpdir(), 'sctpscope-example-'));
  try {
    symlinkSync(join(process.cwd(), 'samples'), join(folder, 'samples'));
    const entry = JSON.stringify(join(process.cwd(), 'build/src/index.js'));
    writeFileSync(join(folder, 'example.mjs'), code!.replace("'sctpscope'", entry));
    const { stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^10\.1\.0\.1:5001 (certain|likely) SCTP_ASSOC_CHANGE SCTP_COMM_UP/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
