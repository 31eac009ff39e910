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
import { makeCapture } from './make-capture.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Samples whose associations all end, so that each round begins anew. */
const SAMPLES = ['shutdown', 'abort-by-peer', 'init-collision', 'lost-messages', 'no-listener'].map((name) =>
  here(`../samples/${name}.pcap`),
);
const LOAD_PACKETS = 50_000;
/** Ports of make-capture.js. */
const OF_LOAD = /:(3868|300\d\d)$/;
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
const cable = { here: `soak-h${process.pid}`, there: `soak-t${process.pid}` };
const ip = (...args) => spawnSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });

makeCapture(load, LOAD_PACKETS);
ip('netns', 'add', cable.here);
ip('netns', 'add', cable.there);
ip('link', 'add', 'soak0', 'netns', cable.here, 'type', 'veth', 'peer', 'name', 'soak1', 'netns', cable.there);
ip('-n', cable.here, 'link', 'set', 'soak0', 'addrgenmode', 'none', 'up');
ip('-n', cable.there, 'link', 'set', 'soak1', 'addrgenmode', 'none', 'up');

const live = spawn(
  'ip',
  ['netns', 'exec', cable.here, process.execPath, here('../dist/cli.js'), 'live', 'soak0', '--engine', values.engine, '--format', 'ndjson'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const told = { samples: 0, load: 0, associations: 0 };
const lines = createInterface(live.stdout);
lines.on('line', (line) => {
  const { kind, endpoint } = JSON.parse(line);
  if (kind === 'association') told.associations++;
  if (kind === 'notification') told[OF_LOAD.test(endpoint) ? 'load' : 'samples']++;
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
const perRound = expected(SAMPLES);
const perLoad = expected([load]);
console.log(`${rounds} rounds, ${loads} loads, ${sent} packets sent`);
console.log(`notifications of the samples: ${told.samples}, expected ${rounds * perRound.notifications}`);
console.log(`notifications of the load: ${told.load}, expected ${loads * perLoad.notifications}`);
console.log(`associations: ${told.associations}, expected ${rounds * perRound.associations + loads * perLoad.associations}`);
for (const name of [cable.here, cable.there]) ip('netns', 'del', name);
rmSync(folder, { recursive: true });

async function rhythm() {
  while (Date.now() < end) {
    for (const sample of SAMPLES) await replay([sample]);
    rounds++;
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
    spawn('ip', ['netns', 'exec', cable.there, 'tcpreplay', '-q', '-i', 'soak1', ...args], { stdio: 'ignore' }).once('exit', resolve);
  });
}

function report() {
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${live.pid}/status`, 'utf8'))?.[1]);
  memory.push(kilobytes / 1000);
  console.log(
    `${new Date().toISOString().slice(11, 19)} resident ${memory.at(-1).toFixed(0)} MB, ${told.samples + told.load} notifications, ${rounds} rounds`,
  );
}

/** What the analysis of the files, each alone, tells. */
function expected(files) {
  const count = { notifications: 0, associations: 0 };
  for (const file of files) {
    const { stdout } = spawnSync(process.execPath, [here('../dist/cli.js'), 'analyze', '--format', 'ndjson', file], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    for (const line of stdout.split('\n').filter(Boolean)) {
      const { kind } = JSON.parse(line);
      if (kind === 'notification') count.notifications++;
      if (kind === 'association') count.associations++;
    }
  }
  return count;
}
