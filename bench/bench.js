// `npm run bench`: the whole analysis beside tcpdump, tshark and plain reading, on captures made for it. Prints a table as the README has it.
//
//     npm run bench -- [--packets 1000000,10000000] [--runs 5] [--only REGEX] [--folder DIR]

import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCapture } from './make-capture.js';
import { isInstalled, leftOut, measure, median } from './measure.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What is timed. `limit`: the largest capture it is worth waiting for. Output goes to a file or, as tcpdump's users do, to /dev/null. */
const CONTENDERS = [
  {
    name: 'sctpscope analyze --format ndjson',
    command: process.execPath,
    args: (file) => [here('../dist/cli.js'), 'analyze', '--format', 'ndjson', file],
  },
  { name: 'tcpdump -nn -r FILE', command: 'tcpdump', args: (file) => ['-nn', '-r', file], output: '/dev/null' },
  { name: 'tcpdump -r FILE -w /dev/null sctp', command: 'tcpdump', args: (file) => ['-r', file, '-w', '/dev/null', 'sctp'] },
  {
    name: 'tshark -T fields -e sctp.data_tsn',
    command: 'tshark',
    args: (file) => ['-r', file, '-T', 'fields', '-e', 'sctp.data_tsn'],
    limit: 1e6,
  },
  { name: 'reading alone', command: process.execPath, args: (file) => [here('read.js'), file] },
  { name: 'reading alone, --reader pcap-parser', command: process.execPath, args: (file) => [here('read.js'), file, 'pcap-parser'] },
];
const [ANALYZE, PRINTING, , TSHARK] = CONTENDERS;

/** The goals: at most this part of the time, at most this much memory. */
const OF_PRINTING = 0.28;
const OF_TSHARK = 0.05;
const PEAK = 250e6;

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '1000000,10000000' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: '.' },
    folder: { type: 'string' },
  },
});
const runs = Number(values.runs);
const contenders = CONTENDERS.filter(({ name }) => new RegExp(values.only).test(name)).filter(({ name, command }) => {
  const there = isInstalled(command);
  if (!there) console.log(`${name}: left out, ${command} is not installed`);
  return there;
});
if (values.folder) mkdirSync(values.folder, { recursive: true });
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'sctpscope-bench-'));

try {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}; median of ${runs}`);
  for (const variable of leftOut) console.log(`without ${variable} in the environment`);
  for (const packets of values.packets.split(',').map(Number)) await round(packets);
} finally {
  if (!values.folder) rmSync(folder, { recursive: true });
}

/** All contenders on one capture, in turns, so that what else the machine does strikes all alike. */
async function round(packets) {
  const file = join(folder, `${packets}.pcap`);
  makeCapture(file, packets);
  const taking = contenders.filter(({ limit = Number.POSITIVE_INFINITY }) => packets <= limit);
  const results = new Map(taking.map((contender) => [contender, []]));
  for (let run = 0; run < runs; run++) {
    for (const contender of taking) {
      const output = contender.output ?? join(folder, 'output');
      results.get(contender).push(await measure(contender.command, contender.args(file), output));
    }
  }
  console.log(`\n${packets.toLocaleString('en')} packets, ${(statSync(file).size / 1e6).toFixed(0)} MB\n`);
  console.log('| | time | processor | packets/s | peak memory |\n|---|---:|---:|---:|---:|');
  for (const [{ name }, measured] of results) console.log(row(name, packets, measured));
  verdict(results);
  if (!values.folder) rmSync(file);
}

function row(name, packets, measured) {
  const seconds = median(measured.map((each) => each.seconds));
  const cpu = known(measured, 'cpu');
  const peaks = known(measured, 'peak');
  const cells = [
    `\`${name}\``,
    `${seconds.toFixed(2)} s`,
    cpu.length === 0 ? '' : `${median(cpu).toFixed(2)} s`,
    `${(packets / seconds / 1e6).toFixed(2)} M`,
    peaks.length === 0 ? '' : `${(Math.max(...peaks) / 1e6).toFixed(0)} MB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function known(measured, figure) {
  return measured.map((each) => each[figure]).filter((value) => value !== undefined);
}

function verdict(results) {
  const own = results.get(ANALYZE);
  if (own === undefined) return;
  const seconds = (contender) => median(results.get(contender).map((each) => each.seconds));
  const line = (what, value, goal, unit = '') =>
    console.log(`${what}: ${value}${unit} (goal ${goal}${unit})${Number(value) <= goal ? '' : ', missed'}`);
  console.log('');
  if (results.has(PRINTING)) line("of tcpdump's printing", (seconds(ANALYZE) / seconds(PRINTING)).toFixed(3), OF_PRINTING);
  if (results.has(TSHARK)) line("of tshark's", (seconds(ANALYZE) / seconds(TSHARK)).toFixed(3), OF_TSHARK);
  const peaks = known(own, 'peak');
  if (peaks.length > 0) line('peak memory', (Math.max(...peaks) / 1e6).toFixed(0), PEAK / 1e6, ' MB');
}
