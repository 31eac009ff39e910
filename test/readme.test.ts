/** What the README shows of the program is what the program shows. UPDATE_README=1 writes it anew. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../src/analysis/analysis.js';
import { openCapture } from '../src/capture/open-capture.js';
import { COMMANDS } from '../src/cli/command/registry.js';
import { main } from '../src/cli/main.js';
import { CaptureSession } from '../src/tui/session/capture-session.js';
import { fakeSurroundings } from './helper/surroundings.js';
import { Player } from './tui/picture.js';

const PATH = join(process.cwd(), 'README.md');
const readme = readFileSync(PATH, 'utf8');

/** A fenced block under a comment that says what it shows. */
const SHOWN = /(<!-- (screen|output)(?: ([^:]*))?: (.*) -->\n```text\n)([\s\S]*?)(```\n)/g;

/** The interface on a capture at 80x24, after some keys. */
async function screen(file: string, keys: string): Promise<string> {
  const session = new CaptureSession(await openCapture([file]), DEFAULT_SETTINGS);
  await session.run();
  const shown = new Player(session).press(...keys.split(' ').filter(Boolean)).screen();
  session.close();
  return `${shown}\n`;
}

async function output(command: string): Promise<string> {
  const surroundings = fakeSurroundings();
  await main(command.split(' '), surroundings);
  return `${surroundings.output().trimEnd()}\n`;
}

test('the screens and outputs (UPDATE_README=1 draws them anew)', async () => {
  const blocks = [...readme.matchAll(SHOWN)];
  expect(blocks.length).toBeGreaterThanOrEqual(2);
  let updated = readme;
  for (const [whole, head, what, file, rest, , tail] of blocks) {
    const shown = what === 'screen' ? await screen(file!, rest!) : await output(rest!);
    updated = updated.replace(whole, () => `${head}${shown}${tail}`);
  }
  if (process.env['UPDATE_README'] === '1') writeFileSync(PATH, updated);
  else expect(readme).toBe(updated);
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
