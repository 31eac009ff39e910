// Holds the dissection against tshark's, packet by packet: node scripts/check-captures.js FOLDER [--verbose]
//
// FOLDER holds captures under files/ and tshark's view of each under reference/, same path and .tsv: a line per SCTP packet with frame number, time, ip.src,
// ipv6.src, ip.dst, ipv6.dst, ports, verification tag, chunk types, TSNs and checksum status (0 bad, 1 good, 2 unverified), tab-separated.
// Differences of a kind explained in EXPLANATIONS are counted; any other is told by file and frame and makes the exit status 1.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openCapture } from '../dist/capture/open-capture.js';
import { AddressBook } from '../dist/dissect/address-book.js';
import { checksumVerdict } from '../dist/dissect/crc32c.js';
import { Finding } from '../dist/dissect/encapsulation/next-layer.js';
import { malformationRules } from '../dist/dissect/malformation.js';
import { Checksum } from '../dist/dissect/packet.js';
import { PacketFinder } from '../dist/dissect/packet-finder.js';
import { packetTree } from '../dist/dissect/packet-tree.js';

const EXPLANATIONS = {
  icmp: 'an ICMP error that quotes SCTP: tshark lists the quoted packet, here it is an ICMP error',
  quotation: 'a chunk or packet quoted by another: tshark lists its chunks with the others',
  cut: 'a chunk cut by the snap length: tshark drops it, here its header is read',
  malformed: 'a malformed chunk: tshark gives up the packet, here the dissection goes on with what is left',
};

/** tshark's status for each of our verdicts. It knows neither zero nor Adler-32 when it is told to look for CRC32c. */
const STATUS = {
  [Checksum.right]: '1',
  [Checksum.wrong]: '0',
  [Checksum.zero]: '0',
  [Checksum.adler32]: '0',
  [Checksum.unverifiable]: '2',
};

const DIFFERENCES_SHOWN = 5;

const verbose = process.argv.includes('--verbose');
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (folder === undefined) {
  console.error('usage: node scripts/check-captures.js FOLDER [--verbose]');
  process.exit(2);
}

const explained = Object.fromEntries(Object.keys(EXPLANATIONS).map((kind) => [kind, 0]));
const totals = { files: 0, packets: 0, chunks: 0, tsns: 0, differences: 0 };
for (const path of captures(join(folder, 'files'))) report(relative(join(folder, 'files'), path), await differencesIn(path));
console.log(
  `${totals.files} files, ${totals.packets} packets, ${totals.chunks} chunks, ${totals.tsns} TSNs, ${totals.differences} differences`,
);
for (const [kind, count] of Object.entries(explained)) console.log(`explained ${count}: ${EXPLANATIONS[kind]}`);
process.exitCode = totals.differences > 0 ? 1 : 0;

function captures(directory) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function report(name, differences) {
  totals.files++;
  totals.differences += differences.length;
  const shown = verbose ? differences : differences.slice(0, DIFFERENCES_SHOWN);
  for (const text of shown) console.log(`${name}: ${text}`);
  if (shown.length < differences.length) console.log(`${name}: and ${differences.length - shown.length} more`);
}

async function differencesIn(path) {
  try {
    return compare(referenceOf(relative(join(folder, 'files'), path)), await dissect(path));
  } catch (error) {
    return [error.message];
  }
}

/** tshark's lines by frame number. */
function referenceOf(name) {
  const lines = readFileSync(join(folder, 'reference', `${name}.tsv`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [frame, , , , , , sourcePort, destinationPort, tag, types, tsns, status] = line.split('\t');
      return [Number(frame), { sourcePort, destinationPort, tag, types: numbers(types), tsns: numbers(tsns), status }];
    }),
  );
}

function numbers(list) {
  return list === '' ? [] : list.split(',').map(Number);
}

/** Our view by frame number: a finding, or the packet with its chunks. */
async function dissect(path) {
  const found = new Map();
  const finder = new PacketFinder(new AddressBook());
  for await (const batch of await openCapture([path])) {
    for (let row = 0; row < batch.count; row++) {
      const finding = finder.find(batch, row);
      if (finding === Finding.sctp || finding === Finding.duplicate) found.set(batch.number[row], describe(finder.packet));
      else if (finding !== Finding.other) found.set(batch.number[row], { finding });
    }
  }
  return found;
}

function describe(packet) {
  packet.checksum = checksumVerdict(packet);
  const chunks = packetTree(packet).children.flatMap((node) => chunksIn(node, false));
  totals.packets++;
  totals.chunks += chunks.filter((chunk) => !chunk.quoted).length;
  totals.tsns += chunks.filter((chunk) => !chunk.quoted && chunk.tsn !== undefined).length;
  const { sourcePort, destinationPort, verificationTag, checksum } = packet;
  return {
    sourcePort: String(sourcePort),
    destinationPort: String(destinationPort),
    tag: `0x${verificationTag.toString(16).padStart(8, '0')}`,
    status: STATUS[checksum],
    truncated: packet.truncated,
    chunks,
  };
}

/** The chunk at a node of the tree, and those it quotes: in the order in which tshark lists them. */
function chunksIn(node, quoted) {
  if (node.kind !== 'chunk') return node.children.flatMap((child) => chunksIn(child, quoted));
  const tsn = node.label === 'DATA' || node.label === 'I-DATA' ? node.children.find(({ label }) => label === 'TSN')?.raw : undefined;
  return [{ type: node.raw, tsn, quoted, faults: [...faultsIn(node)] }, ...node.children.flatMap((child) => chunksIn(child, true))];
}

/** Kinds of malformation in a node: 'cut', 'malformed', 'forbidden'. */
function faultsIn(node) {
  return new Set([
    ...node.malformations.map(({ rule }) => malformationRules[rule].kind),
    ...node.children.flatMap((child) => [...faultsIn(child)]),
  ]);
}

function compare(theirs, ours) {
  const differences = [];
  for (const [frame, reference] of theirs) {
    const view = ours.get(frame);
    if (view === undefined) differences.push(`frame ${frame} has SCTP for tshark: ${reference.types}`);
    else if (view.finding === Finding.icmp) explained.icmp++;
    else if (view.finding !== undefined) differences.push(`frame ${frame} is finding ${view.finding}; for tshark ${reference.types}`);
    else differences.push(...comparePacket(view, reference).map((text) => `frame ${frame}: ${text}`));
  }
  for (const [frame, view] of ours) {
    if (!theirs.has(frame) && view.finding === undefined) differences.push(`frame ${frame} has no SCTP for tshark`);
  }
  return differences;
}

function comparePacket(view, reference) {
  const quoting = view.chunks.some(({ quoted }) => quoted);
  const differences = [];
  for (const key of ['sourcePort', 'destinationPort', 'tag', 'status']) {
    const value = quoting ? reference[key].split(',')[0] : reference[key];
    if (view[key] !== value) differences.push(`${key} ${view[key]}; tshark ${reference[key]}`);
  }
  const kind = sameChunks(
    view.chunks.filter(({ quoted }) => !quoted),
    reference,
  )
    ? undefined
    : explanation(view, reference);
  if (kind in explained) explained[kind]++;
  else if (kind !== undefined) differences.push(kind);
  return differences;
}

function sameChunks(chunks, { types, tsns }) {
  return String(chunks.map(({ type }) => type)) === String(types) && String(tsnsOf(chunks)) === String(tsns);
}

function tsnsOf(chunks) {
  return chunks.map(({ tsn }) => tsn).filter((tsn) => tsn !== undefined);
}

/** Why tshark lists other chunks: a key of EXPLANATIONS, or the difference in words. */
function explanation({ chunks, truncated }, reference) {
  if (sameChunks(chunks, reference)) return 'quotation';
  const count = reference.types.length;
  const listed = chunks.slice(0, count);
  // tshark stops within the last chunk it lists, or before the first that it does not.
  const faults = [...(listed.at(-1)?.faults ?? []), ...(chunks[count]?.faults ?? [])];
  const beginning = [listed, listed.filter((chunk) => chunk !== listed.at(-1))];
  if (count < chunks.length && String(listed.map(({ type }) => type)) === String(reference.types)) {
    const sameTsns = beginning.some((part) => String(tsnsOf(part)) === String(reference.tsns));
    if (sameTsns && faults.includes('malformed')) return 'malformed';
    // Of the last chunk only the padding may be missing.
    if (sameTsns && (faults.includes('cut') || (truncated && count === chunks.length - 1))) return 'cut';
  }
  return `chunks ${chunks.map(({ type }) => type)} TSNs ${tsnsOf(chunks)}; tshark ${reference.types} TSNs ${reference.tsns}`;
}
