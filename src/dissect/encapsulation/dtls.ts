/**
 * DTLS (RFC 6347, RFC 9147), which in WebRTC carries SCTP (RFC 8261): recognised, so that it can be named. What is inside is encrypted.
 *
 *     content type u8 | version u16 | epoch u16 | sequence number 48 bits | length u16
 */
import type { FrameCursor } from './cursor.js';

const HEADER = 13;

/** Change cipher spec, alert, handshake, application data. */
const FIRST_CONTENT_TYPE = 20;
const LAST_CONTENT_TYPE = 23;

/** DTLS 1.0 and 1.2; 1.3 says 1.2. */
const VERSIONS = new Set([0xfeff, 0xfefd]);

/** For people whose capture holds DTLS and no SCTP. */
export const DTLS_ADVICE =
  'SCTP inside DTLS (WebRTC data channels) is encrypted on the wire: capture it before it is encrypted instead. usrsctp and dcSCTP can print their packets as text, which is read too (Chrome: --enable-logging --v=4, Firefox: MOZ_LOG=SCTP:5).';

/** Does the UDP payload at cursor.at begin with a DTLS record? */
export function isDtls(cursor: FrameCursor): boolean {
  const { view, at } = cursor;
  if (!cursor.holds(HEADER)) return false;
  const contentType = view.getUint8(at);
  if (contentType < FIRST_CONTENT_TYPE || contentType > LAST_CONTENT_TYPE || !VERSIONS.has(view.getUint16(at + 1))) return false;
  return at + HEADER + view.getUint16(at + 11) <= cursor.wireEnd;
}
