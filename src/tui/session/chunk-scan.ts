/** The chunks of a packet as a set. */
import { chunkDefect, fieldsReadable, hasNextChunk } from '../../dissect/chunk/chunk-defect.js';
import { chunkType, nextChunk, type SctpPacket } from '../../dissect/packet.js';
import { chunkBit } from './chunk-set.js';

/** Hot: called for every packet while a capture is read. */
export function chunksOf(packet: SctpPacket): number {
  const { view, end } = packet;
  let set = 0;
  for (let chunk = packet.firstChunk; chunk < end; chunk = nextChunk(view, chunk)) {
    const defect = chunkDefect(view, chunk, end);
    if (fieldsReadable(defect)) set |= chunkBit(chunkType(view, chunk));
    if (!hasNextChunk(defect)) break;
  }
  return set;
}
