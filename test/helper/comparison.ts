/** Makes claims, reports and logs for tests of the comparison, and runs it. */
import type { AppEvent } from '../../src/compare/app-log.js';
import { AppLogReader } from '../../src/compare/app-log-reader.js';
import { parseSnapshot } from '../../src/compare/association-snapshot.js';
import { type Comparison, compare, differencesOf } from '../../src/compare/comparison.js';
import type { Difference } from '../../src/compare/difference.js';
import { LoggedApplication } from '../../src/compare/logged-application.js';
import { findAbi } from '../../src/notification/abi/registry.js';
import {
  NOTIFICATION_TYPES,
  type Notification,
  type NotificationBody,
  type NotificationType,
} from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis, EndpointReport } from '../../src/reconstruct/model.js';

/** 2026-11-21T19:43:20Z, where all made-up time begins; microseconds. */
export const START = 1795290200e6;

let claims = 0;

/** A claim toward endpoint 0 of association 1, raised `at` seconds after START. */
export function claim(at: number, body: NotificationBody, more: Partial<Notification> = {}): Notification {
  const time = START + at * 1e6;
  claims++;
  return {
    id: `1.0.${claims}`,
    association: 1,
    endpoint: 0,
    endpointName: '10.1.0.1:5001',
    time,
    earliest: time,
    latest: time,
    certainty: 'certain',
    body,
    frames: [claims],
    why: 'the test says so',
    rule: 'test',
    profile: 'linux@6.1',
    assumptions: [],
    ...more,
  };
}

export const UP: NotificationBody = {
  sn_type: 'SCTP_ASSOC_CHANGE',
  sac_state: 'SCTP_COMM_UP',
  sac_error: 0,
  sac_outbound_streams: 10,
  sac_inbound_streams: 5,
  sac_info: '',
};
export const LOST: NotificationBody = {
  ...UP,
  sac_state: 'SCTP_COMM_LOST',
  sac_error: 3072,
  sac_outbound_streams: 0,
  sac_inbound_streams: 0,
};
export const COMPLETE: NotificationBody = { ...UP, sac_state: 'SCTP_SHUTDOWN_COMP', sac_outbound_streams: 0, sac_inbound_streams: 0 };
export const SHUTDOWN: NotificationBody = { sn_type: 'SCTP_SHUTDOWN_EVENT' };
export const DRY: NotificationBody = { sn_type: 'SCTP_SENDER_DRY_EVENT' };

export function confirmed(address: string): NotificationBody {
  return { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_CONFIRMED', spc_aaddr: address, spc_error: 2 };
}

export function failed(stream: number, ppid: number, data = '00'): NotificationBody {
  return {
    sn_type: 'SCTP_SEND_FAILED',
    ssf_flags_name: 'SCTP_DATA_SENT',
    ssf_error: 3072,
    ssf_info: { sinfo_stream: stream, sinfo_ppid: ppid },
    ssf_data: data,
  };
}

/** A line of a native log that tells of it, `at` seconds after START. */
export function told(at: number, body: NotificationBody, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ time: START / 1e6 + at, event: 'notification', ...body, assoc_id: 7, ...more });
}

export function called(at: number, call: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ time: START / 1e6 + at, event: 'call', call, result: 0, ...more });
}

export function note(at: number, text: string): string {
  return JSON.stringify({ time: START / 1e6 + at, event: 'note', text });
}

function endpoint(address: string, port: number): EndpointReport {
  return {
    name: `${address}:${port}`,
    port,
    addresses: [address],
    state: 'CLOSED',
    tag: 1,
    stack: { name: 'linux', version: '6.1', score: 1, why: 'stated' },
    outboundStreams: 10,
    inboundStreams: 10,
    packets: 10,
    dataChunks: 0,
    retransmissions: 0,
    bytes: 0,
    window: {},
    tsns: {},
    paths: [],
    extensions: [],
  };
}

/** An association of 10.1.0.1:5001 with 10.1.0.2:6010, or other ports. */
export function report(id: number, ports: [number, number] = [5001, 6010], from = 0, to = 100): AssociationReport {
  return {
    id,
    endpoints: [endpoint('10.1.0.1', ports[0]), endpoint('10.1.0.2', ports[1])],
    setup: 'complete',
    outcome: 'open',
    outcomeWhy: '',
    start: START + from * 1e6,
    end: START + to * 1e6,
    firstFrame: 1,
    lastFrame: 10,
    packets: 10,
    history: '',
    completeness: 0,
  };
}

export interface ComparedLog {
  lines: readonly string[];
  format?: string;
  address?: string;
  port?: number;
  abi?: string;
}

export function application({ lines, address, port, abi }: ComparedLog, name = 'a.log'): LoggedApplication {
  const known = abi === undefined ? undefined : findAbi(abi);
  const logged = new LoggedApplication({ name, address, port, abi: known });
  const reader = new AppLogReader({ name, abi: known }, (event: AppEvent) => logged.observe(event));
  reader.push(new TextEncoder().encode(lines.join('\n')));
  logged.summary = reader.end();
  return logged;
}

export interface Compared {
  comparison: Comparison;
  differences: Difference[];
  /** 'missing SCTP_SHUTDOWN_EVENT', one a difference. */
  verdicts: string[];
}

export interface Setting {
  reports?: readonly AssociationReport[];
  diagnoses?: readonly Diagnosis[];
  subscribed?: readonly NotificationType[];
  /** Seconds after START. */
  coverage?: [number, number];
  /** Text of /proc/net/sctp/assocs. */
  snapshot?: string;
}

export function compareLogs(expected: readonly Notification[], logs: readonly ComparedLog[], setting: Setting = {}): Compared {
  const [from, to] = setting.coverage ?? [-100, 1000];
  const comparison = compare({
    reports: setting.reports ?? [report(1)],
    expected,
    diagnoses: setting.diagnoses ?? [],
    applications: logs.map((log, i) => application(log, `${'ab'[i]}.log`)),
    snapshot: parseSnapshot(setting.snapshot ?? ''),
    coverage: { from: START + from * 1e6, to: START + to * 1e6 },
    defaultSubscription: () => new Set(setting.subscribed ?? NOTIFICATION_TYPES),
  });
  const differences = differencesOf(comparison);
  const verdicts = differences.map(({ verdict, expected: claimed, logged }) => `${verdict} ${claimed?.body.sn_type ?? logged?.type}`);
  return { comparison, differences, verdicts };
}

/** The verdicts of one log of 10.1.0.1. */
export function verdicts(expected: readonly Notification[], lines: readonly string[], setting: Setting = {}): string[] {
  return compareLogs(expected, [{ lines, address: '10.1.0.1' }], setting).verdicts;
}
