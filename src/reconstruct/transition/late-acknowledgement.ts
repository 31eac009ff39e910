/** An acknowledgement that passed here just before an application aborted: whether its stack had taken it in by then, only the log can tell. */
import type { Endpoint } from '../association.js';
import type { Undelivered } from '../fact.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';
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
  if (!replay.ledger.alternatives || sender.over) return;
  const told = new Set(undelivered.flatMap(({ tsn, acknowledged }) => (acknowledged === 'no' ? [tsn] : [])));
  const before = known - replay.delay(sender) - FASTEST_HOST;
  const chunks = sender.outbound.snapshot(before).filter(({ tsn, acknowledged }) => acknowledged === 'no' && !told.has(tsn));
  if (chunks.length === 0) return;
  const late: Undelivered = {
    kind: 'undelivered',
    chunks,
    unsent: [],
    mayBeCut: false,
    fragment: sender.outbound.fragment,
    failure: 'user-abort',
    cause: abort.cause,
    room: undefined,
    rivals: [],
  };
  replay.record(sender, late, {
    at: replay.departure(sender, abort.time),
    frames: [abort.frame],
    why: `${replay.name(sender)} aborted for its application: its ${abort.described}, just when an acknowledgement came`,
    assumptions: ['an acknowledgement seen here had not reached it yet'],
    merelyPossible: true,
    aside: true,
  });
}
