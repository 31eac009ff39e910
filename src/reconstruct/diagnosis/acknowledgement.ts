/** What SACKs tell of their sender: a full buffer, and data dropped after it was acknowledged. */
import type { SctpPacket } from '../../dissect/packet.js';
import { tsnBefore } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import { found } from './finding.js';

/** Some stacks list no more gap ack blocks than this; what is beyond is not taken back then. */
const MOST_BLOCKS = 16;
/** One SACK that reports less may have been overtaken by another. */
const BELIEVED = 2;

/** Hot: bench analyze. A SACK with so many gap ack blocks was sent by `sender`, on what `receiver` has sent. */
export function diagnoseSack(sender: Endpoint, receiver: Endpoint, packet: SctpPacket, cumulative: number, blocks: number): void {
  if (sender.advertisedWindow === 0) found(sender, 'zero window', packet);
  const { outbound } = receiver;
  if (!tsnBefore(outbound.reported, outbound.highestReported)) {
    outbound.highestReported = outbound.reported;
    sender.tookBack = 0;
  } else if (cumulative === outbound.cumulative && blocks < MOST_BLOCKS && ++sender.tookBack === BELIEVED) {
    outbound.highestReported = outbound.reported;
    sender.tookBack = 0;
    found(sender, 'reneging', packet);
  }
}
