// Brings a fresh clone to the point where the program runs: installs the dependencies and builds, each only when it is missing or out of date.
// Plain Node, no dependency: it runs before anything is installed. Messages go to stderr, so that `npm start` can be piped.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : modified(path));
  }
  return latest;
}

function run(why, args) {
  process.stderr.write(`${why}: npm ${args.join(' ')}\n`);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const result = spawnSync(npm[0], [...npm.slice(1), ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && npm.length === 1,
  });
  if (result.status !== 0) {
    process.stderr.write(`npm ${args.join(' ')} failed; mend what it says above and run the command again.\n`);
    process.exit(result.status ?? 1);
  }
}

if (
  modified(join(root, 'node_modules/.package-lock.json')) < modified(join(root, 'package-lock.json')) - 1000 ||
  !existsSync(join(root, 'node_modules/typescript'))
) {
  run('installing the dependencies', ['ci', '--no-audit', '--no-fund']);
}
if (modified(join(root, 'dist/.built')) < Math.max(newest(join(root, 'src')), modified(join(root, 'tsconfig.json')))) {
  run('building', ['run', '--silent', 'build']);
}
