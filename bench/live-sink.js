// What bench/live.js measures, in a process of its own: a live capture analysed and printed to nowhere. Tells its figures as one JSON line.
//
//     node bench/live-sink.js ENGINE INTERFACE SECONDS [FILE RATE]         ENGINE: pipe, cap, dumpcap, tcpdump
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Analysis } from '../dist/analysis/analysis.js';
import { ENGINES } from '../dist/capture/live/engine-table.js';
import { LiveFrames } from '../dist/capture/live/live-frames.js';
import { startCapture } from '../dist/capture/live/start-capture.js';
import { notificationLine } from '../dist/cli/format/ndjson.js';
import { Output } from '../dist/cli/output.js';

const [name, device, seconds, file, rate] = process.argv.slice(2);
const source = fileURLToPath(new URL('live-source.js', import.meta.url));
const pipe = {
  name: 'tcpdump',
  what: 'a pipe',
  cost: [],
  timeStamps: 'kernel',
  counts: 'kernel',
  bufferLength: 0,
  latency: 0,
  command: () => ({ program: 'taskset', arguments: ['-c', '0', process.execPath, source, file, rate, seconds] }),
  permit: () => undefined,
};

const engines = name === 'pipe' ? [pipe] : ENGINES.filter((engine) => engine.name === name);
const options = { interface: device, filters: ['sctp'], engine: 'auto', user: undefined, bufferLength: undefined, command: '' };
const { capture } = await startCapture(options, engines);
const limits = { count: Number.POSITIVE_INFINITY, duration: name === 'pipe' ? Number.POSITIVE_INFINITY : (Number(seconds) + 3) * 1000 };
const frames = new LiveFrames(capture, limits, undefined, []);
const output = new Output(createWriteStream('/dev/null'));
const analysis = new Analysis({
  notification: (notification) => output.write(`${JSON.stringify(notificationLine(notification))}\n`),
  association: () => undefined,
  diagnosis: () => undefined,
});
frames.onSilence((until) => analysis.advance(until));
process.send?.('ready');

const lags = [];
const began = process.cpuUsage();
for await (const batch of frames) {
  analysis.batch(batch);
  await output.drained();
  lags.push(Date.now() - batch.time[batch.count - 1] / 1000);
}
analysis.finish();
const { user, system } = process.cpuUsage(began);
lags.sort((a, b) => a - b);
const part = (share) => lags[Math.floor((lags.length - 1) * share)] ?? Number.NaN;
console.log(
  JSON.stringify({
    received: frames.count,
    packets: analysis.packets,
    dropped: capture.dropped,
    medianLag: part(0.5),
    longLag: part(0.99),
    processor: (user + system) / 1e6,
    memory: process.memoryUsage().rss,
  }),
);
process.exit(0);
