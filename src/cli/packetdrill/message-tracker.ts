/** Messages put together of their DATA chunks, as far as a script needs them: how long each is, and when it is complete. */
import { BEGINNING, DATA_HEADER, END, payloadProtocolId, streamId, tsn, UNORDERED } from '../../dissect/chunk/data.js';
import { I_DATA_HEADER, iDataPayloadProtocolId } from '../../dissect/chunk/i-data.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { chunkFlags, chunkLength, chunkType } from '../../dissect/packet.js';

export interface TrackedMessage {
  stream: number;
  ppid: number;
  unordered: boolean;
  /** User data so far, bytes. */
  length: number;
  complete: boolean;
}

/** The chunks of one endpoint, each TSN once. Fragments are taken in the order of their TSNs; a message with one missing stays incomplete. */
export class MessageTracker {
  private readonly seen = new Set<number>();
  /** Messages that go on, by the TSN they go on with. */
  private readonly open = new Map<number, TrackedMessage>();

  /** The message a chunk belongs to, and whether it begins it; undefined for other chunks, repeated ones and fragments out of their order. */
  take(view: DataView, chunk: number): { message: TrackedMessage; begins: boolean } | undefined {
    const interleaved = chunkType(view, chunk) === ChunkNumber.I_DATA;
    if (!interleaved && chunkType(view, chunk) !== ChunkNumber.DATA) return undefined;
    const number = tsn(view, chunk);
    if (this.seen.has(number)) return undefined;
    this.seen.add(number);
    const flags = chunkFlags(view, chunk);
    const begins = (flags & BEGINNING) !== 0;
    const message = begins ? beginning(view, chunk, interleaved) : this.open.get(number);
    if (message === undefined) return undefined;
    message.length += chunkLength(view, chunk) - (interleaved ? I_DATA_HEADER : DATA_HEADER);
    message.complete = (flags & END) !== 0;
    this.open.delete(number);
    if (!message.complete) this.open.set((number + 1) >>> 0, message);
    return { message, begins };
  }
}

function beginning(view: DataView, chunk: number, interleaved: boolean): TrackedMessage {
  return {
    stream: streamId(view, chunk),
    ppid: interleaved ? iDataPayloadProtocolId(view, chunk) : payloadProtocolId(view, chunk),
    unordered: (chunkFlags(view, chunk) & UNORDERED) !== 0,
    length: 0,
    complete: false,
  };
}
