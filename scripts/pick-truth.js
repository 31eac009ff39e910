// Copies the truth the tests are held to: `node scripts/pick-truth.js FOLDER`, the folder of all recorded cases. Chooses by rule, so that it can be done again: of
// each scenario, and of each of its kinds (tags), the run that makes the smallest copy; none of which the copy would be large. Where there is a capture of the other
// end too, it comes along.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Largest copy of a case, in bytes. */
const LIMIT = 125_000;
/** Calls that tell how long an application listened and what it set beyond its wire; the others are left out. */
const CALLS = /close|bind|mark|SCTP_PRIMARY_ADDR/;
/** What of meta.json the scores need. */
const META = ['description', 'tags', 'stacks', 'endpoints', 'capturePoint', 'subscriptions', 'linktype'];

const truth = fileURLToPath(new URL('../test/truth', import.meta.url));
const [cases] = process.argv.slice(2);
if (cases === undefined || !existsSync(join(cases, 'linux'))) {
  console.error('usage: node scripts/pick-truth.js FOLDER   (the recorded cases: FOLDER/linux/…, FOLDER/usrsctp/…, FOLDER/mixed/…)');
  process.exit(2);
}
const stacks = ['linux', 'mixed', 'usrsctp'];
const smallest = new Map();
for (const stack of stacks) {
  for (const run of readdirSync(join(cases, stack)).sort()) {
    const copy = copyOf(join(cases, stack, run));
    const kind = `${stack}/${run.replace(/-v\d+$/, '')} ${copy.tags}`;
    if (copy.size <= LIMIT && copy.size < (smallest.get(kind)?.size ?? Number.POSITIVE_INFINITY))
      smallest.set(kind, { name: `${stack}/${run}`, ...copy });
  }
}
for (const stack of stacks) rmSync(join(truth, stack), { recursive: true, force: true });
let total = 0;
for (const { name, files, size } of smallest.values()) {
  const atB = join(cases, name, 'capture-b.pcap');
  if (existsSync(atB)) files['capture-b.pcap'] = readFileSync(atB);
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(truth, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  total += size + (files['capture-b.pcap']?.length ?? 0);
}
console.log(`${smallest.size} cases, ${total} bytes`);

/** The files of a case as they are copied: the capture as it is, logs and meta.json cut to what the scores need. */
function copyOf(folder) {
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  const files = { 'capture.pcap': readFileSync(join(folder, 'capture.pcap')) };
  for (const end of Object.keys(meta.endpoints)) {
    const log = join(folder, `${end}.ndjson`);
    if (existsSync(log)) files[`${end}.ndjson`] = shortened(readFileSync(log, 'utf8'));
  }
  files['meta.json'] = `${JSON.stringify(Object.fromEntries(META.map((member) => [member, meta[member]])), null, 1)}\n`;
  return { files, tags: meta.tags, size: Object.values(files).reduce((sum, file) => sum + file.length, 0) };
}

/** A log without the lines that no score looks at; what is kept is in its order, notifications without their raw bytes. */
function shortened(log) {
  const lines = log.trim().split('\n');
  const lastMessage = lines.findLastIndex((line) => line.includes('"event":"message"'));
  return lines
    .filter((line, at) => {
      const { event, call, option } = JSON.parse(line);
      if (event === 'message') return at === lastMessage;
      return event !== 'call' || CALLS.test(`${call} ${option}`) || at === lines.length - 1;
    })
    .map((line) => {
      const entry = JSON.parse(line);
      if (entry.event === 'notification') delete entry.raw;
      return `${JSON.stringify(entry)}\n`;
    })
    .join('');
}
