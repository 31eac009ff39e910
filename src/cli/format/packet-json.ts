/** A packet as `dissect --format ndjson` tells it: the tree, with the RFC's names in camel case as keys. */
import type { AddressBook } from '../../dissect/address-book.js';
import { endpointText } from '../../dissect/address-text.js';
import type { IcmpError } from '../../dissect/icmp-error.js';
import { icmpText } from '../../dissect/icmp-text.js';
import { type Malformation, malformationText } from '../../dissect/malformation.js';
import { checksumWord, type SctpPacket } from '../../dissect/packet.js';
import type { TreeNode } from '../../dissect/packet-tree.js';
import { packetTree } from '../../dissect/packet-tree.js';
import { hex } from '../../dissect/printable.js';

export interface JsonOptions {
  /** Users' data may be shown. */
  payload: boolean;
}

type Json = Record<string, unknown>;

export function packetJson(packet: SctpPacket, addresses: AddressBook, options: JsonOptions): Json {
  const tree = packetTree(packet);
  const { start, wireEnd, udpSourcePort, udpDestinationPort } = packet;
  return {
    kind: 'packet',
    frame: packet.frame,
    time: packet.time / 1e6,
    source: endpointText(addresses.text(packet.source), packet.sourcePort),
    destination: endpointText(addresses.text(packet.destination), packet.destinationPort),
    ...(udpSourcePort !== 0 && { udp: [udpSourcePort, udpDestinationPort] }),
    verificationTag: packet.verificationTag,
    checksum: checksumWord(packet.checksum),
    length: wireEnd - start,
    ...(packet.truncated && { captured: packet.end - start }),
    chunks: tree.children.filter(({ kind }) => kind === 'chunk').map((node) => structureJson(node, packet, options)),
    malformations: malformationsIn(tree).map((malformation) => ({ ...malformation, text: malformationText(malformation) })),
  };
}

/** An ICMP error, with whose packet it is about. */
export function icmpJson(icmp: IcmpError, addresses: AddressBook): Json {
  return {
    kind: 'icmp',
    frame: icmp.frame,
    time: icmp.time / 1e6,
    reporter: addresses.text(icmp.reporter),
    type: icmp.type,
    code: icmp.code,
    name: icmpText(icmp.version, icmp.type, icmp.code),
    source: endpointText(addresses.text(icmp.source), icmp.sourcePort),
    destination: endpointText(addresses.text(icmp.destination), icmp.destinationPort),
    verificationTag: icmp.verificationTag,
  };
}

/** Of the three numbers every structure begins with: type and length have the same key everywhere. */
const HEADER_KEYS: Readonly<Record<string, string>> = {
  chunkType: 'type',
  parameterType: 'type',
  causeCode: 'type',
  chunkFlags: 'flags',
  chunkLength: 'length',
  parameterLength: 'length',
  causeLength: 'length',
};

/** Where inner structures are listed. */
const LISTS: Readonly<Partial<Record<TreeNode['kind'], string>>> = { chunk: 'chunks', parameter: 'parameters', 'error-cause': 'causes' };

function structureJson(node: TreeNode, packet: SctpPacket, options: JsonOptions): Json {
  const json: Json = {};
  if (node.kind !== 'record') Object.assign(json, { name: node.label, offset: node.offset, ...(node.value && { summary: node.value }) });
  for (const child of node.children) addChild(json, child, packet, options);
  return json;
}

function addChild(json: Json, node: TreeNode, packet: SctpPacket, options: JsonOptions): void {
  const key = keyOf(node.label);
  switch (node.kind) {
    case 'field':
      json[HEADER_KEYS[key] ?? key] = node.raw;
      return;
    case 'entry':
      append(json, `${key}s`, node.raw);
      return;
    case 'record':
      append(json, `${key.replace(/\d+$/, '')}s`, structureJson(node, packet, options));
      return;
    case 'text':
    case 'ipv6-address':
      json[key] = node.value;
      return;
    case 'bytes':
      json[key] = bytesOf(node, packet);
      return;
    case 'user-data':
    case 'undissected':
      json[`${key}Length`] = node.length;
      if (options.payload) json[key] = bytesOf(node, packet);
      return;
    case 'padding':
    case 'note':
      return;
    default:
      append(json, LISTS[node.kind] ?? key, structureJson(node, packet, options));
  }
}

function append(json: Json, key: string, value: unknown): void {
  const list = json[key];
  if (Array.isArray(list)) list.push(value);
  else json[key] = [value];
}

function bytesOf({ offset, length }: TreeNode, { bytes, start }: SctpPacket): string {
  return hex(bytes.subarray(start + offset, start + offset + length));
}

/** `Number of Gap Ack Blocks` to `numberOfGapAckBlocks`; what is in parentheses is left out. */
export function keyOf(label: string): string {
  const words = label
    .replace(/\([^)]*\)/g, '')
    .replaceAll("'", '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
  return words.map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
}

function malformationsIn(node: TreeNode): Malformation[] {
  return [...node.malformations, ...node.children.flatMap(malformationsIn)];
}
