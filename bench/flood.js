// Captures made to fill the memory, analysed: how much it takes, which must stay within a limit whatever the capture holds. Not part of `npm run bench`.
//
//     node bench/flood.js [--packets 1000000] [--kinds inits,associations] [--limit 400]          LIMIT in MB; exit status 1 where one takes more
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FLOODS, makeFlood } from './make-flood.js';
import { measure } from './measure.js';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '1000000' },
    kinds: { type: 'string', default: Object.keys(FLOODS).join() },
    limit: { type: 'string', default: '400' },
  },
});
const packets = Number(values.packets);
const limit = Number(values.limit) * 1e6;
const folder = mkdtempSync(join(tmpdir(), 'sctpscope-flood-'));
const [file, output] = [join(folder, 'flood.pcap'), join(folder, 'output')];

/** Of the output, which may be larger than a string can be, what comes last: there it says what was reached. */
const TAIL = 1 << 24;

function tailOf(path) {
  const length = Math.min(TAIL, statSync(path).size);
  const descriptor = openSync(path, 'r');
  const bytes = Buffer.alloc(length);
  readSync(descriptor, bytes, 0, length, statSync(path).size - length);
  closeSync(descriptor);
  return bytes.toString('latin1');
}

/** What the output says of limits that were reached. */
function said() {
  const lines = tailOf(output)
    .split('\n')
    .filter((line) => /"rule":"(?:forgotten|more |too many )/.test(line));
  return lines.length === 0 ? '' : JSON.parse(lines.at(-1)).text;
}

try {
  console.log(`${packets.toLocaleString('en')} packets each\n\n| | processor | peak memory | the output says |\n|---|---:|---:|---|`);
  for (const kind of values.kinds.split(',')) {
    makeFlood(kind, file, packets);
    const { cpu = Number.NaN, peak = Number.NaN } = await measure(process.execPath, [CLI, 'analyze', '--format', 'ndjson', file], output);
    console.log(
      `| ${FLOODS[kind].what} | ${cpu.toFixed(1)} s | ${(peak / 1e6).toFixed(0)} MB${peak > limit ? ', too much' : ''} | ${said()} |`,
    );
    if (peak > limit) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
