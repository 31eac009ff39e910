/** DATA sent again: fast, by time-out, needlessly, or for so long that the association stalls. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import { found } from './found.js';

/** A chunk sent again sooner than this was retransmitted fast (microseconds). */
const LEAST_RTO = 180_000;
/** Data outstanding for so long without progress is a stall. */
const STALL = 10e6;

/** A DATA or I-DATA chunk was sent again. */
export function diagnoseRetransmission(sender: Endpoint, packet: SctpPacket): void {
  const { outbound } = sender;
  if (outbound.previousAcknowledged) {
    found(sender, 'spurious retransmission', packet);
    return;
  }
  const waited = packet.time - outbound.previousTime;
  if (waited < LEAST_RTO) found(sender, 'fast retransmission', packet);
  else found(sender, 'retransmission by time-out', packet, waited);
  diagnoseStall(sender, packet);
}

/** Is nothing acknowledged any more? Asked at retransmissions, and where the association is summarised. A capture without any SACK cannot tell. */
export function diagnoseStall(sender: Endpoint, at: Pick<SctpPacket, 'frame' | 'time'>): void {
  if (sender.association.setup === 'seen-from-middle' && sender.peer.advertisedWindow === Number.POSITIVE_INFINITY) return;
  const waiting = at.time - sender.outbound.outstandingSince;
  if (waiting >= STALL && (sender.up || sender.state === 'unknown')) found(sender, 'stall', at, waiting);
}
