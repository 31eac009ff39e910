/** Every command of the interface with its keys: the one table that input, footer and help are made from. */
import type { View } from './view-state.js';

export interface KeyBinding {
  /** Names of keys as key-decoder.ts gives them. */
  readonly keys: readonly string[];
  /** A line of the help screen. */
  readonly help: string;
  /** One or two words for the footer; a command without them is in the help alone. */
  readonly short?: string;
  /** Where it can be used; everywhere when left out. */
  readonly views?: readonly View[];
}

const LISTS: readonly View[] = ['associations', 'ladder', 'packet', 'notifications', 'diagnoses', 'statistics', 'help'];
const PACKETS: readonly View[] = ['ladder', 'packet', 'notifications'];

export const KEY_BINDINGS = {
  open: {
    keys: ['enter'],
    help: 'open what is under the cursor',
    short: 'open',
    views: ['associations', 'ladder', 'notifications', 'diagnoses'],
  },
  back: { keys: ['escape', 'q', 'backspace'], help: 'back to the screen before; q on the first screen leaves', short: 'back' },
  nextNotification: { keys: ['n'], help: 'next notification, or next match of the filter', short: 'next', views: ['ladder'] },
  previousNotification: { keys: ['N', 'p'], help: 'previous notification', short: 'previous', views: ['ladder'] },
  nextAbort: { keys: ['a'], help: 'next ABORT, ERROR or end of the association', short: 'abort', views: ['ladder'] },
  previousAbort: { keys: ['A'], help: 'the one before', views: ['ladder'] },
  nextRetransmission: { keys: ['r'], help: 'next retransmission', views: ['ladder'] },
  previousRetransmission: { keys: ['R'], help: 'the one before', views: ['ladder'] },
  left: { keys: ['left', 'h'], help: 'to the left: notification, packet', views: ['ladder', 'notifications'] },
  right: { keys: ['right', 'l'], help: 'to the right: packet, notification', views: ['ladder', 'notifications'] },
  previousPacket: { keys: ['left', 'h', 'p'], help: 'packet before', short: 'previous', views: ['packet'] },
  nextPacket: { keys: ['right', 'l', 'n'], help: 'packet after', short: 'next', views: ['packet'] },
  switchEndpoint: { keys: ['tab'], help: 'the other endpoint', short: 'other end', views: ['ladder', 'notifications'] },
  notifications: {
    keys: ['e'],
    help: 'notifications of the endpoint, with fields and reasons',
    short: 'notifications',
    views: ['associations', 'ladder'],
  },
  toggleRun: { keys: ['space'], help: 'open or close a run of DATA and SACK, HEARTBEAT or SENDER_DRY', short: 'fold', views: ['ladder'] },
  toggleFolding: { keys: ['f'], help: 'open or close all runs', views: ['ladder'] },
  toggleAddresses: { keys: ['s', 'f5'], help: 'one column per address, or per endpoint', views: ['ladder'] },
  cycleTime: { keys: ['t', 'w'], help: 'time since start, of day, or since the row before', short: 'time', views: PACKETS },
  sortNext: { keys: ['>'], help: 'sort by the next column', short: 'sort', views: ['associations'] },
  sortPrevious: { keys: ['<'], help: 'sort by the column before', views: ['associations'] },
  reverseOrder: { keys: ['z'], help: 'turn the order round', views: ['associations'] },
  down: { keys: ['down', 'j'], help: 'down; a number before it repeats', views: LISTS },
  up: { keys: ['up', 'k'], help: 'up', views: LISTS },
  pageDown: { keys: ['pagedown', 'ctrl-f'], help: 'a page down', views: LISTS },
  pageUp: { keys: ['pageup', 'ctrl-b'], help: 'a page up', views: LISTS },
  halfDown: { keys: ['ctrl-d'], help: 'half a page down', views: LISTS },
  halfUp: { keys: ['ctrl-u'], help: 'half a page up', views: LISTS },
  top: { keys: ['home', 'g'], help: 'to the top', views: LISTS },
  bottom: { keys: ['end', 'G'], help: 'to the end; 12G goes to frame (or row) 12', views: LISTS },
  filter: { keys: ['/', 'f7'], help: 'filter the rows', short: 'filter', views: ['associations', 'ladder', 'notifications', 'diagnoses'] },
  diagnoses: { keys: ['!'], help: 'problems found in the capture' },
  statistics: { keys: ['i'], help: 'statistics' },
  help: { keys: ['?', 'f1'], help: 'this help', short: 'help' },
  prompt: { keys: [':'], help: 'type a command: help, quit, frame 12, time, theme light …' },
  redraw: { keys: ['ctrl-l'], help: 'draw the screen again' },
  suspend: { keys: ['ctrl-z'], help: 'to the shell; fg comes back' },
  quit: { keys: ['ctrl-c'], help: 'leave at once' },
} as const satisfies Record<string, KeyBinding>;

export type Command = keyof typeof KEY_BINDINGS;

export const COMMANDS = Object.keys(KEY_BINDINGS) as readonly Command[];

export function binding(command: Command): KeyBinding {
  return KEY_BINDINGS[command];
}

/** Commands that can be used in `view`, in the table's order. */
export function commandsOf(view: View): Command[] {
  return COMMANDS.filter((command) => binding(command).views?.includes(view) ?? true);
}

const byKey = new Map<string, Command[]>();
for (const command of COMMANDS) for (const key of binding(command).keys) byKey.set(key, [...(byKey.get(key) ?? []), command]);

/** What `key` does in `view`. */
export function commandFor(key: string, view: View): Command | undefined {
  return byKey.get(key)?.find((command) => binding(command).views?.includes(view) ?? true);
}
