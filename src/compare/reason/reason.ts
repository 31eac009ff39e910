/** Why a difference is there: every rule that has something to say, the weightiest first. */
import type { ComparisonInput } from '../comparison-input.js';
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
  open: [],
  late: [...LATE_REASONS, knownBehaviour],
  field: [...FIELD_REASONS, knownBehaviour, captureGap],
  missing: [...MISSING_REASONS, knownBehaviour, captureGap],
  unexpected: [...UNEXPECTED_REASONS, captureGap],
  order: [...ORDER_REASONS, knownBehaviour],
};

/** Where no rule has anything to say. */
const OTHERWISE: Partial<Record<Verdict, Reason>> = {
  field: {
    name: 'value-differs',
    weight: 0.2,
    why: 'no known behaviour of the stack explains the other value: the program may read the wrong member, or the log print another one',
    check: 'the raw bytes of the notification: sctpscope decode prints them member by member',
  },
  missing: {
    name: 'not-logged',
    weight: 0.2,
    why: 'the application was subscribed and listening: it may have read the notification and not logged it',
    check: "whether the program's handler logs every type and state, the default branch included; strace shows what recvmsg returned",
  },
  unexpected: {
    name: 'not-raised',
    weight: 0.2,
    why: 'nothing that was captured raises it: what did may have come another way, past the capture point, or the line speaks of another association',
    check:
      "whether the capture holds all addresses and interfaces of the endpoint; the notification's raw bytes: sctpscope decode prints them",
  },
  order: {
    name: 'order-differs',
    weight: 0.2,
    why: 'no known behaviour of the stack explains this order: the program may log from several threads, or long after it has read',
    check: 'whether one thread reads and logs; strace shows in which order recvmsg returned them',
  },
};

export function reasonsFor(difference: Difference, prepared: PreparedLane, input: ComparisonInput): Reason[] {
  const reasons = RULES[difference.verdict].flatMap((rule) => rule({ difference, prepared, input }) ?? []);
  const otherwise = OTHERWISE[difference.verdict];
  if (reasons.length === 0 && otherwise !== undefined) return [otherwise];
  reasons.sort((x, y) => y.weight - x.weight);
  return reasons.filter(({ weight }) => reasons[0]!.weight < SURE || weight > DOUBTFUL);
}

/** Beside a reason of this weight nobody needs those that would always do. */
const SURE = 0.9;
const DOUBTFUL = 0.5;
