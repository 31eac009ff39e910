/** Is an application there to be told? What its log shows of its socket, and what its host does with user data. */
import type { ApplicationCalls } from './application.js';
import type { Endpoint } from './association.js';
import type { Evidence } from './fact.js';
import type { StackProfile } from './profile/stack-profile.js';

const READS_ON = 'its application goes on reading though it has shut its socket down for that';

/** A SACK so late may have been kept back (microseconds), and how much later than an answer takes it comes at once. */
const KEPT_BACK = 100_000;
const SLACK = 1.5;
const AT_ONCE = 1_000;

/** What is told of `evidence`: nothing where the socket was closed by then, or shut down in such a way that its stack tells nothing more. */
export function hearing(
  endpoint: Endpoint,
  calls: ApplicationCalls | undefined,
  profile: StackProfile,
  evidence: Evidence,
): Evidence | undefined {
  const isPast = (moment: number | undefined) => moment !== undefined && moment <= evidence.at.time;
  const { reading, both } = calls?.shut(endpoint.port) ?? {};
  if (isPast(calls?.closed(endpoint.port)) || isPast(both)) return undefined;
  if (!isPast(reading) && !(endpoint.discardsSince <= evidence.at.time)) return evidence;
  if (profile.shutReading.value === 'not-told') return undefined;
  return { ...evidence, merelyPossible: true, assumptions: [...evidence.assumptions, READS_ON] };
}

/**
 * `endpoint` acknowledged new user data `after` so many microseconds and advertises the whole of its window, as before. Where nobody can have read that data yet, it was
 * thrown away: its socket is shut down for reading.
 */
export function wholeWindowSeen(endpoint: Endpoint, profile: StackProfile, now: number, after: number): void {
  if (profile.unreadAtOnce.value !== 'in-window' || after > KEPT_BACK || after > SLACK * endpoint.lag.estimate + AT_ONCE) return;
  endpoint.discardsSince = Math.min(endpoint.discardsSince, now - after);
}
