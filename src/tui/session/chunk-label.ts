/** A chunk in so few words that they fit over an arrow: its name, and what tells it from others of its type, the most important word first. */

import { chunkDefect, fieldsReadable } from '../../dissect/chunk/chunk-defect.js';
import { streamId, tsn } from '../../dissect/chunk/data.js';
import { ChunkNumber, chunkName } from '../../dissect/chunk/registry.js';
import { cumulativeTsnAck, gapBlocksPresent } from '../../dissect/chunk/sack.js';
import { causeName } from '../../dissect/error-cause/registry.js';
import { CHUNK_HEADER, chunkEnd, chunkType } from '../../dissect/packet.js';
import { tlvAt, tlvType } from '../../dissect/tlv.js';

type Detail = (view: DataView, chunk: number, end: number) => string;

const { DATA, I_DATA, SACK, ABORT, ERROR } = ChunkNumber;

function placeOfData(view: DataView, chunk: number): string {
  return `${tsn(view, chunk)} s${streamId(view, chunk)}`;
}

function firstCause(view: DataView, chunk: number, end: number): string {
  return tlvAt(view, chunk + CHUNK_HEADER, end) ? causeName(tlvType(view, chunk + CHUNK_HEADER)) : '';
}

const DETAILS: Readonly<Record<number, Detail>> = {
  [DATA]: placeOfData,
  [I_DATA]: placeOfData,
  [SACK]: (view, chunk, end) => {
    const gaps = gapBlocksPresent(view, chunk, end);
    return `${cumulativeTsnAck(view, chunk)}${gaps > 0 ? ` +${gaps} gap${gaps > 1 ? 's' : ''}` : ''}`;
  },
  [ABORT]: firstCause,
  [ERROR]: firstCause,
};

/** [chunk, end) is what is left of the packet as captured, at least four bytes. */
export function chunkLabel(view: DataView, chunk: number, end: number): string {
  const type = chunkType(view, chunk);
  const detail = fieldsReadable(chunkDefect(view, chunk, end))
    ? (DETAILS[type]?.(view, chunk, Math.min(end, chunkEnd(view, chunk))) ?? '')
    : '';
  return detail === '' ? chunkName(type) : `${chunkName(type)} ${detail}`;
}
