/** What `dissect` prints of a packet: a line, a tree, bytes. */
import type { AddressBook } from '../../dissect/address-book.js';
import { endpointText } from '../../dissect/address-text.js';
import { chunkDefect, hasNextChunk } from '../../dissect/chunk/chunk-defect.js';
import { findMalformations } from '../../dissect/find-malformations.js';
import type { IcmpError } from '../../dissect/icmp-error.js';
import { icmpText } from '../../dissect/icmp-text.js';
import { malformationRules, malformationText } from '../../dissect/malformation.js';
import { CHUNK_HEADER, Checksum, nextChunk, type SctpPacket } from '../../dissect/packet.js';
import type { TreeNode } from '../../dissect/packet-tree.js';
import { chunkSummary } from '../../dissect/summary.js';

/** Chunks told of one packet; some packets have thousands. */
const CHUNKS_SHOWN = 20;

const CHECKSUM_NOTES: Readonly<Partial<Record<Checksum, string>>> = {
  [Checksum.wrong]: 'checksum wrong',
  [Checksum.zero]: 'checksum zero',
  [Checksum.adler32]: 'checksum Adler-32',
};

/** `    1   0.000000 10.1.0.1:5001 > 10.1.0.2:5002 INIT tag … [checksum wrong]`. `since`: the first packet's time, in microseconds. */
export function packetLine(packet: SctpPacket, addresses: AddressBook, since: number, duplicate: boolean): string {
  const again = duplicate ? '[captured twice]' : '';
  return `${[place(packet, since), ends(packet, addresses), chunkSummaries(packet), notes(packet), again].filter(Boolean).join(' ')}\n`;
}

/** `    5   0.000300 10.1.0.9: ICMP port unreachable, about 10.1.0.1:5001 > 10.1.0.2:5002` */
export function icmpLine(icmp: IcmpError, addresses: AddressBook, since: number): string {
  const error = icmpText(icmp.version, icmp.type, icmp.code);
  return `${place(icmp, since)} ${addresses.text(icmp.reporter)}: ${error}, about ${ends(icmp, addresses)}\n`;
}

function place({ frame, time }: { frame: number; time: number }, since: number): string {
  return `${String(frame).padStart(5)} ${((time - since) / 1e6).toFixed(6).padStart(11)}`;
}

function ends({ source, sourcePort, destination, destinationPort }: SctpPacket | IcmpError, addresses: AddressBook): string {
  return `${endpointText(addresses.text(source), sourcePort)} > ${endpointText(addresses.text(destination), destinationPort)}`;
}

function chunkSummaries({ view, firstChunk, end }: SctpPacket): string {
  const summaries: string[] = [];
  for (let chunk = firstChunk; chunk + CHUNK_HEADER <= end; chunk = nextChunk(view, chunk)) {
    if (summaries.length === CHUNKS_SHOWN) return `${summaries.join('; ')}; …`;
    summaries.push(chunkSummary(view, chunk, end));
    if (!hasNextChunk(chunkDefect(view, chunk, end))) break;
  }
  return summaries.join('; ');
}

function notes(packet: SctpPacket): string {
  const found = findMalformations(packet);
  const texts = [CHECKSUM_NOTES[packet.checksum], ...new Set(found.map(({ rule }) => malformationRules[rule].wording))].filter(Boolean);
  return texts.length > 0 ? `[${texts.join('; ')}]` : '';
}

/** The tree, two spaces a level; what is wrong with a node stands under it. */
export function treeText(node: TreeNode, depth = 0): string {
  const indent = '  '.repeat(depth);
  const wrong = node.malformations.map((malformation) => `${indent}  !! ${malformationText(malformation)}\n`);
  const children = node.children.map((child) => treeText(child, depth + 1));
  return `${indent}${node.label}${node.value && `: ${node.value}`}\n${wrong.join('')}${children.join('')}`;
}
