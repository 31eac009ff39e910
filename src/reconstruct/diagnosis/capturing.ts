/** Faults of the capture, and of the way to it, that show in single packets. */
import { Checksum, type SctpPacket } from '../../dissect/packet.js';
import { ParameterNumber } from '../../dissect/parameter/registry.js';
import type { Endpoint } from '../association.js';
import type { Finding } from './finding.js';
import { found } from './found.js';
import type { DiagnosisRule } from './rules.js';

/** So few wrong checksums may be chance, though there is no right one. */
const OFFLOAD = 3;

/** What is at fault with a checksum; of 0 only the end tells. */
const CHECKSUM_RULES: Readonly<Partial<Record<Checksum, DiagnosisRule>>> = {
  [Checksum.wrong]: 'wrong checksum',
  [Checksum.zero]: 'zero checksum',
  [Checksum.adler32]: 'Adler-32',
};

/** Hot: bench analyze. A packet of `sender`, as it was captured. */
export function diagnosePacket(sender: Endpoint, packet: SctpPacket): void {
  const rule = CHECKSUM_RULES[packet.checksum];
  if (rule !== undefined) found(sender, rule, packet);
  if (packet.isHeaderDamaged) found(sender, 'damaged IP header', packet);
  if (packet.end < packet.wireEnd) found(sender, 'truncated by snap length', packet);
}

/** Only the end tells whether there was any right checksum. */
export function judgeChecksums({ findings, rightChecksums, peer }: Endpoint): void {
  if (findings === undefined) return;
  const wrong = findings.get('wrong checksum');
  const zero = findings.get('zero checksum');
  if (zero !== undefined && !peer.offer?.parameters.includes(ParameterNumber.ZERO_CHECKSUM_ACCEPTABLE)) {
    findings.delete('zero checksum');
    findings.set(rightChecksums > 0 ? 'zero checksum not agreed' : 'checksum offload', zero);
  }
  if (wrong === undefined || wrong.count < OFFLOAD || rightChecksums > 0) return;
  const offloaded = findings.get('checksum offload');
  findings.delete('wrong checksum');
  findings.set('checksum offload', offloaded === undefined ? wrong : together(wrong, offloaded));
}

function together(one: Finding, other: Finding): Finding {
  const [first] = one.frame < other.frame ? [one] : [other];
  return { ...first, count: one.count + other.count };
}
