/** Faults of the capture, and of the way to it, that show in single packets. */
import { Checksum, type SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import { found } from './found.js';

/** So few wrong checksums may be chance, though there is no right one. */
const OFFLOAD = 3;

/** Hot: bench analyze. A packet of `sender`, as it was captured. */
export function diagnosePacket(sender: Endpoint, packet: SctpPacket): void {
  if (packet.checksum === Checksum.wrong) found(sender, 'wrong checksum', packet);
  if (packet.isHeaderDamaged) found(sender, 'damaged IP header', packet);
  if (packet.end < packet.wireEnd) found(sender, 'truncated by snap length', packet);
}

/** Only the end tells whether there was any right checksum. */
export function recogniseOffload({ findings, rightChecksums }: Endpoint): void {
  const wrong = findings?.get('wrong checksum');
  if (wrong === undefined || wrong.count < OFFLOAD || rightChecksums > 0) return;
  findings!.delete('wrong checksum');
  findings!.set('checksum offload', wrong);
}
