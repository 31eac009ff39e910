// `node scripts/compare-truth.js [--cases FOLDER] [--case REGEX] [--blind] [--both] [--verbose]`: holds each recorded case's own logs against its capture with `compare` (dist/),
// and counts the cases that differ, and in what. --blind does not state the stacks; --both reads the captures of both ends, where there are two.
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { casesIn, compareArguments, TRUTH } from './recorded-cases.js';

// Whoever reads the first lines only is no error.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: TRUTH },
    case: { type: 'string', default: '.' },
    blind: { type: 'boolean', default: false },
    both: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const cases = casesIn(values.cases, values.case);
const { main } = await import('../dist/cli/main.js');
const { isDifference } = await import('../dist/compare/difference.js');

const counts = new Map();
let clean = 0;
for (const path of cases) {
  const lines = await compared(path);
  const differences = lines.filter(({ kind, verdict }) => kind === 'difference' && isDifference({ verdict }));
  if (differences.length === 0) clean++;
  else console.log(`${path}: ${differences.length} of ${lines.filter(({ kind }) => kind === 'difference').length}`);
  for (const difference of differences) count(path, difference);
}
console.log(`\n${clean} of ${cases.length} cases show no difference`);
for (const [what, { differences, cases: of }] of [...counts].sort((x, y) => y[1].cases.size - x[1].cases.size)) {
  console.log(`${String(differences).padStart(5)} in ${String(of.size).padStart(3)} cases  ${what}`);
}

/** What `compare --format ndjson` prints of a case. */
async function compared(path) {
  const args = ['compare', ...compareArguments(join(values.cases, path), values), '--format', 'ndjson'];
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
