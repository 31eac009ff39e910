/**
 * Stale Cookie, RFC 9260 section 3.3.10.3: the COOKIE-ECHO came too late.
 *
 *     |        Cause Code = 3         |       Cause Length = 8        |
 *     |                 Measure of Staleness (usec.)                  |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** Microseconds past the end of the cookie's life. */
export const measureOfStaleness = u32('Measure of Staleness (usec.)', 4);

export const staleCookie: TlvType = {
  type: 3,
  name: 'Stale Cookie',
  section: 'RFC 9260 section 3.3.10.3',
  headerLength: 8,
  fields: [measureOfStaleness],
  body: NOTHING,
};
