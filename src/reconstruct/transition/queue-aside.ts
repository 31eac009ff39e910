/** An empty queue that packets alone do not show, said aside: SACKs that overtake each other, and messages sent while one is on its way. A log may know better. */
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import type { Replay } from '../replay.js';
import type { EmptyQueue } from '../undecided.js';

/** A host close to the capture point takes so long to answer anything, if its answers so far were slower (microseconds). */
export const FASTEST_HOST = 300;
/** What a host takes in so long after it passed close to it (microseconds). */
const AT_ONCE = 50;
/** SACKs toward one endpoint that may come late, as far as they are remembered. */
const LATE_SACKS = 8;

/** A SACK is on its way to `receiver`: should a later one overtake it, it comes to an empty queue. */
export function sackPassed(receiver: Endpoint, time: number): void {
  receiver.recentSacks = [...receiver.recentSacks.slice(1 - LATE_SACKS), time];
}

/** Older SACKs may have come after the one that found the queue empty, and found it empty too. */
export function overtakenToo(replay: Replay, endpoint: Endpoint, { frame, time }: EmptyQueue, sacks: readonly number[]): void {
  if (!replay.ledger.alternatives || replay.near(endpoint) || replay.profileOf(endpoint).dryOnOldSack.value === 'not-told') return;
  for (const passed of sacks) {
    const latest = passed + endpoint.lag.longest;
    if (passed >= time || latest <= time) continue;
    replay.ledger.aside(
      endpoint,
      { sn_type: 'SCTP_SENDER_DRY_EVENT' },
      {
        at: { time, earliest: time, latest },
        frames: [frame],
        why: `SACKs before that in frame ${frame} may have come after it to ${replay.name(endpoint)}, and found its queue empty as well`,
        assumptions: [`a SACK before that in frame ${frame} came after it`],
      },
    );
  }
}

/** The application sent its next message while the SACK was on its way to it: which came first only its log can tell. */
export function raced(replay: Replay, endpoint: Endpoint, { frame, time, near }: EmptyQueue): Partial<Evidence> {
  if (!replay.ledger.alternatives) return {};
  if (near) {
    const { sends } = endpoint;
    // Where the calls do not explain what was sent, neither is empty.
    if (sends?.at(time, time, time) !== 'empty' || sends.at(time, time, time + AT_ONCE) === 'empty') return {};
    return { hinge: { what: `SACK in frame ${frame} came before the next message was handed over`, ofLosses: false } };
  }
  const answer = endpoint.sends?.at(time, time, time + endpoint.lag.high + FASTEST_HOST);
  return answer === 'empty' || answer === undefined
    ? {}
    : { merelyPossible: true, assumptions: ['it came before the next message was sent'] };
}
