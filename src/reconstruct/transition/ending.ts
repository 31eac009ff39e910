/** What else may have ended an association at an endpoint than what is likeliest: for a log to decide. */
import type { Endpoint } from '../association.js';
import type { Ending } from '../fact.js';
import type { Replay } from '../replay.js';

/** ABORTs toward one endpoint that are remembered. */
const ENDINGS_LIMIT = 8;
/** After so long without a packet an endpoint may have come to its own limits (microseconds). */
const LEAST_SILENCE = 500_000;

/** An ABORT is on its way to this endpoint. */
export function mayEnd(endpoint: Endpoint, ending: Ending): void {
  if (!endpoint.over && endpoint.endings.length < ENDINGS_LIMIT) endpoint.endings = [...endpoint.endings, ending];
}

/** What else may have ended it first: another ABORT on its way to it, or after a silence its own limits. */
export function rivalsOf(replay: Replay, endpoint: Endpoint, ended: Omit<Ending, 'assumption'>, time: number): Ending[] {
  const { failure, cause, abort } = ended;
  const others = endpoint.endings.filter(
    (each) => each.failure !== failure || each.cause !== cause || each.abort?.length !== abort?.length,
  );
  if (failure === 'unreachable' || time - endpoint.lastTime < LEAST_SILENCE) return others;
  const assumption = `${replay.name(endpoint)} gave up by its own limits before that`;
  return [...others, { failure: 'unreachable', cause: 0, abort: undefined, assumption, earliest: endpoint.lastTime }];
}
