/** Is an application there to be told? What its log shows of its socket, and what its host does with user data. */
import type { ApplicationCalls } from './application.js';
import type { Endpoint } from './association.js';
import type { Evidence } from './fact.js';
import type { StackProfile } from './profile/stack-profile.js';

const STILL_THERE = 'its application was still there, though its log ends before';
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
  if (isPast(calls?.closed(endpoint.port)) || isPast(both) || isPast(endpoint.closedSince)) return undefined;
  if (isPast(endpoint.peer.closedSince) && isPast(calls?.end)) return perhapsGone(evidence);
  if (!isPast(reading) && !(endpoint.discardsSince <= evidence.at.time)) return evidence;
  if (profile.shutReading.value === 'not-told') return undefined;
  return { ...evidence, merelyPossible: true, assumptions: [...evidence.assumptions, READS_ON] };
}

/** Its log ends before that of its peer, which ended without a word: what ended the one may have ended the other. */
function perhapsGone(evidence: Evidence): Evidence {
  const { hinge = { what: STILL_THERE, ofLosses: false } } = evidence;
  return { ...evidence, hinge, assumptions: [...evidence.assumptions, STILL_THERE] };
}

/** After so long without data nothing is on its way, so that a SHUTDOWN leaves when it is called for (RFC 9260 section 9.2); log and capture may differ by so much. Microseconds. */
const IDLE = 500_000;
const CLOCK_SLACK = 50_000;

/** A SHUTDOWN leaves `endpoint`: without a call for it, its log being over, its socket was closed with its process, which sends the same (socket.c sctp_close). */
export function shutdownLeft(endpoint: Endpoint, calls: ApplicationCalls | undefined, now: number): void {
  const [end, endings] = [calls?.end, calls?.endings(endpoint.port)];
  if (end === undefined || endings === undefined || end > now) return;
  const { start } = endpoint.association;
  const { lastTime } = endpoint.outbound;
  const since = Math.max(start, now - lastTime > IDLE ? lastTime : start) - CLOCK_SLACK;
  if (!endings.some((time) => time >= since && time <= now + CLOCK_SLACK)) endpoint.closedSince = now - CLOCK_SLACK;
}

/**
 * `endpoint` acknowledged new user data `after` so many microseconds and advertises the whole of its window, as before. Where nobody can have read that data yet, it was
 * thrown away: its socket is shut down for reading.
 */
export function wholeWindowSeen(endpoint: Endpoint, profile: StackProfile, now: number, after: number): void {
  if (profile.unreadAtOnce.value !== 'in-window' || after > KEPT_BACK || after > SLACK * endpoint.lag.estimate + AT_ONCE) return;
  endpoint.discardsSince = Math.min(endpoint.discardsSince, now - after);
}
