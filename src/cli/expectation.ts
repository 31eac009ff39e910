/** The analysis as the comparison wants it: everything expected in memory, sharpened by what the logs' own calls say. */

import { type AnalysisSettings, DEFAULT_SUBSCRIPTION } from '../analysis/analysis.js';
import { type EndpointSetting, settingFor } from '../analysis/endpoint-setting.js';
import { openAnalysis } from '../analysis/open-analysis.js';
import type { CaptureFiles } from '../analysis/open-both-ends.js';
import type { SnapshotEntry } from '../compare/association-snapshot.js';
import type { Coverage } from '../compare/beyond-capture.js';
import { type Comparison, compare } from '../compare/comparison.js';
import type { Expectation } from '../compare/comparison-input.js';
import type { Lane } from '../compare/lane.js';
import type { LoggedApplication } from '../compare/logged-application.js';
import type { AddressBook } from '../dissect/address-book.js';
import type { SctpPacket } from '../dissect/packet.js';
import { canonicalAddress } from '../notification/address.js';
import { NOTIFICATION_TYPES, type Notification, type NotificationType } from '../notification/notification.js';
import type { Association } from '../reconstruct/association.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import type { LoggedCalls } from './application-calls.js';
import type { Surroundings } from './command.js';
import { withCalls } from './log-options.js';
import { ProgressBar } from './progress-bar.js';

/** Runs the analysis for everything that any of the applications may have subscribed to. `each` is shown every SCTP packet with its association. */
export async function expectation(
  { settings, open }: CaptureFiles,
  logs: readonly LoggedCalls[],
  { stderr }: Surroundings,
  each?: (packet: SctpPacket, association: Association | undefined, addresses: AddressBook) => void,
): Promise<Expectation> {
  const expected: Notification[] = [];
  const reports: AssociationReport[] = [];
  const diagnoses: Diagnosis[] = [];
  const sink = {
    notification: (notification: Notification) => expected.push(notification),
    association: (report: AssociationReport) => reports.push(report),
    diagnosis: (diagnosis: Diagnosis) => diagnoses.push(diagnosis),
  };
  const analysis = openAnalysis(sink, { ...comparedSettings(settings, logs), alternatives: logs.length > 0 });
  const source = await open();
  const bar = new ProgressBar(stderr, source);
  const coverage: Coverage = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) cover(coverage, batch.time[row]!);
    analysis.batch(batch, (packet) => each?.(packet, analysis.lastAssociation, analysis.addresses));
    bar.update(analysis.packets);
  }
  analysis.finish();
  bar.clear();
  for (const problem of source.problems) stderr.write(`sctpscope: warning: ${problem.file}, byte ${problem.offset}: ${problem.text}\n`);
  if (analysis.packets === 0) stderr.write(`sctpscope: no SCTP packet in ${analysis.frames} frames\n`);
  return { expected, reports, diagnoses, coverage };
}

/** The settings with everything that any of the applications may have subscribed to, and what the logs tell. */
export function comparedSettings(settings: AnalysisSettings, logs: readonly LoggedCalls[]): AnalysisSettings {
  const subscriptions = [...settings.subscriptions, ...subscriptionsOf(logs.map(({ application }) => application))];
  return withCalls({ ...settings, subscriptions }, logs);
}

function cover(coverage: Coverage, time: number): void {
  if (time < coverage.from) coverage.from = time;
  if (time > coverage.to) coverage.to = time;
}

/** What the endpoints whose logs these are may have been told; of all endpoints, where a log does not say whose it is. */
function subscriptionsOf(applications: readonly LoggedApplication[]): EndpointSetting<ReadonlySet<NotificationType>>[] {
  const toldOf = (some: readonly LoggedApplication[]) =>
    new Set(NOTIFICATION_TYPES.filter((type) => some.some((application) => mayBeTold(application, type))));
  const addresses = applications.map(addressesOf);
  if (addresses.some((list) => list.length === 0)) return [{ address: undefined, port: undefined, value: toldOf(applications) }];
  const hosts = new Set(addresses.flat());
  return [...hosts].map((address) => {
    const ofHost = applications.filter((_, i) => addresses[i]!.includes(address));
    return { address, port: undefined, value: toldOf(ofHost) };
  });
}

/** Everything; an empty queue, told over and over, and each form of a failed message only where the log has it, asks for it, or does not say. */
function mayBeTold(application: LoggedApplication, type: NotificationType): boolean {
  const logged = application.loggedTypes();
  const asks = (asked: NotificationType): boolean =>
    logged.has(asked) || application.subscriptions.all.some(({ on }) => on.includes(asked));
  if (type === 'SCTP_SENDER_DRY_EVENT') return asks(type);
  if (type !== 'SCTP_SEND_FAILED' && type !== 'SCTP_SEND_FAILED_EVENT') return true;
  return asks(type) || !asks(type === 'SCTP_SEND_FAILED' ? 'SCTP_SEND_FAILED_EVENT' : 'SCTP_SEND_FAILED');
}

/** Where the log says whose it is: as stated, or by what its sockets are bound to. */
function addressesOf({ settings, sockets }: LoggedApplication): string[] {
  if (settings.address !== undefined) return [canonicalAddress(settings.address)];
  const bound = sockets.all.flatMap(({ localAddresses }) => localAddresses.map(canonicalAddress));
  return bound.includes('0.0.0.0') || bound.includes('::') ? [] : [...new Set(bound)];
}

export function compareWithLogs(
  expected: Expectation,
  settings: AnalysisSettings,
  logs: readonly LoggedCalls[],
  snapshot: readonly SnapshotEntry[],
): Comparison {
  return compare({
    ...expected,
    snapshot,
    applications: logs.map(({ application }) => application),
    defaultSubscription: (lane, application) => defaultSubscription(settings, lane, application),
  });
}

/** What the user stated, or everything usual that such a program asks for, and what the log has; of the two forms of a failed message, the one it has. */
function defaultSubscription(settings: AnalysisSettings, lane: Lane, application: LoggedApplication): ReadonlySet<NotificationType> {
  const stated = settingFor(settings.subscriptions, [...lane.addresses], lane.port);
  if (stated !== undefined) return stated;
  const logged = application.loggedTypes();
  const linux = lane.expected[0]?.profile.startsWith('linux') ?? true;
  const old = logged.has('SCTP_SEND_FAILED') || (linux && !logged.has('SCTP_SEND_FAILED_EVENT'));
  const modern = logged.has('SCTP_SEND_FAILED_EVENT') || (!linux && !logged.has('SCTP_SEND_FAILED'));
  const usual = [...DEFAULT_SUBSCRIPTION].filter(
    (type) => (type !== 'SCTP_SEND_FAILED' || old) && (type !== 'SCTP_SEND_FAILED_EVENT' || modern),
  );
  const tells = application.summary?.tells;
  return new Set([...usual.filter((type) => tells?.has(type) ?? true), ...logged]);
}
