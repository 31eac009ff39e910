/** Why a difference is there: every rule that has something to say, the weightiest first. */
import type { ComparisonInput } from '../comparison.js';
import type { Difference, Reason, Verdict } from '../difference.js';
import type { PreparedLane } from '../prepared-lane.js';
import { captureGap } from './capture-gap.js';
import { FIELD_REASONS } from './field-reasons.js';
import { knownBehaviour } from './known-behaviour.js';
import { MISSING_REASONS } from './missing-reasons.js';
import { LATE_REASONS, ORDER_REASONS } from './order-reasons.js';
import type { ReasonRule } from './rule.js';
import { UNEXPECTED_REASONS } from './unexpected-reasons.js';

const RULES: Readonly<Record<Verdict, readonly ReasonRule[]>> = {
  match: [],
  late: [...LATE_REASONS, knownBehaviour],
  field: [...FIELD_REASONS, knownBehaviour, captureGap],
  missing: [...MISSING_REASONS, knownBehaviour, captureGap],
  unexpected: [...UNEXPECTED_REASONS, captureGap],
  order: [...ORDER_REASONS, knownBehaviour],
};

export function reasonsFor(difference: Difference, prepared: PreparedLane, input: ComparisonInput): Reason[] {
  const reasons = RULES[difference.verdict].flatMap((rule) => rule({ difference, prepared, input }) ?? []);
  return reasons.sort((x, y) => y.weight - x.weight);
}
