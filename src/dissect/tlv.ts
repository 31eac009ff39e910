/**
 * Type, length, value: the shape that parameters (RFC 9260 section 3.2.1) and error causes (section 3.3.10) share.
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +---------------+---------------+---------------+---------------+
 *     |              Type             |            Length             |   Length counts these four bytes, not the padding
 *     +---------------+---------------+---------------+---------------+
 */

export const TLV_HEADER = 4;

export function tlvType(view: DataView, at: number): number {
  return view.getUint16(at);
}

export function tlvLength(view: DataView, at: number): number {
  return view.getUint16(at + 2);
}

/** The next multiple of four. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}

/**
 * Is there a whole TLV at `at`? False at the end of the list and where a length is below four or runs past `end`; walking stops there.
 * The last one need not be padded (RFC 9260 section 3.2).
 */
export function tlvAt(view: DataView, at: number, end: number): boolean {
  if (at + TLV_HEADER > end) return false;
  const length = tlvLength(view, at);
  return length >= TLV_HEADER && at + length <= end;
}

export function nextTlv(view: DataView, at: number): number {
  return at + padded(tlvLength(view, at));
}

/** Offset of the first whole TLV of this type in [from, end), or -1. */
export function findTlv(view: DataView, from: number, end: number, type: number): number {
  for (let at = from; tlvAt(view, at, end); at = nextTlv(view, at)) if (tlvType(view, at) === type) return at;
  return -1;
}
