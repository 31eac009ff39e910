/** An empty queue that packets alone do not show, said aside: SACKs that overtake each other, and messages sent while one is on its way. A log may know better. */
import { nrSackDuplicates } from '../../dissect/chunk/nr-sack.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { sackDuplicates } from '../../dissect/chunk/sack.js';
import { chunkEnd, chunkType, type SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Evidence, Moment } from '../fact.js';
import type { Replay } from '../replay.js';
import type { EmptyQueue } from '../undecided.js';

/** A host close to the capture point takes so long to answer anything, if its answers so far were slower (microseconds). */
export const FASTEST_HOST = 300;
/** What a host takes in so long after it passed close to it (microseconds). */
const AT_ONCE = 50;
/** SACKs toward one endpoint that may come late, as far as they are remembered. */
const LATE_SACKS = 8;

/** A SACK is on its way to `receiver`: should a later one overtake it, it comes to an empty queue. */
export function sackPassed(sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  receiver.recentSacks = [...receiver.recentSacks.slice(1 - LATE_SACKS), packet.time];
  sender.doubled ||= cameTwice(receiver, packet, chunk);
}

/** Does the SACK report a TSN as received twice that was sent once (RFC 9260 section 3.3.4)? Then packets are doubled on their way to its sender. */
function cameTwice({ outbound }: Endpoint, { view, end }: SctpPacket, chunk: number): boolean {
  const duplicates = chunkType(view, chunk) === ChunkNumber.NR_SACK ? nrSackDuplicates(view, chunk) : sackDuplicates(view, chunk);
  const captured = Math.min(chunkEnd(view, chunk), end);
  return duplicates.number > 0 && duplicates.at + 4 <= captured && outbound.timesSent(view.getUint32(duplicates.at)) === 1;
}

/** Older SACKs may have come after the one that found the queue empty, or that one once more where packets are doubled, and found it empty too. */
export function overtakenToo(replay: Replay, endpoint: Endpoint, { frame, time }: EmptyQueue, sacks: readonly number[]): void {
  if (!replay.ledger.alternatives || replay.near(endpoint) || replay.profileOf(endpoint).dryOnOldSack.value === 'not-told') return;
  for (const passed of sacks) {
    const latest = passed + endpoint.lag.longest;
    if (passed < time && latest > time)
      foundEmptyToo(replay, endpoint, frame, { time, earliest: time, latest }, `a SACK before that in frame ${frame} came after it`);
  }
  if (endpoint.doubled)
    foundEmptyToo(
      replay,
      endpoint,
      frame,
      { time, earliest: time, latest: time + endpoint.lag.longest },
      `SACK in frame ${frame} came twice`,
    );
}

function foundEmptyToo(replay: Replay, endpoint: Endpoint, frame: number, at: Moment, assumption: string): void {
  replay.ledger.aside(
    endpoint,
    { sn_type: 'SCTP_SENDER_DRY_EVENT' },
    {
      at,
      frames: [frame],
      why: `another SACK than that in frame ${frame} may have come after it to ${replay.name(endpoint)}, and found its queue empty as well`,
      assumptions: [assumption],
    },
  );
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
