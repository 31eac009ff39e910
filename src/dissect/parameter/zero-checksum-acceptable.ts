/**
 * Zero Checksum Acceptable, RFC 9653 section 4: the sender takes packets with a zero checksum, given that other error detection.
 *
 *     |        Type = 0x8001          |          Length = 8           |
 *     |           Error Detection Method Identifier (EDMID)           |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const errorDetectionMethod = u32('Error Detection Method Identifier (EDMID)', 4, 'error-detection');

export const zeroChecksumAcceptable: TlvType = {
  type: 0x8001,
  name: 'Zero Checksum Acceptable',
  section: 'RFC 9653 section 4',
  headerLength: 8,
  fields: [errorDetectionMethod],
  body: NOTHING,
};
