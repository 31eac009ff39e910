/** The row of the parameter and error-cause registries that a parameter or cause file exports. */
import type { BodyPart } from './body.js';
import type { Field } from './field.js';

export interface TlvType {
  /** 0 to 65535. */
  readonly type: number;
  /** Name as in the specification. */
  readonly name: string;
  readonly section: string;
  /** Bytes of type, length and fixed fields: a shorter one cannot be read. */
  readonly headerLength: number;
  /** Offsets from the first byte of the type. */
  readonly fields: readonly Field[];
  /** What follows the fixed fields. */
  readonly body: readonly BodyPart[];
}
