/** The diagnoses of an association, made when it is summarised: one per rule and endpoint. */
import type { Association, Endpoint } from '../association.js';
import type { Diagnosis } from '../model.js';
import { judgeChecksums } from './capturing.js';
import type { Finding } from './finding.js';
import { diagnoseStall } from './retransmission.js';
import { type DiagnosisRule, diagnosis } from './rules.js';

export function diagnosesOf(
  association: Association,
  nameOf: (endpoint: Endpoint) => string,
  tells: (endpoint: Endpoint) => boolean = () => true,
): Diagnosis[] {
  const { id, setup, firstFrame: frame, start: time, end, lastFrame } = association;
  const [first] = association.endpoints;
  const whole =
    tells(first) && (setup === 'restart' || setup === 'collision')
      ? [diagnosis(setup, nameOf(first), id, { count: 1, frame, time, longest: 0 })]
      : [];
  const each = association.endpoints.filter(tells).flatMap((endpoint) => {
    if (!endpoint.over) diagnoseStall(endpoint, { frame: lastFrame, time: end });
    judgeChecksums(endpoint);
    const { missing, forgotten, unfollowed, dataLeftOut } = endpoint.outbound;
    const findings: [DiagnosisRule, Finding][] = [...(endpoint.findings ?? [])];
    if (missing.count > 0 && !association.isWithItself) findings.push(['gap in the capture', missing]);
    if (forgotten.count > 0) findings.push(['more outstanding than kept', forgotten]);
    if (unfollowed.count > 0) findings.push(['more messages begun than followed', unfollowed]);
    if (dataLeftOut.count > 0) findings.push(['more user data than kept', dataLeftOut]);
    return findings.map(([rule, finding]) => diagnosis(rule, nameOf(endpoint), id, finding));
  });
  return [...whole, ...each].sort((one, other) => one.frame - other.frame);
}
