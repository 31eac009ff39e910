/** Streams and messages as numbers, so that maps need no text. */
import { UNORDERED } from '../dissect/chunk/data.js';

/** A stream, ordered and unordered messages apart. */
export function streamKey(stream: number, unordered: boolean): number {
  return stream * 2 + (unordered ? 1 : 0);
}

/** The key of a chunk's stream, by its flags. */
export function chunkStreamKey(stream: number, flags: number): number {
  return streamKey(stream, (flags & UNORDERED) !== 0);
}

/** A message by stream, order and sequence number, in one number (exact: 16 + 32 + 2 bits). */
export function messageKey(stream: number, sequence: number, flags: number, interleaved: boolean): number {
  return (stream * 4 + (flags & 4 ? 2 : 0) + (interleaved ? 1 : 0)) * 2 ** 32 + sequence;
}
