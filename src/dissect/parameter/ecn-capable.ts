/**
 * ECN Capable: type reserved by RFC 9260 section 3.3.2.1, parameter as in RFC 4960 appendix A.
 *
 *     |        Type = 0x8000          |          Length = 4           |
 */
import { NOTHING } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const ecnCapable: TlvType = {
  type: 0x8000,
  name: 'ECN Capable',
  section: 'RFC 4960 appendix A',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};
