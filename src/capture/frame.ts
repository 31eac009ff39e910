/**
 * What every capture reader yields: frames in batches, as columns over one block of bytes.
 *
 * A batch is borrowed: reader and consumer share its memory, and it is valid until the next batch is asked for.
 */

/** Microseconds since the epoch. A double holds them to 0.25 µs until the year 2255; nanosecond captures are rounded to that. */
export type Microseconds = number;

/** Columns of one batch; rows 0 .. count-1 are frames, in file order. */
export interface FrameBatch {
  /** The block that all rows point into, and a view over the same bytes (byteOffset 0 of the view is byte 0 of the block). */
  bytes: Uint8Array;
  view: DataView;
  count: number;
  /** When the frame was captured; NaN where the format keeps no time (pcapng Simple Packet Block). */
  time: Float64Array;
  /** What a nanosecond capture has beyond whole microseconds, 0 to 999: `time` has it rounded. */
  nanoseconds: Uint16Array;
  /** Where the frame starts, in bytes from the start of the block. */
  offset: Uint32Array;
  /** Bytes captured, and bytes the frame had on the wire. */
  capturedLength: Uint32Array;
  originalLength: Uint32Array;
  /** LINKTYPE_ number of the interface (https://www.tcpdump.org/linktypes.html). */
  linkType: Uint16Array;
  /** Index into FrameSource.interfaces. */
  interfaceIndex: Uint16Array;
  /** Byte position of the frame's record in its (uncompressed) file; with `file`, where to read it again. */
  position: Float64Array;
  /** Index into FrameSource.files. */
  file: Uint16Array;
  /** 0 unknown, 1 inbound, 2 outbound, as the capturing machine saw it. */
  direction: Uint8Array;
  /** Frame number from 1, of several files in their merge by time; and the number in the frame's own file. The same array where there is one file. */
  number: Uint32Array;
  numberInFile: Uint32Array;
}

/** An interface a capture was taken on (pcapng IDB; a pcap file has one, made from its header). */
export interface CaptureInterface {
  file: number;
  linkType: number;
  snapLength: number;
  name?: string;
  /** Frames that were dropped while capturing, as the file says: its interface statistics or its packet blocks (pcapng). */
  dropped?: number;
}

/** Something wrong with the input that did not stop the reading. */
export interface CaptureProblem {
  file: string;
  /** Byte offset in the (uncompressed) file. */
  offset: number;
  /** One sentence: what was found, what was skipped. */
  text: string;
}

/** A capture being read. Iterating it once yields all batches. */
export interface FrameSource extends AsyncIterable<FrameBatch> {
  readonly files: readonly string[];
  readonly interfaces: readonly CaptureInterface[];
  readonly problems: readonly CaptureProblem[];
  /** Bytes read so far of the bytes there are; `total` undefined for a pipe. */
  readonly progress: { read: number; total: number | undefined };
  /** Of several files: have all frames of one been given out? */
  exhausted?(file: number): boolean;
  /** Of a live source: what is to be known about the capture, a sentence each. */
  readonly notices?: readonly string[];
  /** Of a live source: calls while nothing comes, with the capture time before which nothing more will come. Answers what ends that. */
  onSilence?(listener: (until: Microseconds) => void): () => void;
  /** Of a live source: ends it. What was captured till then still comes. */
  stop?(): void;
}

/** The input could not be read at all. The only error the capture layer throws. */
export class CaptureError extends Error {
  /** What went wrong, for programs: e.g. 'not-a-capture', 'not-found', 'empty', 'unsupported'. */
  readonly code: string;
  readonly file: string;
  readonly offset: number;
  constructor(code: string, file: string, offset: number, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CaptureError';
    this.code = code;
    this.file = file;
    this.offset = offset;
  }
}

/** A batch with room for `capacity` frames over a block of bytes. */
export function createBatch(bytes: Uint8Array, capacity: number): FrameBatch {
  const number = new Uint32Array(capacity);
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    count: 0,
    time: new Float64Array(capacity),
    nanoseconds: new Uint16Array(capacity),
    offset: new Uint32Array(capacity),
    capturedLength: new Uint32Array(capacity),
    originalLength: new Uint32Array(capacity),
    linkType: new Uint16Array(capacity),
    interfaceIndex: new Uint16Array(capacity),
    position: new Float64Array(capacity),
    file: new Uint16Array(capacity),
    direction: new Uint8Array(capacity),
    number,
    numberInFile: number,
  };
}
