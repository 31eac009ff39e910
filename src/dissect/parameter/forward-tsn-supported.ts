/**
 * Forward-TSN-Supported, RFC 3758 section 3.1: the sender understands partial reliability.
 *
 *     |    Parameter Type = 0xC000    |    Parameter Length = 4       |
 */
import { NOTHING } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const forwardTsnSupported: TlvType = {
  type: 0xc000,
  name: 'Forward-TSN-Supported',
  section: 'RFC 3758 section 3.1',
  headerLength: 4,
  fields: [],
  body: NOTHING,
};
