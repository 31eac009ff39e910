/** All layers. A new one is a file and a line here; a new link type also has its line in src/capture/link-type.ts. */
import type { FrameCursor } from './cursor.js';
import { erspan, erspan3 } from './erspan.js';
import { ethernet, vlanTag } from './ethernet.js';
import { exportedPdu } from './exported-pdu.js';
import { geneve } from './geneve.js';
import { gre } from './gre.js';
import { gtpU } from './gtp-u.js';
import { icmp, icmpv6 } from './icmp.js';
import { ipv4 } from './ipv4.js';
import { authenticationHeader, ipv6, ipv6Extension, ipv6Fragment } from './ipv6.js';
import type { Layer } from './layer.js';
import { linuxCooked, linuxCooked2 } from './linux-cooked.js';
import { loopback } from './loopback.js';
import { mpls } from './mpls.js';
import { FIRST_KEY, Finding, KEY_LIMIT, type Next, udpPort } from './next-layer.js';
import { ppp, pppoe } from './ppp.js';
import { rawIp } from './raw-ip.js';
import { sctp } from './sctp.js';
import { otherUdp, udp } from './udp.js';
import { vxlan } from './vxlan.js';

export const LAYERS: readonly Layer[] = [
  ethernet,
  vlanTag,
  linuxCooked,
  linuxCooked2,
  loopback,
  rawIp,
  ipv4,
  ipv6,
  ipv6Extension,
  ipv6Fragment,
  authenticationHeader,
  udp,
  otherUdp,
  icmp,
  icmpv6,
  mpls,
  ppp,
  pppoe,
  gre,
  erspan,
  erspan3,
  vxlan,
  geneve,
  gtpU,
  exportedPdu,
  sctp,
];

/** Index into LAYERS plus one, by key; 0: no layer has it. */
const layerByKey = new Uint8Array(KEY_LIMIT);
layerByKey.fill(LAYERS.indexOf(otherUdp) + 1, udpPort(0), udpPort(65_535) + 1);
for (const [index, layer] of LAYERS.entries()) for (const key of layer.keys) layerByKey[key] = index + 1;

/** Nobody nests so deep; a packet made to keep us busy does. */
export const DEPTH_LIMIT = 40;

/** Hot: bench analyze. Goes from one layer to the next until the way ends. */
export function descend(cursor: FrameCursor, first: Next): Finding {
  let next = first;
  for (let depth = 0; next >= FIRST_KEY; depth++) {
    const layer = LAYERS[layerByKey[next]! - 1];
    if (layer === undefined) return Finding.other;
    if (depth === DEPTH_LIMIT) return Finding.deep;
    next = enter(layer, cursor);
  }
  return next as Finding;
}

/** Layers that most frames have are called by name: V8 sees which function that is, and puts it in. */
function enter(layer: Layer, cursor: FrameCursor): Next {
  if (layer === ethernet) return ethernet.enter(cursor);
  if (layer === ipv4) return ipv4.enter(cursor);
  if (layer === sctp) return sctp.enter(cursor);
  return layer.enter(cursor);
}
