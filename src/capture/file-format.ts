/** What a capture file format is: one file with a row of this form, and a line in format-registry.ts. */
import type { ByteWindow } from './byte-window.js';
import type { FrameBatch } from './frame.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

export interface FileFormat {
  /** 'a pcap file'. */
  readonly what: string;
  /** First bytes, in hex; none where only recognises() tells. */
  readonly magics: readonly string[];
  /** Frames of several interfaces are written as they come, not in the order of their times. */
  readonly mixesInterfaces?: true;
  /** For formats without a magic: could this be one, by its first bytes? */
  recognises?(head: Uint8Array): boolean;
  /** Bytes that the reader must see before it is made. */
  readonly headerLength: number;
  /** A reader for the window's input, whose file header it may step over. */
  open(window: ByteWindow, context: ReaderContext): RecordReader;
  /** Fills row 0 with where the frame lies in the record at byte 0 of the batch's block (offset, captured and original length); false where there is none. */
  locate(batch: FrameBatch, fileHeader: DataView): boolean;
}
