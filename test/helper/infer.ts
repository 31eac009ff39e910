/** What the library infers for a recorded case, told each stack and each subscription as its user would tell it. */

import type { FrameSource } from '../../src/capture/frame.js';
import {
  type AnalysisSettings,
  bothEnds,
  compareCaptures,
  DEFAULT_SETTINGS,
  openCapture,
  profileNamed,
  reconstruct,
} from '../../src/index.js';
import type { Notification } from '../../src/notification/notification.js';
import { profileText, type TruthCase } from './truth.js';

export async function infer(recorded: TruthCase): Promise<Notification[]> {
  return told(await openCapture([recorded.capture]), settingsOf(recorded));
}

/** The same from the captures of both ends, which must be recognised as that. */
export async function inferFromBoth(recorded: TruthCase & { captureAtB: string }): Promise<Notification[]> {
  const { capture, captureAtB } = recorded;
  const fit = (await compareCaptures(capture, captureAtB))?.fit;
  if (fit === undefined) throw new Error(`${recorded.name}: not recognised as two captures of the same traffic`);
  const { settings, open } = bothEnds([capture, captureAtB], settingsOf(recorded), fit);
  return told(await open(), settings);
}

/** Each stack and each subscription, as recorded. */
export function settingsOf(recorded: TruthCase): AnalysisSettings {
  const ends = Object.keys(recorded.stacks).map((end) => ({ end, address: recorded.endpoints[end]!.addresses[0], port: undefined }));
  return {
    ...DEFAULT_SETTINGS,
    stacks: ends.map(({ end, ...at }) => ({ ...at, value: profileNamed(profileText(recorded.stacks[end]!))! })),
    subscriptions: ends.map(({ end, ...at }) => ({ ...at, value: new Set(recorded.subscriptions[end]) })),
  };
}

async function told(source: FrameSource, settings: AnalysisSettings): Promise<Notification[]> {
  const notifications: Notification[] = [];
  for await (const settled of reconstruct(source, settings)) {
    if (settled.kind === 'notification') notifications.push(settled.notification);
  }
  return notifications;
}
