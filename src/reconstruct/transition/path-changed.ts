/** A path has changed, as the application is told of it: SCTP_PEER_ADDR_CHANGE (RFC 6458 section 6.1.2). */
import type { Endpoint } from '../association.js';
import type { Evidence, PathChanged } from '../fact.js';
import type { Path } from '../path.js';
import type { Replay } from '../replay.js';

/** Records the change with what it rests on, naming the address and whose it is. */
export function changed(
  replay: Replay,
  endpoint: Endpoint,
  path: Path,
  change: PathChanged['change'],
  by: PathChanged['by'],
  evidence: Evidence,
): void {
  const address = replay.addresses.text(path.address);
  const why = `${address} at ${replay.name(endpoint)}: ${evidence.why}`;
  replay.record(endpoint, { kind: 'path', change, address, by }, { ...evidence, why });
}
