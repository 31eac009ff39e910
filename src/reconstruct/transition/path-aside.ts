/** Paths that went unanswered for a while, too little to say that they became unreachable: said aside, a log may know better. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { PathChanged } from '../fact.js';
import type { Path } from '../path.js';
import type { Replay } from '../replay.js';
import { changed } from './path-changed.js';

/** How long after a time-out was seen a path may still be found unreachable (microseconds). */
const PATIENCE = 60e6;

/** Something went unanswered on this path, and fewer times than its limit is taken to be. */
export function unreachableAside(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'frame' | 'time'>,
  assumption: string,
): void {
  if (path.aside || !path.active || !path.confirmed || endpoint.closing || !endpoint.up) return;
  path.aside = true;
  path.asideUntil = packet.time + PATIENCE;
  aside(replay, endpoint, path, packet, 'unreachable', undefined, assumption);
}

/** It answers again: had it become unreachable, it is available now; and after each later HEARTBEAT, had it become so since. */
export function availableAside(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'frame' | 'time'>,
  by: 'heartbeat' | 'data',
): void {
  if (!path.aside && !(by === 'heartbeat' && packet.time < path.asideUntil)) return;
  path.aside = false;
  if (path.active) aside(replay, endpoint, path, packet, 'available', by, 'it had become unreachable');
}

function aside(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  { frame, time }: Pick<SctpPacket, 'frame' | 'time'>,
  change: PathChanged['change'],
  by: PathChanged['by'],
  assumption: string,
): void {
  const earliest = change === 'unreachable' && path.strikes > 0 ? path.firstStrike : time;
  const latest = change === 'unreachable' ? time + PATIENCE : replay.moment(endpoint, time).latest;
  changed(replay, endpoint, path, change, by, {
    at: { time, earliest, latest },
    frames: [frame],
    why: 'something went unanswered',
    assumptions: [assumption],
    merelyPossible: true,
    aside: true,
  });
}
