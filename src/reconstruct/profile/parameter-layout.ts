/** The order in which stacks write the parameters of INIT and INIT-ACK. RFC 9260 leaves it open; each stack has its own. */
import type { InitOffer } from '../init-offer.js';

const ADDRESSES = 5;
const IPV6 = 6;
const COOKIE = 7;
const COOKIE_PRESERVATIVE = 9;
const ADDRESS_TYPES = 12;
const ECN = 0x8000;
const ZERO_CHECKSUM = 0x8001;
const RANDOM = 0x8002;
const CHUNKS = 0x8003;
const HMAC = 0x8004;
const EXTENSIONS = 0x8008;
const FORWARD_TSN = 0xc000;
const ADAPTATION = 0xc006;

interface Layout {
  /** All parameters it may write, in its order; a run of addresses counts as one. */
  init: readonly number[];
  initAck: readonly number[];
  /** What it leaves out of an INIT, or of either, never or only by option. */
  initNeeds: readonly number[];
  needs: readonly number[];
}

const LAYOUTS: Readonly<Record<string, Layout>> = {
  linux: {
    init: [ADDRESSES, ADDRESS_TYPES, ECN, EXTENSIONS, FORWARD_TSN, ADAPTATION, RANDOM, HMAC, CHUNKS],
    initAck: [ADDRESSES, COOKIE, ECN, EXTENSIONS, FORWARD_TSN, ADAPTATION, RANDOM, HMAC, CHUNKS],
    initNeeds: [ADDRESS_TYPES],
    needs: [],
  },
  usrsctp: {
    init: [ADAPTATION, COOKIE_PRESERVATIVE, ECN, FORWARD_TSN, ZERO_CHECKSUM, EXTENSIONS, RANDOM, HMAC, CHUNKS, ADDRESS_TYPES, ADDRESSES],
    initAck: [ADAPTATION, ECN, FORWARD_TSN, ZERO_CHECKSUM, EXTENSIONS, RANDOM, HMAC, CHUNKS, ADDRESSES, COOKIE],
    initNeeds: [ADDRESS_TYPES],
    needs: [],
  },
  dcsctp: {
    init: [FORWARD_TSN, ZERO_CHECKSUM, EXTENSIONS],
    initAck: [COOKIE, FORWARD_TSN, ZERO_CHECKSUM, EXTENSIONS],
    initNeeds: [],
    needs: [FORWARD_TSN, EXTENSIONS],
  },
  pion: {
    init: [EXTENSIONS, ZERO_CHECKSUM],
    initAck: [COOKIE, EXTENSIONS, ZERO_CHECKSUM],
    initNeeds: [],
    needs: [EXTENSIONS],
  },
};

/** How many parameters, runs of addresses as one, stand as this stack writes them and no other stack does; 0 where another would too. */
export function parametersOnlyOf(stack: string, offer: InitOffer | undefined): number {
  if (offer === undefined) return 0;
  const parameters = withAddressRuns(offer.parameters);
  const isAck = offer.cookie !== undefined;
  const isAsOf = (name: string) => fits(LAYOUTS[name]!, parameters, isAck);
  return isAsOf(stack) && !Object.keys(LAYOUTS).some((name) => name !== stack && isAsOf(name)) ? parameters.length : 0;
}

function withAddressRuns(parameters: readonly number[]): number[] {
  const same = parameters.map((type) => (type === IPV6 ? ADDRESSES : type));
  return same.filter((type, at) => type !== ADDRESSES || same[at - 1] !== ADDRESSES);
}

function fits(layout: Layout, parameters: readonly number[], isAck: boolean): boolean {
  if (!layout.needs.every((type) => parameters.includes(type))) return false;
  if (!isAck && !layout.initNeeds.every((type) => parameters.includes(type))) return false;
  const order = isAck ? layout.initAck : layout.init;
  let from = 0;
  return parameters.every((type) => {
    const at = order.indexOf(type, from);
    from = at + 1;
    return at >= 0;
  });
}
