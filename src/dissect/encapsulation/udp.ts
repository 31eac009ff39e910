/** UDP, RFC 768: source port u16 | destination port u16 | length u16 | checksum u16. It may carry SCTP itself (RFC 6951). */
import { isDtls } from './dtls.js';
import type { Layer } from './layer.js';
import { ANY_UDP_PORT, Finding, ipProtocol, udpPort } from './next-layer.js';

const HEADER = 8;
const SCTP = ipProtocol(132);

export const udp: Layer = {
  name: 'UDP',
  keys: [ipProtocol(17)],
  enter(cursor) {
    const { view, at } = cursor;
    if (!cursor.holds(HEADER)) return Finding.other;
    const source = view.getUint16(at);
    const destination = view.getUint16(at + 2);
    const length = view.getUint16(at + 4);
    // Below its own header: segmentation offload, or a jumbogram (RFC 2675 section 4).
    if (length >= HEADER) cursor.limit(length);
    cursor.at += HEADER;
    cursor.udpSourcePort = source;
    cursor.udpDestinationPort = destination;
    return cursor.sctpOverUdp[source] === 1 || cursor.sctpOverUdp[destination] === 1 ? SCTP : udpPort(destination);
  },
};

/** Every port that no other layer has: SCTP may be recognised there, and DTLS. */
export const otherUdp: Layer = {
  name: 'UDP payload',
  keys: [ANY_UDP_PORT],
  enter(cursor) {
    if (cursor.icmpAt >= 0) return Finding.other;
    if (cursor.udpRecognition.recognises(cursor)) return SCTP;
    return isDtls(cursor) ? Finding.dtls : Finding.other;
  },
};
