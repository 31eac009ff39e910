/** The row of the chunk registry that a chunk file exports. */
import type { BodyPart } from '../body.js';
import type { Field } from '../field.js';

export interface ChunkType {
  readonly type: number;
  /** Name as in the RFC, upper case, words joined by hyphens. */
  readonly name: string;
  readonly section: string;
  /** Bytes of the fixed header, the common four included: a chunk shorter than this cannot be read. */
  readonly headerLength: number;
  /** Flag bits with a meaning, most significant first. */
  readonly flags: readonly (readonly [bit: number, name: string])[];
  readonly fields: readonly Field[];
  /** What follows the fixed header. */
  readonly body: readonly BodyPart[];
}
