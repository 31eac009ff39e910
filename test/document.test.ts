/** ARCHITECTURE.md says what is so: the files it names are there, the limits have these values. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const text = (path: string): string => readFileSync(join(process.cwd(), path), 'utf8');
const architecture = text('ARCHITECTURE.md');

test('it stays short', () => {
  expect(architecture.split('\n').length).toBeLessThanOrEqual(200);
});

test('the files it names are there', () => {
  const named = [...architecture.matchAll(/`((?:src|test|scripts|bench)\/[^`*…]*)`/g)]
    .map(([, path]) => path!)
    .filter((path) => !path.includes('NAME'));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(process.cwd(), path)))).toEqual([]);
});

const limits = [...architecture.matchAll(/^\| `([A-Z_]+)` \| `([^`]+)` \| ([\d,]+) \|/gm)].map(
  ([, name, path, value]) => [name!, path!, value!] as const,
);

test('it has the table of limits', () => {
  expect(limits.length).toBeGreaterThan(10);
});

test.each(limits)('%s in %s is %s', (name, path, value) => {
  const declared = new RegExp(`const ${name} = ([\\d_]+(?: << \\d+)?);`).exec(text(path))?.[1];
  expect(declared).toBeDefined();
  const [base, shift = '0'] = declared!.replaceAll('_', '').split(' << ');
  expect(Number(base) * 2 ** Number(shift)).toBe(Number(value.replaceAll(',', '')));
});
