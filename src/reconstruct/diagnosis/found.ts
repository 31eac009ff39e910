/** Counts what was found at an endpoint, by rule; told once, when its association is summarised. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { DiagnosisRule } from './rules.js';

/** A rule has found something at this endpoint. */
export function found(
  endpoint: Endpoint,
  rule: DiagnosisRule,
  { frame, time }: Pick<SctpPacket, 'frame' | 'time'>,
  microseconds = 0,
): void {
  endpoint.findings ??= new Map();
  const finding = endpoint.findings.get(rule);
  if (finding === undefined) {
    endpoint.findings.set(rule, { count: 1, frame, time, longest: microseconds });
    return;
  }
  finding.count++;
  if (microseconds > finding.longest) finding.longest = microseconds;
}
