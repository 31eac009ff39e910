// The last step of `npm run build`: puts the program into few files, makes it executable, and stamps the build, so that ensure.js knows its age.
//
// Node takes the better part of a millisecond to find, read and link a module, and the program has hundreds. dist/program/ holds a file for each command and
// files for what commands share, and one script with the commands that print; dist/cli.js, one module, leads there. Ink and React are put in, with their licences: Node needs half
// a second to find their parts. What else the compiler wrote stays as it is for the library's users.
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const program = join(dist, 'program');
const entry = join(dist, 'cli.js');

/** Left to be found in node_modules: what is native, or loaded where it is wanted only; Ink asks for React's developer tools where a variable says so. */
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const PUT_IN = ['ink', 'react'];
const external = [
  ...Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !PUT_IN.includes(name)),
  'react-devtools-core',
];

/** Parts of Ink and React that are CommonJS ask for Node's modules this way. */
const REQUIRE = "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);";

/** A module that asks where it is goes on getting the place of its own file, not of the one in `folder` it was put into, whose place is `here`. */
const ownPlace = (here, folder) => ({
  name: 'own place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const place = JSON.stringify(relative(folder, path).replaceAll(sep, '/'));
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL(${place}, ${here}).href`) };
    }),
});

/** What cli.js loads for other commands than those that print is a file of its own. */
const mainApart = {
  name: 'main apart',
  setup: ({ onResolve }) => onResolve({ filter: /\/main\.js$/ }, () => ({ path: './program/main.js', external: true })),
};

/** The options that all parts have in common; `here` is what tells a file its own place. */
const options = (here, folder = program) => ({
  outdir: folder,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external,
  // React's checks for developers are left out: they cost time at every key.
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
  absWorkingDir: root,
  sourcemap: true,
  logLevel: 'warning',
  plugins: [ownPlace(here, folder)],
});

rmSync(program, { recursive: true, force: true });
const { metafile } = await build({
  ...options('import.meta.url'),
  entryPoints: [join(dist, 'cli/main.js')],
  splitting: true,
  format: 'esm',
  banner: { js: REQUIRE },
});
const start = options('import.meta.url', dist);
const starting = await build({
  ...start,
  plugins: [mainApart, ...start.plugins],
  entryPoints: [entry],
  format: 'esm',
  allowOverwrite: true,
});
const printing = await build({
  ...options("require('node:url').pathToFileURL(__filename)"),
  entryPoints: [join(dist, 'cli/printing-commands.js')],
  format: 'cjs',
  banner: { js: '(function (require, module, __filename) {' },
  footer: { js: '})' },
  outExtension: { '.js': '.cjs' },
  // A script compiled by hand has no loader of modules.
  supported: { 'dynamic-import': false },
});

/** Has a module nothing at its top that is assigned again? Of packages nobody knows. */
const assignsNothing = (input) => input.startsWith('dist/') && !/^(?:export )?let /m.test(readFileSync(join(root, input), 'utf8'));

// Constants are constants again: esbuild makes variables of what stands at the top of a module, and V8 fetches such a one anew at every use where it would have put
// the value into its code. That is a tenth of the time of `npm run bench`.
for (const [path, { inputs }] of Object.entries({ ...metafile.outputs, ...starting.metafile.outputs, ...printing.metafile.outputs })) {
  const output = join(root, path);
  if (path.endsWith('.map') || !Object.keys(inputs).every(assignsNothing)) continue;
  writeFileSync(output, readFileSync(output, 'utf8').replace(/^var (?=[\w$]+ = |[[{])/gm, 'const '));
}

// V8 keeps what it compiled, so it is made to compile what an analysis needs.
const { COMPILED, precompiled } = await import('../dist/cli/precompiled.js');
const { script, runPrinting } = precompiled('analyze');
const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() });
await runPrinting(['analyze', '--format', 'ndjson', join(root, 'samples/lost-messages.pcap')], { stdout: nowhere, stderr: nowhere });
writeFileSync(COMPILED, script.createCachedData());

/** The licences of the packages that are in it. */
function licences() {
  const packages = Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(packages)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((found) => /^licen[cs]e/i.test(found));
    return `${name} ${version}, ${license}\n\n${file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
}

writeFileSync(join(program, 'LICENSES.txt'), licences().join(`\n${'-'.repeat(80)}\n\n`));
chmodSync(entry, 0o755);
writeFileSync(join(dist, '.built'), '');
