// `npm run check-package`: the tarball installed into empty folders, as users have it, and what works there. Needs the registry, so it is no test.
//   whole       with a compiler and libpcap's headers, if this machine has them
//   no compiler cap cannot be built: npm goes on without it
//   no scripts  cap is there and was not built, as npm leaves it that runs no scripts
//   no cap      it is not there
// Where a folder above the temporary one has a cap of its own, that is found: TMPDIR says where else to try.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sctpscope-package-'));
const SAMPLE = join(root, 'samples/lost-messages.pcap');

/** A PATH with node, npm and a shell, and nothing to compile with. */
function barePath() {
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  const beside = dirname(process.execPath);
  for (const name of ['node', 'npm', 'npx']) symlinkSync(join(beside, name), join(bare, name));
  for (const name of ['sh', 'env', 'uname', 'sed', 'dirname']) symlinkSync(join('/usr/bin', name), join(bare, name));
  return bare;
}

const VARIANTS = [
  { name: 'whole', options: ['--allow-scripts=cap'] },
  { name: 'no compiler', options: ['--allow-scripts=cap'], path: barePath(), cap: /is not installed; run: / },
  { name: 'no scripts', options: ['--ignore-scripts'], cap: /was not compiled; run: / },
  { name: 'no cap', options: ['--ignore-scripts'], without: 'lib/node_modules/sctpscope/node_modules/cap', cap: /is not installed; run: / },
];

let failed = 0;
try {
  const { filename } = JSON.parse(must('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root }))[0];
  for (const variant of VARIANTS) check(variant, join(folder, filename));
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed > 0 ? 1 : 0;

function check({ name, options, path = process.env.PATH, without, cap = /there is no interface|run: / }, tarball) {
  const prefix = join(folder, name.replaceAll(' ', '-'));
  const env = { ...process.env, PATH: path };
  must('npm', ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', ...options, tarball], { cwd: folder, env });
  // npm installs optional packages globally even where it is asked to omit them.
  if (without !== undefined) rmSync(join(prefix, without), { recursive: true });
  const program = join(prefix, 'bin', 'sctpscope');
  const run = (...args) => spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  const expectation = [
    ['--version', run('--version'), /^sctpscope \d+\.\d+\.\d+\n$/],
    ['--help', run('--help'), /^ {2}live INTERFACE /m],
    ['analyze', run('analyze', SAMPLE), /SCTP_COMM_LOST/],
    ['completion', run('completion', 'bash'), /complete -F/],
    ['live', run('live', '--list-interfaces'), /^lo /m],
    ['library', library(prefix), /^SCTP_ASSOC_CHANGE SCTP_COMM_UP/m],
    ['the engine cap', { status: 0, stdout: capState(prefix) }, cap],
    ['man page', { status: 0, stdout: manuals(prefix) }, /^sctpscope\.1$/m],
  ];
  const wrong = expectation.filter(([, { status, stdout }, pattern]) => status !== 0 || !pattern.test(stdout));
  console.log(`${name}: ${wrong.length === 0 ? 'works' : 'FAILS'}; ${capState(prefix)}`);
  for (const [what, { stdout, stderr }] of wrong) console.log(`  ${what}: ${stdout}${stderr}`);
  failed += wrong.length;
}

/** What live says of the engine cap. */
function capState(prefix) {
  const { stderr } = spawnSync(join(prefix, 'bin', 'sctpscope'), ['live', 'nosuch0', '--engine', 'cap'], { encoding: 'utf8' });
  return stderr.trim();
}

function manuals(prefix) {
  const at = join(prefix, 'share/man/man1');
  return existsSync(at) ? readdirSync(at).join('\n') : 'there is none';
}

/** A program that imports the package where it was installed. */
function library(prefix) {
  const entry = join(prefix, 'lib/node_modules/sctpscope');
  const text = `import { headline, openCapture, reconstruct } from ${JSON.stringify(join(entry, 'dist/index.js'))};
    for await (const settled of reconstruct(await openCapture([${JSON.stringify(SAMPLE)}])))
      if (settled.kind === 'notification') console.log(headline(settled.notification.body));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
}

function must(program, args, options) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with status ${status}:\n${stderr}`);
  return stdout;
}
