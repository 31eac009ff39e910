/** The summary of an association, as it is handed out. */
import type { AddressId } from '../dissect/packet.js';
import { tsnAdd } from '../dissect/serial-number.js';
import type { Association, Endpoint } from './association.js';
import type { AssociationReport, EndpointReport, PathReport } from './model.js';
import type { Path } from './path.js';
import { knownPathUse } from './paths.js';
import type { Replay } from './replay.js';
import { streamsOf } from './transition/established.js';

export function associationReport(association: Association, replay: Replay): AssociationReport {
  const [one, other] = association.endpoints;
  return {
    id: association.id,
    endpoints: [endpointReport(one, replay), endpointReport(other, replay)],
    ...(association.restartOf === undefined ? {} : { restartOf: association.restartOf }),
    setup: association.setup,
    outcome: association.outcome,
    outcomeWhy: association.outcomeWhy || 'still open where the capture ends',
    ...(association.endedBy === undefined ? {} : { endedBy: association.endedBy }),
    start: association.start,
    end: association.end,
    firstFrame: association.firstFrame,
    lastFrame: association.lastFrame,
    packets: association.packets,
    history: association.history,
    completeness: association.completeness,
  };
}

function endpointReport(endpoint: Endpoint, replay: Replay): EndpointReport {
  const profile = replay.profileOf(endpoint);
  const streams = streamsOf(endpoint);
  return {
    name: replay.name(endpoint),
    port: endpoint.port,
    addresses: endpoint.addresses.map((address) => replay.addresses.text(address)),
    state: endpoint.state,
    tag: endpoint.tag,
    stack: { name: profile.name, version: profile.version, score: endpoint.stackScore, why: endpoint.stackWhy },
    outboundStreams: streams.outbound,
    inboundStreams: streams.inbound,
    packets: endpoint.packets,
    dataChunks: endpoint.outbound.chunks,
    retransmissions: endpoint.outbound.retransmissions,
    bytes: endpoint.outbound.bytes,
    window: windowReport(endpoint),
    tsns: tsnReport(endpoint),
    paths: endpoint.peer.addresses.flatMap((address) => pathReport(endpoint, address, replay)),
    extensions: [...(endpoint.offer?.extensions ?? [])],
  };
}

function windowReport({ offer, advertisedWindow }: Endpoint): EndpointReport['window'] {
  return {
    ...(offer && { first: offer.window }),
    ...(Number.isFinite(advertisedWindow) && { last: advertisedWindow }),
  };
}

function tsnReport({ offer, outbound }: Endpoint): EndpointReport['tsns'] {
  return {
    ...(offer && { first: offer.tsn }),
    ...(outbound.chunks > 0 && { last: tsnAdd(outbound.next, -1) }),
    ...(outbound.acknowledgedTo >= 0 && { acknowledged: outbound.acknowledgedTo }),
  };
}

function stateOf({ active, confirmed }: Path): NonNullable<PathReport['state']> {
  if (!active) return 'inactive';
  return confirmed ? 'active' : 'unconfirmed';
}

/** Nothing where it did not use that address. */
function pathReport(endpoint: Endpoint, address: AddressId, replay: Replay): PathReport[] {
  const use = knownPathUse(endpoint, address);
  const path = endpoint.paths?.get(address);
  if (use === undefined && path === undefined) return [];
  const { samples = 0, least = 0, most = 0, sum = 0, retransmissions = 0 } = use ?? {};
  return [
    {
      address: replay.addresses.text(address),
      ...((path || samples > 0) && { state: path === undefined ? 'active' : stateOf(path) }),
      ...(samples > 0 && { roundTrip: { samples, least, mean: sum / samples, most } }),
      retransmissions,
    },
  ];
}
