/** A notification's bytes as an ABI lays them out: that of the stack that tells it, or of another. */
import type { Abi } from '../../notification/abi/abi.js';
import { ABIS, abiOfProfile } from '../../notification/abi/registry.js';
import type { Notification } from '../../notification/notification.js';
import { marginName } from '../presentation/notification-text.js';
import { type StructBytes, structBytes } from '../presentation/struct-fields.js';
import type { StructScreen } from '../screen.js';
import { line, segment } from '../text/line.js';
import { bytesHeight, bytesPage } from './bytes-page.js';
import type { Stage, ViewDefinition } from './view.js';

export function structScreen({ association, endpoint, profile }: Notification, number: number): StructScreen {
  return { view: 'struct', association, endpoint, number, abi: (abiOfProfile(profile) ?? ABIS[0]!).name, cursor: 0, top: 0 };
}

function told({ model }: Stage, { association, endpoint, number }: StructScreen): Notification | undefined {
  return model.notificationsOf(association, endpoint)[number];
}

function abiOf({ abi }: StructScreen): Abi {
  return ABIS.find(({ name }) => name === abi) ?? ABIS[0]!;
}

function content(stage: Stage, screen: StructScreen): StructBytes | undefined {
  const notification = told(stage, screen);
  return notification && structBytes(notification.body, abiOf(screen));
}

export const structView: ViewDefinition<StructScreen> = {
  headHeight: 1,
  detailHeight: bytesHeight,

  rows(stage, screen) {
    return content(stage, screen)?.fields.length ?? 0;
  },

  page(stage, screen, bodyHeight) {
    const notification = told(stage, screen);
    const { title } = abiOf(screen);
    const name = notification === undefined ? '?' : marginName(notification.body);
    const path = [stage.model.name, `association ${screen.association}`, `${name} as bytes`];
    const head = [[segment(` as ${title} lays it out, little-endian`, 'strong'), segment('  what packets do not tell is 0', 'muted')]];
    const bytes = content(stage, screen);
    if (bytes === undefined) return { path, head, body: [line(` ${title} has no such notification`, 'muted')] };
    return bytesPage(stage, screen, bytes, { path, head }, bodyHeight, `struct ${bytes.struct}`);
  },

  act(command, _stage, screen) {
    const step = command === 'nextAbi' ? 1 : command === 'previousAbi' ? -1 : 0;
    if (step === 0) return undefined;
    const next = ABIS[(ABIS.indexOf(abiOf(screen)) + step + ABIS.length) % ABIS.length]!;
    return { type: 'change', screen: { ...screen, abi: next.name, cursor: 0, top: 0 }, extent: { rows: 1, page: 1 } };
  },
};
