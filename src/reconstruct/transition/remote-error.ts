/** ERROR chunks: RFC 9260 section 3.3.10. */

import { CauseCode, causeName } from '../../dissect/error-cause/registry.js';
import { CHUNK_HEADER, chunkEnd, type SctpPacket } from '../../dissect/packet.js';
import { findTlv, nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { FactBody } from '../fact.js';
import { CAME_TWICE, type Replay } from '../replay.js';

/** Most causes taken from one chunk. */
const MAX_CAUSES = 64;

/** An ERROR was sent: the application of its receiver is told, if its association is up. */
export function errorSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  if (!sender.up && refusesCookie(packet, chunk)) replay.cancel(sender, 'COOKIE-ECHO');
  if (receiver.closing) return;
  const duringSetup = receiver.settingUp && !comesUp(receiver);
  if (duringSetup && replay.profileOf(receiver).remoteErrorDuringSetup.value === 'not-told') return;
  if (!duringSetup && !receiver.up && !comesUp(receiver) && receiver.state !== 'unknown') return;
  const { view, bytes } = packet;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const causes: { code: number; body: Uint8Array }[] = [];
  let at = chunk + CHUNK_HEADER;
  for (; tlvAt(view, at, end) && causes.length < MAX_CAUSES; at = nextTlv(view, at)) {
    causes.push({ code: tlvType(view, at), body: bytes.slice(at + TLV_HEADER, at + tlvLength(view, at)) });
  }
  if (tlvAt(view, at, end)) found(sender, 'more causes than told', packet);
  if (goesBeyond(packet, chunk, end, replay.profileOf(receiver).remoteErrorLimit.value)) return;
  if (causes.length === 0 && replay.profileOf(receiver).remoteErrorUnit.value === 'cause') return;
  const named = causes.map((cause) => `cause ${cause.code}, ${causeName(cause.code)}`).join('; ') || 'without a cause';
  const error: FactBody = { kind: 'error-received', chunk: bytes.slice(chunk, end), causes };
  const { frame, time } = packet;
  const why = `ERROR of ${replay.name(sender)} in frame ${frame} (${named})`;
  if (duringSetup) {
    replay.expect(receiver, 'ERROR', packet, (how) => {
      if (!how.proven) return;
      const tried = `${why}: ${replay.name(receiver)} tries again in frame ${how.frame}`;
      replay.record(receiver, error, {
        at: replay.moment(receiver, time, how.time),
        frames: [frame, how.frame],
        why: tried,
        assumptions: [],
      });
    });
    return;
  }
  const arrival = replay.arrivalAssumptions(receiver, replay.isSeenAt(receiver), 'it');
  const assumptions = packet.mayBeCopy ? [...arrival, CAME_TWICE] : arrival;
  replay.record(receiver, error, { at: replay.moment(receiver, time), frames: [frame], why, assumptions });
}

/** A COOKIE-ACK is ahead of it on the same way. */
function comesUp({ awaiting }: Endpoint): boolean {
  return awaiting.some(({ what }) => what === 'COOKIE-ACK');
}

/** Its sender did not take the cookie that it was echoed (section 5.2.6). */
function refusesCookie({ view, end }: SctpPacket, chunk: number): boolean {
  return findTlv(view, chunk + CHUNK_HEADER, Math.min(chunkEnd(view, chunk), end), CauseCode.STALE_COOKIE) >= 0;
}

/** Does a cause that begins within the first `limit` bytes of the chunk end behind them? */
function goesBeyond({ view }: SctpPacket, chunk: number, end: number, limit: number): boolean {
  if (end - chunk <= limit) return false;
  for (let at = chunk + CHUNK_HEADER; at + TLV_HEADER <= chunk + limit; at = nextTlv(view, at)) {
    if (tlvLength(view, at) === 0 || at + tlvLength(view, at) > chunk + limit) return true;
  }
  return false;
}
