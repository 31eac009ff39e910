/** The paths of an endpoint, looked up by address of its peer: what is known of each, and how it was used. */
import type { AddressId } from '../dissect/packet.js';
import { type Endpoint, MAX_KNOWN } from './association.js';
import type { Path } from './path.js';
import { PathUse } from './path-use.js';

/** Addresses are told apart by as many bits as a record of what was sent has for them (outbound.ts). */
const ADDRESS_BITS = 0xffff;

/** The path to an address, made where it is met first; packets on it come from `local`. */
export function pathTo(endpoint: Endpoint, address: AddressId, local: AddressId): Path {
  endpoint.paths ??= new Map();
  let path = endpoint.paths.get(address);
  if (path === undefined) {
    path = {
      address,
      confirmed: endpoint.primary === undefined || endpoint.primary === address,
      deleted: false,
      active: true,
      strikes: 0,
      firstStrike: 0,
      lastStrike: Number.NEGATIVE_INFINITY,
      mostStrikes: 0,
      lastStruckTime: 0,
      lastWait: Number.NaN,
      lastStruck: '',
      lastTimeout: Number.NEGATIVE_INFINITY,
      heartbeat: undefined,
      firstHeartbeat: undefined,
      firstIdle: Number.NaN,
      lastHeartbeat: 0,
      probedAt: Number.NaN,
      usual: false,
      worst: 0,
      answeredAt: Number.NEGATIVE_INFINITY,
      cutOff: false,
      local,
      seen: Number.NEGATIVE_INFINITY,
      assumptions: [],
      failing: false,
      unsure: undefined,
      doubt: undefined,
      answer: undefined,
      aside: false,
      asideUntil: Number.NEGATIVE_INFINITY,
    };
    if (endpoint.paths.size < MAX_KNOWN) endpoint.paths.set(address, path);
  }
  path.local = local;
  return path;
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
