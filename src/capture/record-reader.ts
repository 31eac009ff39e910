/** What a capture file format is: one file with a reader of this form, and one line in open-capture.ts. */
import type { ByteWindow } from './byte-window.js';
import type { CaptureInterface, FrameBatch } from './frame.js';
import type { KeptOptions } from './kept-options.js';
import type { ProblemList } from './problem-list.js';

/** What a reader shares with the source it reads for. */
export interface ReaderContext {
  /** Index of the file in FrameSource.files. */
  file: number;
  /** What to call it in messages. */
  name: string;
  /** The source's list; a reader appends the interfaces it meets. */
  interfaces: CaptureInterface[];
  problems: ProblemList;
  /** What takes the options of blocks, where they are of use. */
  keep?: KeptOptions | undefined;
}

export interface RecordReader {
  /**
   * Takes whole records from the window's start into rows of the batch, from row batch.count on, until the batch is full or the window has no whole record.
   * Answers how many unread bytes the window must hold before it is worth asking again, 0 where it is at once. With `window.ended` and a batch that is
   * not full it asks for more only when nothing is left unread.
   */
  read(window: ByteWindow, batch: FrameBatch): number;
}
