/** The summary of an association, as it is handed out. */
import type { Association, Endpoint } from './association.js';
import type { AssociationReport, EndpointReport } from './model.js';
import type { Replay } from './replay.js';
import { streamsOf } from './transition/setup.js';

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
    extensions: [...(endpoint.offer?.extensions ?? [])],
  };
}
