/**
 * Cookie Preservative, RFC 9260 section 3.3.2.1: the peer is asked to let its cookie live longer.
 *
 *     |           Type = 9            |          Length = 8           |
 *     |         Suggested Cookie Life-Span Increment (msec)           |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** Milliseconds. */
export const cookieLifeSpanIncrement = u32('Suggested Cookie Life-Span Increment (msec)', 4);

export const cookiePreservative: TlvType = {
  type: 9,
  name: 'Cookie Preservative',
  section: 'RFC 9260 section 3.3.2.1',
  headerLength: 8,
  fields: [cookieLifeSpanIncrement],
  body: NOTHING,
};
