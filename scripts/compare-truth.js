// `node scripts/compare-truth.js [--case REGEX] [--blind] [--both] [--verbose]`: holds each recorded case's own logs against its capture with `compare` (dist/),
// and counts the cases that differ, and in what. --blind does not state the stacks; --both reads the captures of both ends, where there are two.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: fileURLToPath(new URL('../../shared/truth', import.meta.url)) },
    case: { type: 'string', default: '.' },
    blind: { type: 'boolean', default: false },
    both: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
if (!existsSync(values.cases)) {
  console.error(`${values.cases} is not there: --cases FOLDER names the recorded cases (FOLDER/linux/…, FOLDER/usrsctp/…, FOLDER/mixed/…)`);
  process.exit(2);
}
const { main } = await import('../dist/cli/main.js');

const counts = new Map();
let clean = 0;
const cases = casesIn(values.cases).filter((path) => new RegExp(values.case).test(path));
for (const path of cases) {
  const lines = await compared(path);
  const differences = lines.filter(({ kind, verdict }) => kind === 'difference' && verdict !== 'match' && verdict !== 'late');
  if (differences.length === 0) clean++;
  else console.log(`${path}: ${differences.length} of ${lines.filter(({ kind }) => kind === 'difference').length}`);
  for (const difference of differences) count(path, difference);
}
console.log(`\n${clean} of ${cases.length} cases show no difference`);
for (const [what, { differences, cases: of }] of [...counts].sort((x, y) => y[1].cases.size - x[1].cases.size)) {
  console.log(`${String(differences).padStart(5)} in ${String(of.size).padStart(3)} cases  ${what}`);
}

function casesIn(folder) {
  return readdirSync(folder)
    .filter((set) => existsSync(join(folder, set)) && !set.includes('.'))
    .flatMap((set) => readdirSync(join(folder, set)).map((name) => `${set}/${name}`))
    .filter((path) => existsSync(join(folder, path, 'meta.json')))
    .sort();
}

/** What `compare --format ndjson` prints of a case. */
async function compared(path) {
  const folder = join(values.cases, path);
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  const args = ['compare', join(folder, meta.capture ?? 'capture.pcap'), '--format', 'ndjson'];
  if (values.both && existsSync(join(folder, 'capture-b.pcap'))) args.push(join(folder, 'capture-b.pcap'));
  for (const [end, { addresses }] of Object.entries(meta.endpoints)) {
    if (meta.stacks[end] === undefined) continue;
    const address = addresses[0].includes(':') ? `[${addresses[0]}]` : addresses[0];
    if (!values.blind) args.push('--stack', `${address}=${profileName(meta.stacks[end])}`);
    args.push('--app-log', `${address}=${join(folder, `${end}.ndjson`)}`);
  }
  const out = [];
  const keep = (list) =>
    new Writable({
      write(chunk, _encoding, done) {
        list.push(String(chunk));
        done();
      },
    });
  const errors = [];
  await main(args, { stdout: keep(out), stderr: keep(errors), stdin: process.stdin, color: false });
  if (out.length === 0) throw new Error(`${path}: ${errors.join('')}`);
  return out
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** 'usrsctp-0.9.5.0' as --stack wants it. */
function profileName(stack) {
  const version = /-(\d+\.\d+(?:\.\d+)?)/.exec(stack)?.[1];
  return version === undefined ? stack.split('-')[0] : `${stack.split('-')[0]}@${version}`;
}

function count(path, { verdict, sn_type, expected, logged, fields = [], text, reasons }) {
  const side = expected ?? logged;
  const detail = side.sac_state ?? side.spc_state ?? side.ssf_flags_name ?? side.ssfe_flags_name ?? side.pdapi_indication ?? '';
  const what = [path.split('/')[0], expected?.certainty ?? '', verdict, sn_type, detail, fields.map(({ name }) => name).join(',')].join(
    ' ',
  );
  const entry = counts.get(what) ?? { differences: 0, cases: new Set() };
  entry.differences++;
  entry.cases.add(path);
  counts.set(what, entry);
  if (values.verbose)
    console.log(`    ${verdict} ${expected?.certainty ?? ''} line ${logged?.line ?? '-'} ${text} [${reasons.map(({ reason }) => reason)}]`);
}
