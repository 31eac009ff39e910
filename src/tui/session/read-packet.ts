/** One packet's bytes as the interface shows them. */
import { chunkDefect, hasNextChunk } from '../../dissect/chunk/chunk-defect.js';
import { checksumVerdict } from '../../dissect/crc32c.js';
import { nextChunk, SctpPacket } from '../../dissect/packet.js';
import { packetTree, type TreeNode } from '../../dissect/packet-tree.js';
import { chunkSummary } from '../../dissect/summary.js';
import { userDataRanges } from '../../dissect/user-data-ranges.js';
import type { PacketField, ReadPacket } from '../read-packet.js';
import { chunkLabel } from './chunk-label.js';

/** The packet whose captured bytes these are, from the common header on; it had `length` bytes on the wire. Frame, time and addresses are not known. */
export function packetOf(bytes: Uint8Array, length: number): SctpPacket {
  const packet = new SctpPacket();
  packet.bytes = bytes;
  packet.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  packet.end = bytes.length;
  packet.wireEnd = length;
  packet.sourcePort = packet.view.getUint16(0);
  packet.destinationPort = packet.view.getUint16(2);
  packet.verificationTag = packet.view.getUint32(4);
  return packet;
}

/** `bytes` begin with the common header; the packet had `length` bytes on the wire. */
export function readPacket(bytes: Uint8Array, length: number, hidesUserData = false): ReadPacket {
  const packet = packetOf(bytes, length);
  packet.checksum = checksumVerdict(packet);
  const summary = summarize(packet);
  let fields: readonly PacketField[] | undefined;
  return {
    bytes,
    ...(hidesUserData && { hidden: userDataRanges(packet) }),
    ...summary,
    // The tree is wanted of the one packet that is opened, lines of all that are seen.
    get fields() {
      fields ??= flatten(packetTree(packet));
      return fields;
    },
  };
}

/** Chunks shown of a packet: there may be thousands in one, made to be a nuisance. */
const MOST_CHUNKS = 64;

function summarize(packet: SctpPacket): Pick<ReadPacket, 'chunks' | 'labels'> {
  const { view, end } = packet;
  const chunks: string[] = [];
  const labels: string[] = [];
  for (let chunk = packet.firstChunk; chunk + 4 <= end && chunks.length < MOST_CHUNKS; chunk = nextChunk(view, chunk)) {
    chunks.push(chunkSummary(view, chunk, end));
    labels.push(chunkLabel(view, chunk, end));
    if (!hasNextChunk(chunkDefect(view, chunk, end))) break;
  }
  return { chunks, labels };
}

/** The tree as rows, the root left out: its children are the packet's own parts. */
function flatten(root: TreeNode): PacketField[] {
  const fields: PacketField[] = [];
  const add = (node: TreeNode, depth: number): void => {
    const wrong = node.malformations.map(({ rule }) => `[${rule}]`).join(' ');
    fields.push({
      depth,
      label: node.label,
      value: wrong === '' ? node.value : `${node.value} ${wrong}`,
      start: node.offset,
      end: node.offset + node.length,
    });
    for (const child of node.children) add(child, depth + 1);
  };
  for (const child of root.children) add(child, 0);
  return fields;
}
