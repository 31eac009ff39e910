/**
 * What lies between the frame's first byte and SCTP: one layer after the other, each saying what comes next.
 *
 * A layer is a row: a name, the numbers by which the layer before asks for it, and a function that steps over its header. Rows know nothing of each other:
 * they meet in registry.ts. The function answers with what comes next: the key of a layer, or, where the way ends, a Finding.
 */

import type { FrameCursor } from './cursor.js';
import type { Next } from './next-layer.js';

export interface Layer {
  readonly name: string;
  /** The keys that lead here. */
  readonly keys: readonly Next[];
  /** Steps over the header at cursor.at, which may be cut anywhere: nothing at or past cursor.end may be read. */
  enter(cursor: FrameCursor): Next;
}
