/** What a rule for reasons is: a difference and what surrounds it in, a reason out where it has one. */
import type { ComparisonInput } from '../comparison-input.js';
import type { Difference, Reason } from '../difference.js';
import type { PreparedLane } from '../prepared-lane.js';

export interface Circumstances {
  difference: Difference;
  prepared: PreparedLane;
  input: ComparisonInput;
}

export type ReasonRule = (circumstances: Circumstances) => Reason | undefined;

/** Milliseconds. */
const MINUTE = 60_000;

/** Microseconds as a person says them: '250 ms', '3.2 s', '2 h 30 min'. */
export function duration(microseconds: number): string {
  const ms = Math.abs(microseconds) / 1000;
  if (ms < 1) return `${Math.round(Math.abs(microseconds))} µs`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
  return ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
