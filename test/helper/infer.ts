/** What the library infers for a recorded case, told each stack and each subscription as its user would tell it. */
import { DEFAULT_SETTINGS, openCapture, profileNamed, reconstruct } from '../../src/index.js';
import type { Notification } from '../../src/notification/notification.js';
import { profileText, type TruthCase } from './truth.js';

export async function infer(recorded: TruthCase): Promise<Notification[]> {
  const ends = Object.keys(recorded.stacks).map((end) => ({ end, address: recorded.endpoints[end]!.addresses[0], port: undefined }));
  const settings = {
    ...DEFAULT_SETTINGS,
    stacks: ends.map(({ end, ...at }) => ({ ...at, value: profileNamed(profileText(recorded.stacks[end]!))! })),
    subscriptions: ends.map(({ end, ...at }) => ({ ...at, value: new Set(recorded.subscriptions[end]) })),
  };
  const notifications: Notification[] = [];
  for await (const settled of reconstruct(await openCapture([recorded.capture]), settings)) {
    if (settled.kind === 'notification') notifications.push(settled.notification);
  }
  return notifications;
}
