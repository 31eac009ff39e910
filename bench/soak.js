// An hour of live capture: samples replayed in their own rhythm over a cable between two namespaces, again and again, beside a steady load; memory has to stay flat and
// nothing may be missed. Needs root, iproute2 and tcpreplay. Not part of `npm run bench`.
//
//     node bench/soak.js [--minutes 60] [--engine dumpcap] [--rate 2000]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { layCable } from './cable.js';
import { makeCapture } from './make-capture.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Samples whose associations all end, so that each round begins anew. */
const SAMPLES = ['shutdown', 'abort-by-peer', 'init-collision', 'lost-messages', 'no-listener', 'restart'].map((name) =>
  here(`../samples/${name}.pcap`),
);
const LOAD_PACKETS = 50_000;
/** Milliseconds after which recorded tags may come again: what was sent last has been settled by silence. */
const PAUSE = 3000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    engine: { type: 'string', default: 'dumpcap' },
    rate: { type: 'string', default: '2000' },
  },
});
const end = Date.now() + Number(values.minutes) * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'sctpscope-soak-'));
const load = join(folder, 'load.pcap');
makeCapture(load, LOAD_PACKETS);
/** Frames of all samples together. */
const FRAMES = SAMPLES.reduce(
  (sum, sample) => sum + analysed(sample).reduce((frames, { kind, packets }) => frames + (kind === 'association' ? packets : 0), 0),
  0,
);
const cable = layCable('soak');
if (cable.prevented !== undefined) throw new Error(cable.prevented);

const live = spawn(
  'ip',
  [
    'netns',
    'exec',
    cable.here,
    process.execPath,
    here('../dist/cli.js'),
    'live',
    cable.device,
    '--engine',
    values.engine,
    '--format',
    'ndjson',
  ],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const told = new Map();
let account;
const lines = createInterface(live.stdout);
lines.on('line', (text) => {
  const line = JSON.parse(text);
  count(told, line, 1);
  if (line.kind === 'capture') account = line;
});
const over = new Promise((resolve) => lines.once('close', resolve));

let rounds = 0;
let loads = 0;
let sent = 0;
const memory = [];
const timer = setInterval(report, 60_000);
await sleep(2000);
await Promise.all([rhythm(), pressure()]);
// The last notifications are settled by silence.
await sleep(5000);
report();
clearInterval(timer);
live.kill('SIGINT');
await over;
console.log(
  `${rounds} rounds, ${loads} loads, ${sent} packets sent; ${account.frames} captured, ${account.dropped} dropped by ${account.dropped_by}`,
);
const [first, middle, last] = [memory[1], memory[memory.length >> 1], memory.at(-1)].map((megabytes) => megabytes?.toFixed(0));
console.log(`resident after a minute ${first} MB, half way ${middle} MB, at the end ${last} MB`);
compareWith(expectation());
rmSync(folder, { recursive: true });

async function rhythm() {
  while (Date.now() < end) {
    for (const sample of SAMPLES) await replay([sample]);
    rounds++;
    sent += FRAMES;
    await sleep(PAUSE);
  }
}

async function pressure() {
  while (Date.now() < end) {
    await replay([`--pps=${values.rate}`, load]);
    sent += LOAD_PACKETS;
    loads++;
    await sleep(PAUSE);
  }
}

function replay(args) {
  return new Promise((resolve) => {
    spawn('ip', ['netns', 'exec', cable.there, 'tcpreplay', '-q', '-i', cable.far, ...args], { stdio: 'ignore' }).once('exit', resolve);
  });
}

function report() {
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${live.pid}/status`, 'utf8'))?.[1]);
  memory.push(kilobytes / 1000);
  console.log(`${new Date().toISOString().slice(11, 19)} resident ${memory.at(-1).toFixed(0)} MB, ${rounds} rounds, ${loads} loads`);
}

/** What is told of an endpoint or an association, without what differs from run to run: what stands in front counts how often. */
function count(counts, { kind, endpoint, endpoints, sn_type, sac_state, sac_error, ssf_error, ssfe_error, outcome, setup, status }, times) {
  if ((kind !== 'notification' && kind !== 'association') || status !== undefined) return;
  const key = JSON.stringify([kind, endpoint ?? endpoints, sn_type, sac_state, sac_error, ssf_error, ssfe_error, outcome, setup]);
  counts.set(key, (counts.get(key) ?? 0) + times);
}

/** What the analysis of the files tells, each alone, as often as each was sent. */
function expectation() {
  const counts = new Map();
  for (const [file, times] of [...SAMPLES.map((sample) => [sample, rounds]), [load, loads]]) {
    for (const line of analysed(file)) count(counts, line, times);
  }
  return counts;
}

function analysed(file) {
  const args = [here('../dist/cli.js'), 'analyze', '--format', 'ndjson', file];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function compareWith(expected) {
  const sum = (counts) => [...counts.values()].reduce((total, each) => total + each, 0);
  const missed = [...expected].map(([key, times]) => [key, times - (told.get(key) ?? 0)]).filter(([, times]) => times > 0);
  const beyond = [...told].map(([key, times]) => [key, times - (expected.get(key) ?? 0)]).filter(([, times]) => times > 0);
  console.log(`notifications and associations told: ${sum(told)}, expected ${sum(expected)}`);
  console.log(`missed: ${sum(new Map(missed))}, told beyond: ${sum(new Map(beyond))}`);
  for (const [key, times] of missed.slice(0, 10)) console.log(`  missed ${times} times: ${key}`);
  for (const [key, times] of beyond.slice(0, 10)) console.log(`  beyond ${times} times: ${key}`);
}
