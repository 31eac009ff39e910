/** An acknowledgement that passed here just before an association was aborted: whether the stack that failed had taken it in by then, only the log can tell. */
import type { Endpoint } from '../association.js';
import type { Evidence, Failure, Undelivered } from '../fact.js';
import { messagesOf } from '../message.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';
import { rivalsOf } from './ending.js';
import { FASTEST_HOST } from './queue-aside.js';

interface Abort {
  frame: number;
  time: number;
  cause: number;
  /** 'ABORT (cause 12, User-Initiated Abort) in frame 41'. */
  described: string;
}

/** Says aside what would be undelivered besides, had the sender of the ABORT known no more than a little before `known`. */
export function acknowledgedLate(replay: Replay, sender: Endpoint, abort: Abort, known: number, undelivered: readonly SentChunk[]): void {
  const before = known - replay.delay(sender) - FASTEST_HOST;
  unheardAside(replay, sender, { ...abort, failure: 'user-abort' }, before, undelivered, {
    at: replay.departure(sender, abort.time),
    frames: [abort.frame],
    why: `${replay.name(sender)} aborted for its application: its ${abort.described}, just when an acknowledgement came`,
    assumptions: ['an acknowledgement seen here had not reached it yet'],
  });
}

/** Says aside what would be undelivered besides at an endpoint whose association an ABORT ends, had the last acknowledgements before it been lost behind this point. */
export function acknowledgedInVain(replay: Replay, receiver: Endpoint, abort: Abort, undelivered: readonly SentChunk[]): void {
  if (replay.isSeenAt(receiver)) return;
  const before = abort.time - 2 * receiver.lag.estimate;
  unheardAside(replay, receiver, { ...abort, failure: 'peer-abort' }, before, undelivered, {
    at: replay.moment(receiver, abort.time),
    frames: [abort.frame],
    why: `${abort.described} reached ${replay.name(receiver)}, and the acknowledgements just before it did not`,
    assumptions: ['an acknowledgement seen here was lost behind this point'],
  });
}

/** What failed besides, had no acknowledgement from `before` on arrived: of what is not told of already. */
function unheardAside(
  replay: Replay,
  endpoint: Endpoint,
  abort: Abort & { failure: Failure },
  before: number,
  undelivered: readonly SentChunk[],
  evidence: Evidence,
): void {
  if (!replay.ledger.alternatives || endpoint.over) return;
  const told = new Set(undelivered.flatMap(({ tsn, acknowledged }) => (acknowledged === 'cumulative' ? [] : [tsn])));
  const whole = replay.profileOf(endpoint).sendFailedUnit.value === 'every-fragment-of-failed-messages';
  const chunks = messagesOf(endpoint.outbound.snapshot(before)).flatMap((message) => {
    if (message.every(({ acknowledged }) => acknowledged === 'cumulative')) return [];
    if (whole) return message.some(({ tsn }) => told.has(tsn)) ? [] : message;
    return message.filter(({ tsn, acknowledged }) => acknowledged !== 'cumulative' && !told.has(tsn));
  });
  if (chunks.length === 0) return;
  const { fragment } = endpoint.outbound;
  const { failure, cause } = abort;
  const body: Undelivered = {
    kind: 'undelivered',
    chunks,
    unsent: [],
    mayBeCut: false,
    fragment,
    failure,
    cause,
    room: undefined,
    rivals: rivalsOf(replay, endpoint, { failure, cause, abort: undefined }, abort.time),
  };
  replay.record(endpoint, body, { ...evidence, merelyPossible: true, aside: true });
}
