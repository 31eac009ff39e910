/** What the packets of all its associations tell of a host: how far it is from the capture point, and how it uses its sockets. */
import type { AddressId } from '../dissect/packet.js';
import { type Distance, NO_ANSWERS } from './vantage.js';

/** Most hosts remembered; of further ones, each association learns for itself. */
export const MAX_HOSTS = 20_000;

export class Host implements Distance {
  isHere = false;
  shortest = Number.POSITIVE_INFINITY;
  samples = 0;
  astray = 0;
  heartbeats = NO_ANSWERS;
  /** Its associations use different ports: a socket each. */
  severalSockets = false;
  private port: number | undefined;

  /** What it needs at least to take in a packet and answer, in microseconds; of a host far away, most of that is the way. */
  get reaction(): number {
    return this.samples === 0 ? 0 : this.shortest;
  }

  uses(port: number): void {
    this.port ??= port;
    if (port !== this.port) this.severalSockets = true;
  }
}

export class Hosts {
  private readonly known = new Map<AddressId, Host>();
  /** How often there was no room for one. */
  leftOut = 0;

  of(address: AddressId): Host {
    const known = this.known.get(address);
    if (known) return known;
    const host = new Host();
    if (this.known.size < MAX_HOSTS) this.known.set(address, host);
    else this.leftOut++;
    return host;
  }
}
