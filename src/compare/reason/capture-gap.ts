/** The capture itself may be at fault: packets missing just there, or an association whose beginning it does not have. */
import type { DiagnosisRule } from '../../reconstruct/diagnosis/rules.js';
import type { ReasonRule } from './rule.js';

/** Microseconds around a difference in which a gap explains it. */
const JUST_THERE = 2e6;
/** Diagnoses that say packets, or parts of them, are missing from the capture. */
const GAPS: ReadonlySet<string> = new Set<DiagnosisRule>([
  'gap in the capture',
  'answer to what was not captured',
  'truncated by snap length',
]);

export const captureGap: ReasonRule = ({ difference: { lane, time }, input }) => {
  const ids = new Set(lane.associations.map(({ report }) => report.id));
  const near = input.diagnoses.find(
    (diagnosis) =>
      GAPS.has(diagnosis.rule) &&
      (diagnosis.association === 0 || ids.has(diagnosis.association)) &&
      Math.abs(diagnosis.time - (time ?? 0)) < JUST_THERE,
  );
  if (near !== undefined) {
    return {
      name: 'capture-gap',
      weight: 0.65,
      why: `the capture is incomplete just there: ${near.text}`,
      check: `frame ${near.frame} and around it; a second capture at the other end`,
    };
  }
  if (!lane.associations.some(({ report }) => report.setup === 'seen-from-middle')) return undefined;
  return {
    name: 'capture-too-late',
    weight: 0.55,
    why: 'the capture begins in the middle of the association: what was agreed before is not known',
    check: 'a capture that begins before the association',
  };
};
