/** docs/library.md: its examples run, and print what stands below them. UPDATE_README=1 writes that anew. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

test.each(['nodenext', 'bundler'])(
  'with %s, the types of the package resolve, and the examples are strict TypeScript',
  (moduleResolution) => {
    const project = join(folder, moduleResolution);
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    symlinkSync(process.cwd(), join(project, 'node_modules', 'sctpscope'));
    symlinkSync(join(process.cwd(), 'node_modules', '@types'), join(project, 'node_modules', '@types'));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    const compilerOptions = {
      ...{ strict: true, noEmit: true, target: 'es2022', types: ['node'], moduleResolution },
      module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    const codes = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThanOrEqual(5);
    for (const [i, code] of codes.entries()) writeFileSync(join(project, `example${i}.ts`), code);
    const { stdout } = spawnSync(process.execPath, [join(process.cwd(), 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  },
);
