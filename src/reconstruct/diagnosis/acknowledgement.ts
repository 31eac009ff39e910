/** What SACKs tell of their sender: a full buffer, and data dropped after it was acknowledged. */
import type { SctpPacket } from '../../dissect/packet.js';
import { tsnBefore } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import { found } from './found.js';

/** Some stacks list no more gap ack blocks than this; what is beyond is not taken back then. */
const MOST_BLOCKS = 16;
/** SACKs that report less may have been overtaken by others; not if so many do, for so long (microseconds). */
const BELIEVED = 3;
const LASTING = 500_000;

/** Hot: bench analyze. A SACK with so many gap ack blocks was sent by `sender`, on what `receiver` has sent. */
export function diagnoseSack(sender: Endpoint, receiver: Endpoint, packet: SctpPacket, cumulative: number, blocks: number): void {
  if (sender.advertisedWindow === 0) found(sender, 'zero window', packet);
  const { outbound } = receiver;
  if (!tsnBefore(outbound.reported, outbound.highestReported)) {
    outbound.highestReported = outbound.reported;
    sender.tookBack = 0;
  } else if (cumulative === outbound.cumulative && blocks < MOST_BLOCKS) {
    if (sender.tookBack++ === 0) sender.tookBackSince = packet.time;
    if (sender.tookBack < BELIEVED || packet.time - sender.tookBackSince < LASTING) return;
    outbound.highestReported = outbound.reported;
    sender.tookBack = 0;
    found(sender, 'reneging', packet);
  }
}
