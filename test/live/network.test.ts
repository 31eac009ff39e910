/** The networks of these tests: gone with whoever made them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { noNetworks } from '../helper/network.js';

const HELPER = JSON.stringify(pathToFileURL(join(process.cwd(), 'build/test/helper/network.js')).href);
const PROGRAM = `
import { makeNetwork } from ${HELPER};
const { here, there } = makeNetwork();
console.log(here, there);
setInterval(() => undefined, 1000);
`;

const prevented = noNetworks();
if (prevented !== undefined) console.warn(`that networks are removed is not tested: ${prevented}`);

(prevented === undefined ? test : test.skip)(
  'a program that is killed leaves no network behind',
  async () => {
    const program = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await program.stdout.take(1).toArray()) as Buffer[];
    const paths = line!
      .toString()
      .trim()
      .split(' ')
      .map((name) => `/run/netns/${name}`);
    expect(paths.map(existsSync)).toEqual([true, true]);
    program.kill('SIGKILL');
    while (paths.some(existsSync)) await new Promise((resolve) => setTimeout(resolve, 50));
  },
  20_000,
);
