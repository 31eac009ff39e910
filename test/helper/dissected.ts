/** Packets written down as annotated bytes, and what the dissection makes of them. */
import { expect } from '@jest/globals';
import { findMalformations } from '../../src/dissect/find-malformations.js';
import { SctpPacket } from '../../src/dissect/packet.js';
import { packetTree, type TreeNode } from '../../src/dissect/packet-tree.js';
import { chunkSummary } from '../../src/dissect/summary.js';

/** Bytes before and behind the packet, so that reading outside of it shows. */
const AROUND = 40;

export interface PacketOptions {
  /** What stands before and behind the packet. */
  around?: number;
  /** Bytes of it that were captured, and bytes it has by its IP length; all of them where not given. */
  captured?: number;
  wire?: number;
}

/** '00 05 # annotation' a line, to bytes. */
export function annotated(text: string): Uint8Array {
  const digits = text
    .split('\n')
    .map((line) => line.split('#')[0])
    .join('')
    .replaceAll(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new Error(`not bytes: ${digits}`);
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

export function packetOf(bytes: Uint8Array, options: PacketOptions = {}): SctpPacket {
  const { around = 0xc5, captured = bytes.length, wire = Math.max(bytes.length, captured) } = options;
  const block = new Uint8Array(bytes.length + 2 * AROUND).fill(around);
  block.set(bytes.subarray(0, captured), AROUND);
  const packet = new SctpPacket();
  packet.bytes = block;
  packet.view = new DataView(block.buffer);
  packet.frame = 7;
  packet.start = AROUND;
  packet.end = AROUND + captured;
  packet.wireEnd = AROUND + wire;
  if (captured >= 12) {
    packet.sourcePort = packet.view.getUint16(AROUND);
    packet.destinationPort = packet.view.getUint16(AROUND + 2);
    packet.verificationTag = packet.view.getUint32(AROUND + 4);
  }
  return packet;
}

/** A packet of these chunks behind an unremarkable common header. */
export function packetWith(chunks: string, options: PacketOptions = {}, tag = '01020304'): SctpPacket {
  return packetOf(annotated(`1389 138a ${tag} 00000000\n${chunks}`), options);
}

/** The tree below the common header: offset, length, label and value a line, two spaces a level; `!!` before what is wrong with the line above. */
export function treeOf(packet: SctpPacket): string[] {
  return packetTree(packet)
    .children.filter(({ offset }) => offset >= 12)
    .flatMap((node) => treeLines(node, ''));
}

function treeLines(node: TreeNode, indent: string): string[] {
  const line = `${indent}${node.offset}+${node.length} ${node.label}${node.value && `: ${node.value}`}`;
  const wrong = node.malformations.map(({ rule }) => `${indent}  !! ${rule}`);
  return [line, ...wrong, ...node.children.flatMap((child) => treeLines(child, `${indent}  `))];
}

/** Lines of a template string without the common indentation. */
export function lines(text: string): string[] {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...all.map((line) => line.length - line.trimStart().length));
  return all.map((line) => line.slice(margin));
}

/** `rule offset required/available lengthFrom`, one a finding. */
export function malformationsOf(packet: SctpPacket): string[] {
  return findMalformations(packet).map(({ rule, offset, required, available, lengthFrom }) =>
    required === available ? `${rule} ${offset}` : `${rule} ${offset} ${required}/${available} ${lengthFrom}`,
  );
}

/** The first chunk in one line. */
export function summaryOf(packet: SctpPacket): string {
  return chunkSummary(packet.view, packet.firstChunk, packet.end);
}

function allNodes(node: TreeNode): TreeNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}

/** What every packet has to stand: no byte outside it matters, and every node lies inside. */
export function expectContained(bytes: Uint8Array, options: PacketOptions = {}): void {
  const packet = packetOf(bytes, { ...options, around: 0xc5 });
  const elsewhere = packetOf(bytes, { ...options, around: 0x3a });
  const tree = packetTree(packet);
  expect(packetTree(elsewhere)).toEqual(tree);
  expect(findMalformations(elsewhere)).toEqual(findMalformations(packet));
  if (packet.end - packet.start >= 16) expect(summaryOf(elsewhere)).toBe(summaryOf(packet));
  for (const { offset, length, label } of allNodes(tree)) {
    const inside = offset >= 0 && length >= 0 && offset + length <= packet.end - packet.start;
    if (!inside) throw new Error(`${label} at ${offset}, ${length} bytes, is not inside the ${packet.end - packet.start} bytes captured`);
  }
}

/** Cut at every length, once by the capture and once by the sender: contained, and told apart. */
export function expectCutsTold(bytes: Uint8Array): void {
  for (let length = 0; length < bytes.length; length++) {
    expectContained(bytes, { captured: length });
    expectContained(bytes.subarray(0, length));
    const bySnapLength = findMalformations(packetOf(bytes, { captured: length })).map(({ rule }) => rule);
    expect(bySnapLength).toContain('snap-length');
    const bySender = findMalformations(packetOf(bytes.subarray(0, length))).map(({ rule }) => rule);
    expect(bySender).not.toContain('snap-length');
    // Between two chunks a packet may end.
    if (length !== 12 && !isBoundary(bytes, length)) expect(bySender).not.toEqual([]);
  }
}

function isBoundary(bytes: Uint8Array, length: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 12;
  while (at < length) at += (view.getUint16(at + 2) + 3) & ~3;
  return at === length;
}
