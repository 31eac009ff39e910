// The last step of `npm run build`: puts the program into few files, makes it executable, and stamps the build, so that ensure.js knows its age.
//
// Node takes the better part of a millisecond to find, read and link a module, and the program has hundreds. dist/program/ holds a file for each command and
// files for what commands share; dist/cli.js leads there. What else the compiler wrote stays as it is for the library's users.
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const program = join(dist, 'program');
const entry = join(dist, 'cli.js');

/** A module that asks where it is goes on getting the place of its own file, not of the one it was put into. */
const ownPlace = {
  name: 'own place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
      const place = JSON.stringify(relative(program, path).replaceAll(sep, '/'));
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`) };
    }),
};

rmSync(program, { recursive: true, force: true });
await build({
  entryPoints: [entry],
  outdir: program,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [ownPlace],
});

writeFileSync(entry, "#!/usr/bin/env node\nimport './program/cli.js';\n");
chmodSync(entry, 0o755);
writeFileSync(join(dist, '.built'), '');
