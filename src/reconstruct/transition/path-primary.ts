/** The primary path of an endpoint that gives way to another: RFC 7829 section 5. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Path } from '../path.js';
import type { Replay } from '../replay.js';
import { changed } from './path-changed.js';

/** A path has one more time-out: if it is the primary one, and those are more than the user or the log says it may have, another that has none becomes that. */
export function mayGiveWay(replay: Replay, endpoint: Endpoint, path: Path, { frame, time }: Pick<SctpPacket, 'frame' | 'time'>): void {
  const limit = replay.assumed(endpoint, 'ps.retrans');
  if (limit === undefined || path.strikes <= limit || path.address !== (endpoint.switchedTo ?? endpoint.primary)) return;
  if (endpoint.closing || !endpoint.up || replay.profileOf(endpoint).primarySwitch.value === 'not-told') return;
  for (const other of endpoint.paths?.values() ?? []) {
    if (other === path || !other.confirmed || !other.active || other.strikes > 0) continue;
    endpoint.switchedTo = other.address;
    changed(replay, endpoint, other, 'made-primary', undefined, {
      at: { time, earliest: path.firstStrike, latest: time },
      frames: [frame],
      why: `${replay.addresses.text(path.address)}, the primary address till now, has ${path.strikes === 1 ? 'a time-out' : `${path.strikes} time-outs`} without an answer`,
      assumptions: [`ps_retrans is ${limit}`],
    });
    return;
  }
}
