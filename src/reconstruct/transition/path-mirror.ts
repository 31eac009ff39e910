/** The other end of a path that has time-outs: where nothing at all comes from there, it is most likely as deaf. */
import type { AddressId, SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import type { Doubt, Path } from '../path.js';
import { pathTo } from '../paths.js';
import type { Replay } from '../replay.js';
import { unreachableAside } from './path-aside.js';
import { changed } from './path-changed.js';
import { failureGuessed } from './path-failure.js';

/** How much later the far end of a dead path may notice. */
const MIRROR_SLACK = 60e6;

/** Too few time-outs to say that the path failed: said aside, of both ends where the other is as silent. */
export function struckAside(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'frame' | 'time'>,
  limit: number,
): void {
  unreachableAside(replay, endpoint, path, packet, `path.max.retrans is less than ${limit}`);
  const { peer } = endpoint;
  const back = pathTo(peer, facing(replay, endpoint, path), path.address);
  if (back.seen >= path.firstStrike || !peer.up) return;
  unreachableAside(replay, peer, back, packet, 'the path was dead in both directions');
}

/**
 * Where nothing at all comes from the other end of a path, that end is most likely as deaf: its own packets are lost before they pass here. It has a limit of its own,
 * where that is known. With an `interval`, it is as doubtful as here.
 */
export function mirror(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  packet: Pick<SctpPacket, 'time' | 'frame'>,
  interval: number | undefined,
): Doubt['twin'] {
  const { peer } = endpoint;
  if (replay.reaches(peer) || peer.closing || !peer.up || peer.upTime > path.firstStrike) return undefined;
  const back = pathTo(peer, facing(replay, endpoint, path), path.address);
  if (!back.active || !back.confirmed || back.seen >= path.firstStrike) return undefined;
  back.active = false;
  back.heartbeat = undefined;
  peer.troubled = true;
  const known = replay.assumed(peer, 'path.max.retrans');
  const limit = known === undefined ? 'that of its peer' : known;
  back.assumptions = ['the path was dead in both directions', `its path.max.retrans is ${limit}`];
  const failed: Evidence = {
    at: { time: packet.time, earliest: path.firstStrike, latest: packet.time + MIRROR_SLACK },
    frames: [packet.frame],
    why: 'nothing comes from the other end of this path either, not even its HEARTBEATs',
    assumptions: back.assumptions,
  };
  if (interval === undefined) changed(replay, peer, back, 'unreachable', undefined, failed);
  else failureGuessed(replay, peer, back, packet, interval, failed);
  return back;
}

/** The endpoint's own address on the same network as that of the path, or the one that it last sent from there. */
function facing(replay: Replay, endpoint: Endpoint, path: Path): AddressId {
  let [best, longest] = [path.local, replay.addresses.sharedPrefix(path.local, path.address)];
  for (const own of endpoint.addresses) {
    const shared = replay.addresses.sharedPrefix(own, path.address);
    if (shared > longest) [best, longest] = [own, shared];
  }
  return best;
}
