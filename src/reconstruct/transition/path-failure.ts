/**
 * Had a path become unreachable? Its limit is an option that packets do not show, so it is guessed; what the endpoint does when the path answers again may show it.
 *
 * Linux sends at once what is outstanding when a HEARTBEAT-ACK comes from the only address of its peer and that had been unreachable (sm_sideeffect.c
 * sctp_cmd_transport_on); else its timer has to run out first. So a failure that rests on a guess is awaited for as long as the next try takes.
 */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import type { Doubt, Path } from '../path.js';
import type { Replay } from '../replay.js';
import { changed } from './path-changed.js';
import { survives } from './path-limit.js';

/** How long after the answer reached it an endpoint sends again what it had outstanding, and how long the next try is waited for (microseconds). */
const REACTION = 20_000;
const LEAST_PATIENCE = 3e6;
const LONGEST_PATIENCE = 60e6;

/** Does the endpoint show by what it sends when a path that failed is back? Only where it has no other. */
export function showsFailure(replay: Replay, endpoint: Endpoint): boolean {
  return endpoint.peer.addresses.length === 1 && replay.profileOf(endpoint).answeredPathResends.value === 'at-once';
}

/** Does it show that by when it sends HEARTBEATs, or by that, if it is not busy showing it of another path? */
export function mayShowFailure(replay: Replay, endpoint: Endpoint): boolean {
  return showsFailure(replay, endpoint) || (replay.profileOf(endpoint).failingPathProbed.value === 'each-rto' && !isAwaited(endpoint));
}

/** The path has failed, if its limit is what it is guessed to be; `interval` is how long the last try took. */
export function failureGuessed(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'time' | 'frame'>,
  interval: number,
  failed: Evidence,
  twin?: Doubt['twin'],
): void {
  path.doubt = { failed, back: undefined, by: 'data', twin };
  const patience = Math.min(Math.max(2.2 * interval, LEAST_PATIENCE), LONGEST_PATIENCE);
  replay.expect(endpoint, 'PATH-FAILURE', packet, () => settled(replay, endpoint, path), patience);
}

/** The path that may have failed is back: claimed with the failure. */
export function backAfterGuess(replay: Replay, endpoint: Endpoint, path: Path, packet: SctpPacket, by: Doubt['by'], back: Evidence): void {
  const { doubt } = path;
  if (doubt === undefined) return;
  doubt.back = back;
  doubt.by = by;
  if (by === 'data' || !isAwaited(endpoint)) return;
  if (endpoint.outbound.outstanding === 0 || endpoint.outbound.nothingInFlight) replay.believe(endpoint, 'PATH-FAILURE');
  else replay.expect(endpoint, 'PATH-FAILURE', packet, () => {}, reaction(replay, endpoint));
}

function isAwaited({ awaiting }: Endpoint): boolean {
  return awaiting.some(({ what }) => what === 'PATH-FAILURE');
}

function reaction(replay: Replay, endpoint: Endpoint): number {
  return 1.5 * replay.delay(endpoint) + REACTION;
}

/** Data was sent again to this address, `waited` after the time before: at once upon an answer only if the path had been unreachable. */
export function sentAgainOn(replay: Replay, endpoint: Endpoint, path: Path, packet: SctpPacket, waited: number): boolean {
  const { answer } = path;
  if (answer === undefined || packet.time - answer.time > reaction(replay, endpoint) || isDue(waited, answer.wait)) return false;
  path.answer = undefined;
  const frames = [...answer.failed.frames, packet.frame];
  const why = `${answer.failed.why}; that it sends again at once in frame ${packet.frame}, when the path is back, says that it had given it up`;
  const shown = { frames, why, assumptions: [] };
  path.doubt = undefined;
  replay.cancel(endpoint, 'PATH-FAILURE');
  changed(replay, endpoint, path, 'unreachable', undefined, { ...answer.failed, ...shown });
  changed(replay, endpoint, path, 'available', 'heartbeat', { ...answer.back, assumptions: [] });
  return true;
}

/** Would the timer have run out now anyhow, as long as the last time or twice as long? */
function isDue(waited: number, wait: number): boolean {
  const times = waited / wait;
  return (times > 0.95 && times < 1.1) || (times > 1.9 && times < 2.2);
}

function settled(replay: Replay, endpoint: Endpoint, path: Path): void {
  const { doubt } = path;
  if (doubt === undefined) return;
  path.doubt = undefined;
  const { answer } = path;
  if (answer !== undefined && doubt.back !== undefined && doubt.by === 'heartbeat' && !endpoint.over) {
    refuted(replay, endpoint, path, path.mostStrikes);
    if (doubt.twin) refuted(replay, endpoint.peer, doubt.twin, doubt.twin.mostStrikes);
    return;
  }
  changed(replay, endpoint, path, 'unreachable', undefined, doubt.failed);
  if (doubt.back) changed(replay, endpoint, path, 'available', doubt.by, doubt.back);
}

/** It had not failed by so many strikes: so its limit is no lower. */
function refuted(replay: Replay, endpoint: Endpoint, path: Path, strikes: number): void {
  survives(endpoint, strikes);
  path.active = true;
  if (path.doubt === undefined) return;
  path.doubt = undefined;
  replay.cancel(endpoint, 'PATH-FAILURE');
}

/** When it sends a HEARTBEAT shows that the path had not failed. */
export function hasSurvived(replay: Replay, endpoint: Endpoint, path: Path, strikes: number): void {
  const twin = path.doubt?.twin;
  refuted(replay, endpoint, path, strikes);
  if (twin) refuted(replay, endpoint.peer, twin, 0);
}

/** When it sends a HEARTBEAT shows that the path had failed. */
export function hasFailed(replay: Replay, endpoint: Endpoint): void {
  replay.believe(endpoint, 'PATH-FAILURE');
}
