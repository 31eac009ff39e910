/**
 * State Cookie, RFC 9260 section 3.3.3.1: in INIT-ACK, echoed in COOKIE-ECHO.
 *
 *     |           Type = 7            |            Length             |
 *     /                            Cookie                             /
 */
import { bytesBody } from '../body.js';
import type { TlvType } from '../tlv-type.js';

export const stateCookie: TlvType = {
  type: 7,
  name: 'State Cookie',
  section: 'RFC 9260 section 3.3.3.1',
  headerLength: 4,
  fields: [],
  body: bytesBody('Cookie'),
};
