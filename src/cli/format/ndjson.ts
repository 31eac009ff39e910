/** The machine-readable output: one JSON object a line (kind, times in seconds, endpoints as text). */
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport, Diagnosis, PathReport } from '../../reconstruct/model.js';

/** Microseconds since the epoch to seconds, kept to the microsecond. */
export function seconds(microseconds: number): number {
  return Math.round(microseconds) / 1e6;
}

export function associationLine(report: AssociationReport): Record<string, unknown> {
  const { endpoints, start, end, ...rest } = report;
  type Endpoint = (typeof endpoints)[number];
  const each = <T>(value: (endpoint: Endpoint) => T) => Object.fromEntries(endpoints.map((endpoint) => [endpoint.name, value(endpoint)]));
  return {
    kind: 'association',
    ...rest,
    endpoints: endpoints.map((endpoint) => endpoint.name),
    addresses: each((endpoint) => endpoint.addresses),
    state: endpoints.map((endpoint) => endpoint.state).join(' / '),
    start: seconds(start),
    end: seconds(end),
    stacks: each((endpoint) => endpoint.stack),
    traffic: each(({ packets, dataChunks, retransmissions, bytes }) => ({ packets, dataChunks, retransmissions, bytes })),
    streams: each(({ outboundStreams, inboundStreams }) => ({ outbound: outboundStreams, inbound: inboundStreams })),
    windows: each((endpoint) => endpoint.window),
    tsns: each((endpoint) => endpoint.tsns),
    paths: each((endpoint) => endpoint.paths.map(pathLine)),
    extensions: each((endpoint) => endpoint.extensions),
  };
}

function pathLine({ roundTrip, ...rest }: PathReport): Record<string, unknown> {
  if (roundTrip === undefined) return rest;
  const { samples, least, mean, most } = roundTrip;
  return { ...rest, roundTrip: { samples, least: seconds(least), mean: seconds(mean), most: seconds(most) } };
}

export function notificationLine(notification: Notification): Record<string, unknown> {
  const { id, association, endpointName, time, earliest, latest, certainty, body, frames, why, rule, profile, assumptions, status } =
    notification;
  return {
    kind: 'notification',
    id,
    ...(status === undefined ? {} : { status }),
    association,
    endpoint: endpointName,
    time: seconds(time),
    earliest: seconds(earliest),
    latest: seconds(latest),
    certainty,
    ...body,
    frames,
    why,
    rule,
    profile,
    ...(assumptions.length === 0 ? {} : { assumptions }),
  };
}

export function diagnosisLine(diagnosis: Diagnosis): Record<string, unknown> {
  return { kind: 'diagnosis', ...diagnosis, time: seconds(diagnosis.time) };
}
