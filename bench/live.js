// `npm run bench`, its second half: live capture at growing rates. Through a pipe, which shows what the analysis itself can follow; and with each engine on a
// cable between two network namespaces (root, iproute2, tcpreplay), which shows what the machine can. Prints a table as docs have it.
//
//     node bench/live.js [--rates 25000,50000,100000,200000,400000] [--seconds 5] [--engines pipe,cap,dumpcap,tcpdump]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { layCable } from './cable.js';
import { makeCapture } from './make-capture.js';

const SINK = fileURLToPath(new URL('live-sink.js', import.meta.url));
/** Packets of the capture that is sent over and over. */
const PACKETS = 400_000;

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '25000,50000,100000,200000,400000' },
    seconds: { type: 'string', default: '5' },
    engines: { type: 'string', default: 'pipe,cap,dumpcap,tcpdump' },
  },
});
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), 'sctpscope-live-'));
const file = join(folder, 'traffic.pcap');
const engines = values.engines.split(',');
const cable = engines.some((engine) => engine !== 'pipe') ? layCable('bench') : {};

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}; ${seconds} s each; we on one core`,
);
console.log(
  '\n| engine | packets/s sent | received | dropped | lag, median | lag, 99 of 100 | of a core |\n|---|---:|---:|---:|---:|---:|---:|',
);
try {
  makeCapture(file, PACKETS);
  for (const engine of engines) await rounds(engine);
} finally {
  rmSync(folder, { recursive: true });
}

async function rounds(engine) {
  if (engine !== 'pipe' && cable.prevented !== undefined) return console.log(`\n${engine} is left out: ${cable.prevented}`);
  for (const rate of values.rates.split(',').map(Number)) {
    const result = await (engine === 'pipe' ? throughPipe(rate) : overCable(engine, rate));
    if (result.said !== undefined) return console.log(`\n${engine} is left out: ${result.said}`);
    console.log(row(engine, rate, result));
  }
}

function row(engine, rate, { received, dropped, sent = received + dropped, medianLag, longLag, processor }) {
  const lost = sent - received;
  const cells = [
    engine,
    rate.toLocaleString('en'),
    received.toLocaleString('en'),
    lost === 0 ? '0' : `${lost.toLocaleString('en')} (${((100 * lost) / sent).toFixed(1)} %, ${dropped ?? 'none'} counted)`,
    `${Math.max(0, medianLag).toFixed(0)} ms`,
    `${Math.max(0, longLag).toFixed(0)} ms`,
    `${((100 * processor) / seconds).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function throughPipe(rate) {
  return sink([], 'pipe', 'none', file, String(rate)).ended;
}

async function overCable(engine, rate) {
  const { ready, ended } = sink(['ip', 'netns', 'exec', cable.here], engine, cable.device);
  await Promise.race([ready, ended]);
  const count = rate * seconds;
  const options = ['-q', '--preload-pcap', '--loop=0', `--pps=${rate}`, `--limit=${count}`, '-i', cable.far];
  await new Promise((resolve) => {
    spawn('ip', ['netns', 'exec', cable.there, 'tcpreplay', ...options, file], { stdio: 'ignore' }).once('exit', resolve);
  });
  return { ...(await ended), sent: count };
}

/** The measured process, on the last core. */
function sink(before, engine, device, ...rest) {
  const core = String(availableParallelism() - 1);
  const [program, ...args] = [...before, 'taskset', '-c', core, process.execPath, SINK, engine, device, String(seconds), ...rest];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  child.stderr.on('data', (text) => {
    said += text;
  });
  const ready = new Promise((resolve) => child.once('message', resolve));
  const ended = new Promise((resolve) => {
    child.once('close', (status) => resolve(status === 0 ? JSON.parse(printed) : { said: said.trim().split('\n').at(-1) }));
  });
  return { ready, ended };
}
