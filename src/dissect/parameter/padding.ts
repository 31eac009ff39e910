/**
 * Padding, RFC 4820 section 4: makes an INIT longer, to probe the path's MTU.
 *
 *     |    Parameter Type = 0x8005    |       Parameter Length        |
 *     /                         Padding Data                          /
 */
import { bytesBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const padding: TlvType = {
  type: 0x8005,
  name: 'Padding',
  section: 'RFC 4820 section 4',
  headerLength: 4,
  fields: [],
  body: bytesBody('Padding Data'),
};
