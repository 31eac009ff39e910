/** UDP, RFC 768: source port u16 | destination port u16 | length u16 | checksum u16. It may carry SCTP itself (RFC 6951). */
import { Finding, ipProtocol, type Layer, udpPort } from './layer.js';

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
    if (cursor.sctpOverUdp[source] === 0 && cursor.sctpOverUdp[destination] === 0) return udpPort(destination);
    cursor.udpSourcePort = source;
    cursor.udpDestinationPort = destination;
    return SCTP;
  },
};
