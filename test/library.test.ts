/** docs/library.md: its examples run, and print what stands below them. UPDATE_README=1 writes that anew. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const PATH = join(process.cwd(), 'docs', 'library.md');
const text = readFileSync(PATH, 'utf8');
const EXAMPLES = [...text.matchAll(/<!-- example -->\n```js\n([\s\S]*?)```\n```text\n([\s\S]*?)```\n/g)];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sctpscope-library-'));
  symlinkSync(join(process.cwd(), 'samples'), join(folder, 'samples'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(code: string): string {
  const path = join(folder, 'example.mjs');
  writeFileSync(path, code.replace("'sctpscope'", JSON.stringify(join(process.cwd(), 'build/src/index.js'))));
  const { stdout, stderr } = spawnSync(process.execPath, [path], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

test('the examples print what stands below them (UPDATE_README=1 writes it anew)', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(4);
  let updated = text;
  for (const [whole, code, shown] of EXAMPLES) {
    const end = whole.length - '```\n'.length - shown!.length;
    updated = updated.replace(whole, () => `${whole.slice(0, end)}${run(code!)}\`\`\`\n`);
  }
  if (process.env['UPDATE_README'] === '1') writeFileSync(PATH, updated);
  else expect(text).toBe(updated);
});
