// `node scripts/mutate-truth.js [--cases FOLDER] [--case REGEX] [--places N] [--seed N] [--verbose]`: where a recorded log compares clean, one notification that a
// certain or likely claim backs is taken out, told twice, joined by another, changed in a member or exchanged with its neighbour, at N places of each log; exactly
// that has to be reported. Counts where it is, and where not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { parseArgs } from 'node:util';
import { casesIn, compareArguments, TRUTH } from './recorded-cases.js';

// Whoever reads the first lines only is no error.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: TRUTH },
    case: { type: 'string', default: '.' },
    places: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});
const cases = casesIn(values.cases, values.case);
const modules = [
  'cli/log-options.js',
  'cli/settings.js',
  'cli/capture-files.js',
  'cli/expectation.js',
  'cli/application-calls.js',
  'compare/app-log-reader.js',
];
const loaded = await Promise.all(
  [...modules, 'compare/logged-application.js', 'compare/difference.js'].map((path) => import(`../dist/${path}`)),
);
const { readLogs, analysisSettings, captureFiles, expectation, compareWithLogs, AppLogReader, LoggedApplication, isDifference } =
  Object.assign({}, ...loaded);

const silent = { stdout: new PassThrough().resume(), stderr: new PassThrough().resume(), stdin: process.stdin };
const counts = new Map();
let state = Number(values.seed);
/** The next number below `limit` of a sequence that --seed begins. */
function next(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}

async function mutateCase(path) {
  const [file, ...args] = compareArguments(join(values.cases, path));
  const options = {
    stack: args.filter((_, i) => args[i - 1] === '--stack'),
    'app-log': args.filter((_, i) => args[i - 1] === '--app-log'),
  };
  const settings = analysisSettings(options);
  const logs = await readLogs(options, settings, silent);
  const expected = await expectation(await captureFiles([file], settings, options, silent.stderr), logs, silent);
  const compareText = (application, text) => {
    const again = new LoggedApplication(application.settings);
    const reader = new AppLogReader({ name: 'log', abi: application.settings.abi }, (event) => again.observe(event));
    reader.push(new TextEncoder().encode(text));
    again.summary = reader.end();
    const { logs: of } = compareWithLogs(expected, settings, [{ application: again }], []);
    return of.flatMap(({ lanes }) => lanes.map(({ differences }) => differences));
  };
  for (const { application } of logs)
    mutateLog(path, application, readFileSync(application.settings.name, 'utf8').split('\n'), compareText);
}

function mutateLog(path, application, lines, compareText) {
  const lanes = compareText(application, lines.join('\n'));
  if (lanes.some((differences) => differences.some(isDifference))) return;
  const pairs = lanes.flatMap((differences) =>
    backedOf(differences).map((pair) => ({ ...pair, last: pair.difference === differences.findLast(({ logged }) => logged) })),
  );
  if (pairs.length === 0) return;
  for (let n = 0; n < Number(values.places); n++) {
    const pair = pairs[next(pairs.length)];
    for (const [kind, mutate] of Object.entries(MUTATIONS)) {
      const mutation = mutate(pair, lines, pairs);
      if (mutation === undefined) continue;
      const found = compareText(application, mutation.lines.join('\n')).flat().filter(isDifference);
      const exact = found.length === 1 && mutation.exactly(found[0]);
      for (const key of [kind, `${kind} ${pair.difference.logged.type}`]) {
        const entry = counts.get(key) ?? { exact: 0, all: 0 };
        counts.set(key, { exact: entry.exact + Number(exact), all: entry.all + 1 });
      }
      if (!exact && values.verbose)
        console.log(
          `${path} ${application.settings.name.at(-8)} ${kind} ${mutation.what ?? ''} line ${pair.line + 1} [${pair.difference.expected.id}]: ${found.map(told).join('; ') || 'nothing reported'}`,
        );
    }
  }
}

/** What a certain or likely claim backs, away from empty queues that were only possible: one of those can stand for another. */
function backedOf(differences) {
  const isLoose = ({ expected }) => expected?.certainty === 'possible' && expected.body.sn_type === 'SCTP_SENDER_DRY_EVENT';
  return differences
    .map((difference, i) => ({ difference, around: differences.slice(Math.max(0, i - 1), i + 2), after: differences[i + 1] }))
    .filter(({ difference, around }) => isBacked(difference) && !around.some(isLoose))
    .map(({ difference, after }) => ({ difference, after, line: difference.logged.line - 1 }));
}

function isBacked({ expected, logged }) {
  return expected !== undefined && logged !== undefined && expected.certainty !== 'possible';
}

function told({ verdict, expected, logged, fields }) {
  return `${verdict} ${expected?.body.sn_type ?? ''}${expected ? ` [${expected.id} ${expected.certainty}]` : ''} ${logged ? `line ${logged.line} ${logged.type}` : ''} ${fields.map(({ name }) => name)}`;
}

const MUTATIONS = {
  removed: (pair, lines) => (pair.last ? undefined : without(pair, lines)),
  // A log that ends where something was taken out may just have ended there.
  'removed, the last one': (pair, lines) => (pair.last ? without(pair, lines) : undefined),
  doubled({ difference, line }, lines) {
    return {
      lines: [...lines.slice(0, line + 1), ...lines.slice(line)],
      exactly: ({ verdict, logged }) => verdict === 'unexpected' && logged.type === difference.logged.type,
    };
  },
  inserted({ line }, lines) {
    const { raw, ...entry } = JSON.parse(lines[line]);
    const kept = Object.fromEntries(
      Object.entries(entry).filter(([name]) => /^(time|event|sock|socket|assoc_id|sac_assoc_id)$/.test(name)),
    );
    const other = INSERTED[next(INSERTED.length)];
    return {
      lines: [...lines.slice(0, line + 1), JSON.stringify({ ...kept, ...other }), ...lines.slice(line + 1)],
      exactly: ({ verdict, logged }) => verdict === 'unexpected' && logged.type === other.sn_type,
      what: other.sn_type,
    };
  },
  changed({ difference, line }, lines) {
    const { raw, ...entry } = JSON.parse(lines[line]);
    const stated = Object.entries(difference.expected.body).filter(
      ([name, value]) =>
        name in OTHER_VALUE === (typeof value === 'string') &&
        /number|string/.test(typeof value) &&
        name !== 'sn_type' &&
        entry[name] === value,
    );
    if (stated.length === 0) return undefined;
    const [name, value] = stated[next(stated.length)];
    const changed = JSON.stringify({ ...entry, [name]: typeof value === 'number' ? value + 1 : OTHER_VALUE[name](value) });
    return {
      lines: lines.map((text, i) => (i === line ? changed : text)),
      exactly: ({ verdict, logged, fields }) =>
        verdict === 'field' && logged.line === line + 1 && fields.length === 1 && fields[0].name === name,
      what: name,
    };
  },
  swapped: (pair, lines, pairs) => exchange(pair, lines, pairs, (one, other) => [other, one]),
  'swapped, times kept': (pair, lines, pairs) =>
    exchange(pair, lines, pairs, (one, other) => {
      const [first, second] = [JSON.parse(one), JSON.parse(other)];
      return [JSON.stringify({ ...second, time: first.time }), JSON.stringify({ ...first, time: second.time })];
    }),
};

function without({ difference, line }, lines) {
  return {
    lines: lines.filter((_, i) => i !== line),
    exactly: ({ verdict, expected }) => verdict === 'missing' && expected.body.sn_type === difference.logged.type,
  };
}

const INSERTED = [
  { sn_type: 'SCTP_SHUTDOWN_EVENT' },
  { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_RESTART', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 10 },
  { sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_LOST', sac_error: 0, sac_outbound_streams: 10, sac_inbound_streams: 10 },
  { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_REMOVED', spc_aaddr: '10.77.0.1', spc_error: 0 },
  { sn_type: 'SCTP_REMOTE_ERROR', sre_error: 1, sre_data: '' },
  { sn_type: 'SCTP_ADAPTATION_INDICATION', sai_adaptation_ind: 77 },
  { sn_type: 'SCTP_STREAM_RESET_EVENT', strreset_flags: 1, strreset_stream_list: [1] },
];

const OTHER_VALUE = {
  sac_state: (state) => (state === 'SCTP_COMM_UP' ? 'SCTP_RESTART' : 'SCTP_COMM_UP'),
  sac_info: (info) => `${info}00`,
  spc_state: (state) => (state === 'SCTP_ADDR_REMOVED' ? 'SCTP_ADDR_ADDED' : 'SCTP_ADDR_REMOVED'),
  spc_aaddr: () => '10.99.0.1',
  sre_data: (data) => `${data}00`,
  ssf_flags_name: (flag) => (flag === 'SCTP_DATA_SENT' ? 'SCTP_DATA_UNSENT' : 'SCTP_DATA_SENT'),
  ssfe_flags_name: (flag) => (flag === 'SCTP_DATA_SENT' ? 'SCTP_DATA_UNSENT' : 'SCTP_DATA_SENT'),
  ssf_data: (data) => `${data}00`,
  ssfe_data: (data) => `${data}00`,
  auth_indication: (indication) => (indication === 'SCTP_AUTH_NO_AUTH' ? 'SCTP_AUTH_NEW_KEY' : 'SCTP_AUTH_NO_AUTH'),
};

/** With the next of the same lane, where that is the next in the log, both are backed, and the order of the two is certain. */
function exchange({ difference, after, line }, lines, pairs, exchanged) {
  if (after === undefined || !isBacked(after) || !pairs.some(({ difference: of }) => of === after)) return undefined;
  const [before, then] = [difference.expected, after.expected];
  if (JSON.stringify(before.body) === JSON.stringify(then.body)) return undefined;
  if (content(difference) === content(after)) return undefined;
  const together = before.time === then.time && (before.earliest === then.earliest || before.latest === then.latest);
  if (before.latest > then.earliest && !together) return undefined;
  const other = after.logged.line - 1;
  if (other <= line || lines.slice(line + 1, other).some((text) => text.includes('"notification"'))) return undefined;
  const [first, second] = exchanged(lines[line], lines[other]);
  return {
    lines: lines.map((text, i) => (i === line ? first : i === other ? second : text)),
    exactly: ({ verdict }) => verdict === 'order',
    what: after.logged.type,
  };
}

function content({ logged }) {
  return logged.type + JSON.stringify(logged.members);
}

for (const path of cases) await mutateCase(path);
for (const [kind, { exact, all }] of [...counts].sort()) console.log(`${kind.padEnd(48)} ${exact} of ${all} reported exactly`);
