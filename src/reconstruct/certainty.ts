/** Where certainty is granted: the only place. */
import type { Certainty } from '../notification/notification.js';
import type { Evidence } from './fact.js';

/** A claim that rests on nothing unseen is certain; one that rests on something is likely; one that nothing speaks for is possible. */
export function certainty(evidence: Evidence): Certainty {
  if (evidence.merelyPossible) return 'possible';
  return evidence.assumptions.length === 0 ? 'certain' : 'likely';
}
