/**
 * Unrecognized Parameter, RFC 9260 section 3.3.3.1: what the INIT held and its receiver does not know, in INIT-ACK.
 *
 *     |           Type = 8            |            Length             |
 *     /                    Unrecognized Parameter                     /   with type, length and padding
 */
import { PARAMETERS } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const unrecognizedParameter: TlvType = {
  type: 8,
  name: 'Unrecognized Parameter',
  section: 'RFC 9260 section 3.3.3.1',
  headerLength: 4,
  fields: [],
  body: PARAMETERS,
};
