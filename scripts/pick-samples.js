// Copies the bundled samples out of a folder of recorded cases: node scripts/pick-samples.js ../shared/truth
// A case is a folder <set>/<name> with capture.pcap, a.ndjson and b.ndjson (what each application did and was told) and meta.json.
// Nothing is edited on the way; samples/index.json says where each sample comes from.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Sample, the case it is, what happens in it, and what is copied beside the capture at A and the two logs. */
const CHOICE = [
  ['lost-messages', 'linux/06-abort-by-b-with-data-v1', 'B aborts while messages of A are in flight and more wait to be sent'],
  ['shutdown', 'linux/02-plain-shutdown-by-b-v1', 'data both ways, then B shuts the association down in good order'],
  ['abort-by-peer', 'usrsctp/04-abort-idle-v1', 'A aborts an idle association and gives a reason'],
  ['no-listener', 'linux/07-connect-no-listener-v1', 'A connects to a port nobody listens on; ABORT answers the INIT'],
  ['no-answer', 'usrsctp/08-blackhole-v1', 'nobody answers the INITs of A until it gives up'],
  ['retransmission-limit', 'usrsctp/52-hb-off-v1', 'the path has died unnoticed; A sends, retransmits and gives up'],
  ['restart', 'linux/16-peer-restart-v1', 'A dies without a word and comes back from the same port'],
  ['init-collision', 'linux/24-init-collision-v1', 'both ends connect to each other at the same time: one association'],
  ['multihoming-failover', 'usrsctp/17-multihoming-v1', 'two paths; the primary is cut, data fails over, the path comes back'],
  ['address-change', 'linux/18-asconf-v1', 'A adds an address, asks for it to be primary, deletes another (RFC 5061)'],
  ['expired-messages', 'linux/12-pr-timed-v1', 'messages with a lifetime expire while the window of B is closed'],
  ['partial-delivery-aborted', 'linux/55-partial-delivery-more-v1', 'B has read the first part of a message whose rest A abandons'],
  ['stream-reset', 'usrsctp/21a-reset-outgoing-v1', 'A resets some of its outgoing streams (RFC 6525)'],
  ['remote-error', 'linux/23-remote-error-v3', 'chunks of unknown type reach B, which reports each with an ERROR'],
  ['blind-abort', 'usrsctp/34-blind-abort-v1', 'forged ABORTs and strays with wrong tags or checksums; all ignored'],
  ['both-ends', 'usrsctp/26-lost-cookie-echo-v1', 'captured at both ends: the first COOKIE-ECHO is lost between them', ['capture-b.pcap']],
  ['mixed-stacks-over-udp', 'mixed/59-mixed-stacks-v3', 'Linux to usrsctp over UDP (RFC 6951); A aborts with data queued'],
  ['strace-log', 'linux/39-strace-v1', 'an ordinary association whose application A also ran under strace', ['a.strace']],
];

const samples = fileURLToPath(new URL('../samples', import.meta.url));
const [cases] = process.argv.slice(2);
if (cases === undefined || !existsSync(join(cases, CHOICE[0][1]))) {
  console.error('usage: node scripts/pick-samples.js FOLDER   (the recorded cases: FOLDER/linux/…, FOLDER/usrsctp/…, FOLDER/mixed/…)');
  process.exit(2);
}
mkdirSync(samples, { recursive: true });
for (const file of readdirSync(samples)) if (!file.endsWith('.md')) rmSync(join(samples, file));
const index = CHOICE.map(pick);
writeFileSync(join(samples, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);

/** Copies one case and returns its row of the index. */
function pick([name, origin, happens, beside = []]) {
  const folder = join(cases, origin);
  const files = ['capture.pcap', 'a.ndjson', 'b.ndjson', ...beside].map((file) => {
    const bytes = readFileSync(join(folder, file));
    const copy = `${name}${suffix(file, bytes)}`;
    writeFileSync(join(samples, copy), bytes);
    return copy;
  });
  const { stacks, endpoints, capturePoint, subscriptions } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  return {
    name,
    happens,
    origin,
    captures: files.filter((file) => /\.pcap(ng)?$/.test(file)),
    logs: files.filter((file) => !/\.pcap(ng)?$/.test(file)),
    stacks,
    endpoints,
    capturePoint,
    subscriptions,
  };
}

/** 'capture-b.pcap' becomes '-b.pcap' or '-b.pcapng', 'a.ndjson' becomes '.a.ndjson'. */
function suffix(file, bytes) {
  if (!file.startsWith('capture')) return `.${file}`;
  const isPcapng = bytes.readUInt32BE(0) === 0x0a0d0d0a;
  return `${file.slice('capture'.length, -'.pcap'.length)}.${isPcapng ? 'pcapng' : 'pcap'}`;
}
