import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { VERSION } from '../src/cli/version.js';

test.each(['package.json', 'package-lock.json'])('the program says the version that %s says', (file) => {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), file), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});
