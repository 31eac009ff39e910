/** path.max.retrans of an endpoint: how many time-outs its paths survive. Stated, shown by what it does, or guessed. */
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';

/** The limit of those who tune: who shortens timers shortens the limit too. */
const TUNED_LIMIT = 2;

/** The limit as the user states it; without that as the endpoint shows it; without that the default, or less where timers show that options were tuned. */
export function pathLimit(replay: Replay, endpoint: Endpoint): number {
  const assumed = replay.assumed(endpoint, 'path.max.retrans');
  if (assumed !== undefined) return assumed;
  const { leastPathLimit, mostPathLimit } = endpoint;
  return Math.max(Math.min(guessedLimit(replay, endpoint), mostPathLimit), leastPathLimit);
}

/** Who tunes one end tunes the other likewise, as a rule; a limit that is not so low may be anything up to the default. */
function guessedLimit(replay: Replay, endpoint: Endpoint): number {
  const usual = replay.profileOf(endpoint).pathMaxRetrans.value;
  if (!endpoint.association.tuned || replay.callsOf(endpoint)?.complete) return usual;
  const { leastPathLimit, mostPathLimit } = endpoint.peer;
  const survived = Math.max(leastPathLimit, endpoint.leastPathLimit);
  if (survived > TUNED_LIMIT) return Math.floor((survived + usual) / 2);
  return Math.min(TUNED_LIMIT, usual, mostPathLimit);
}

/** A path of its survived so many time-outs. */
export function survives(endpoint: Endpoint, strikes: number): void {
  endpoint.leastPathLimit = Math.max(endpoint.leastPathLimit, strikes);
  endpoint.mostPathLimit = Math.max(endpoint.mostPathLimit, endpoint.leastPathLimit);
}

/** A path of its survives no more than so many. */
export function survivesAtMost(endpoint: Endpoint, strikes: number): void {
  endpoint.mostPathLimit = Math.max(Math.min(endpoint.mostPathLimit, strikes), endpoint.leastPathLimit);
}

/** A path of its that survives so many does not survive one more. */
export function isLimit(endpoint: Endpoint, strikes: number): void {
  survives(endpoint, strikes);
  survivesAtMost(endpoint, strikes);
}
