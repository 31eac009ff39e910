/**
 * Chunks that may have left long before they were seen. A packet that others overtook, or that the network doubled, says nothing of what its sender does now.
 */

import { chunkDefect, fieldsReadable, hasNextChunk } from '../dissect/chunk/chunk-defect.js';
import { tsn } from '../dissect/chunk/data.js';
import { ChunkNumber } from '../dissect/chunk/registry.js';
import { cumulativeTsnAck, sackWindow } from '../dissect/chunk/sack.js';
import { chunkType, nextChunk, type SctpPacket } from '../dissect/packet.js';
import { tsnBefore } from '../dissect/serial-number.js';
import { type ChunkSet, chunkBit } from './arrival.js';
import type { Endpoint } from './association.js';

/** Transmissions of one TSN closer together than this are copies made by the network (microseconds): no stack sends again so soon after a time-out. */
const DOUBLED = 200_000;

/** The kinds of which `packet` of `sender` has only overtaken ones. */
export function overtaken(packet: SctpPacket, sender: Endpoint): ChunkSet {
  const { view, end } = packet;
  let late = 0;
  let fresh = 0;
  let chunk = packet.firstChunk;
  while (chunk < end) {
    const defect = chunkDefect(view, chunk, end);
    if (fieldsReadable(defect)) {
      const kind = chunkBit(chunkType(view, chunk));
      if (isLate(packet, chunk, sender)) late |= kind;
      else fresh |= kind;
    }
    if (!hasNextChunk(defect)) break;
    chunk = nextChunk(view, chunk);
  }
  return late & ~fresh;
}

function isLate({ view, time }: SctpPacket, chunk: number, sender: Endpoint): boolean {
  switch (chunkType(view, chunk)) {
    case ChunkNumber.SACK:
    case ChunkNumber.NR_SACK: {
      const { cumulative } = sender.peer.outbound;
      const reported = cumulativeTsnAck(view, chunk);
      return tsnBefore(reported, cumulative) || (reported === cumulative && sackWindow(view, chunk) === sender.advertisedWindow);
    }
    case ChunkNumber.DATA:
    case ChunkNumber.I_DATA: {
      const number = tsn(view, chunk);
      const { outbound } = sender;
      return tsnBefore(number, outbound.next) && !(time - outbound.lastSent(number) > DOUBLED);
    }
    default:
      return false;
  }
}
