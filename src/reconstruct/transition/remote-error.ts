/** ERROR chunks: RFC 9260 section 3.3.10. */

import { causeName } from '../../dissect/error-cause/registry.js';
import { CHUNK_HEADER, chunkEnd, type SctpPacket } from '../../dissect/packet.js';
import { nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';

/** Most causes taken from one chunk. */
const MAX_CAUSES = 64;

/** An ERROR was sent: the application of its receiver is told, if its association is up. */
export function errorSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  if (receiver.over || !(receiver.up || receiver.state === 'unknown')) return;
  const { view, bytes } = packet;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const causes: { code: number; body: Uint8Array }[] = [];
  for (let at = chunk + CHUNK_HEADER; tlvAt(view, at, end) && causes.length < MAX_CAUSES; at = nextTlv(view, at)) {
    causes.push({ code: tlvType(view, at), body: bytes.slice(at + TLV_HEADER, at + tlvLength(view, at)) });
  }
  if (causes.length === 0) return;
  const named = causes.map((cause) => `${cause.code}, ${causeName(cause.code)}`).join('; ');
  replay.record(
    receiver,
    { kind: 'error-received', chunk: bytes.slice(chunk, end), causes },
    {
      at: replay.moment(receiver, packet.time),
      frames: [packet.frame],
      why: `ERROR of ${replay.name(sender)} in frame ${packet.frame} (cause ${named})`,
      assumptions: replay.arrivalAssumptions(receiver, false, 'it'),
    },
  );
}
