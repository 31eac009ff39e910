/** The tarball holds what the program needs to run, and what the library promises. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Manifest {
  bin: Record<string, string>;
  exports: { '.': { types: string; default: string } };
}

const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as Manifest;
const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const packed = (JSON.parse(stdout) as { files: { path: string; mode: number }[] }[])[0]!.files;
const paths = packed.map(({ path }) => path);

test('the program, the library entry and its types are there, and packed', () => {
  const { types, default: entry } = manifest.exports['.'];
  for (const path of [manifest.bin['sctpscope']!, types, entry]) {
    expect(existsSync(join(process.cwd(), path))).toBe(true);
    expect(paths).toContain(path.replace('./', ''));
  }
});

test('so are the samples, the readme and the licence', () => {
  expect(paths).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'samples/README.md', 'samples/lost-messages.pcap']),
  );
});

test('Ink and React are in the program, with their licences', () => {
  expect(paths).toContain('dist/program/LICENSES.txt');
  const licences = readFileSync(join(process.cwd(), 'dist/program/LICENSES.txt'), 'utf8');
  for (const name of ['ink', 'react', 'react-reconciler', 'yoga-layout']) expect(licences).toMatch(new RegExp(`^${name} \\d.*, MIT$`, 'm'));
});

test('sources, tests, maps, stamps and what one V8 compiled are not', () => {
  expect(paths.filter((path) => /^(src|test|build|bench|scripts)\/|\.map$|\.built$|\.v8$/.test(path))).toEqual([]);
});

test('the program may be executed', () => {
  const program = packed.find(({ path }) => path === manifest.bin['sctpscope']);
  expect(program!.mode & 0o111).not.toBe(0);
});
