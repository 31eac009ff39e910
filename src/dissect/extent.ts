/** Where a structure ends, and who says so. */
import type { LengthSource } from './malformation.js';

export interface Extent {
  /** One past the last byte that was captured. */
  readonly end: number;
  /** One past the last byte it has on the wire. */
  readonly wireEnd: number;
  readonly lengthFrom: LengthSource;
  /** It may end before its time: somebody quoted only so much. */
  readonly quoted: boolean;
}

/** The extent of a structure of `length` bytes at `at` inside another: its own, but not more than the other has. */
export function innerExtent(at: number, length: number, outer: Extent, lengthFrom: LengthSource): Extent {
  const inside = at + length <= outer.wireEnd;
  return {
    end: Math.min(at + length, outer.end),
    wireEnd: inside ? at + length : outer.wireEnd,
    lengthFrom: inside ? lengthFrom : outer.lengthFrom,
    quoted: outer.quoted,
  };
}
