/** How an endpoint used the addresses of its peer: how long answers took, and what had to be sent again. */
import type { AddressId } from '../dissect/packet.js';
import { type Endpoint, MAX_KNOWN } from './association.js';

/** Addresses are told apart by as many bits as a record of what was sent has for them (outbound.ts). */
const ADDRESS_BITS = 0xffff;

export class PathUse {
  /** The lower half of the address's id. */
  readonly key: number;
  /** Answers, and how long they took in microseconds, as seen at the capture point: DATA sent once (Karn's rule), HEARTBEAT by what it holds. */
  samples = 0;
  least = Number.POSITIVE_INFINITY;
  most = 0;
  sum = 0;
  /** DATA chunks that had been sent there and were sent again. */
  retransmissions = 0;

  constructor(key: number) {
    this.key = key;
  }

  answeredIn(microseconds: number): void {
    this.samples++;
    this.sum += microseconds;
    if (microseconds < this.least) this.least = microseconds;
    if (microseconds > this.most) this.most = microseconds;
  }
}

/** Hot: bench analyze. Of the address with this id, or the lower half of it. */
export function pathUse(endpoint: Endpoint, address: AddressId): PathUse {
  const key = address & ADDRESS_BITS;
  if (endpoint.lastUse?.key === key) return endpoint.lastUse;
  let use = endpoint.uses.find((each) => each.key === key);
  if (use === undefined) {
    use = new PathUse(key);
    if (endpoint.uses.length < MAX_KNOWN) endpoint.uses = endpoint.uses.concat(use);
  }
  endpoint.lastUse = use;
  return use;
}

/** What is known of the use of an address of the peer. */
export function knownPathUse(endpoint: Endpoint, address: AddressId): PathUse | undefined {
  return endpoint.uses.find(({ key }) => key === (address & ADDRESS_BITS));
}
