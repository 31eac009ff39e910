/** Every command of the interface with its keys: the one table that input, footer and help are made from. */
import type { View } from './screen.js';

export interface KeyBinding {
  /** Names of keys as key-decoder.ts gives them. */
  readonly keys: readonly string[];
  /** A line of the help screen. */
  readonly help: string;
  /** One or two words for the footer; a command without them is in the help alone. */
  readonly short?: string;
  /** The command whose key the footer names beside this one's. */
  readonly pair?: string;
  /** Where it can be used; everywhere when left out. */
  readonly views?: readonly View[];
}

const TIMED: readonly View[] = ['ladder', 'notifications'];
const FILTERED: readonly View[] = ['associations', 'ladder', 'notifications', 'comparison', 'diagnoses'];
/** All but the first. */
const LATER: readonly View[] = [
  'ladder',
  'packet',
  'notifications',
  'struct',
  'comparison',
  'profile',
  'plot',
  'pair',
  'diagnoses',
  'statistics',
  'help',
];

export const KEY_BINDINGS = {
  open: {
    keys: ['enter'],
    help: 'open what is under the cursor',
    short: 'open',
    views: [...FILTERED, 'plot'],
  },
  keep: { keys: ['enter'], help: 'take the endpoint for this stack from now on', short: 'keep', views: ['profile'] },
  nextStack: { keys: ['P', 'right', 'l'], help: 'the next stack', short: 'next stack', views: ['profile'] },
  previousStack: { keys: ['left', 'h'], help: 'the stack before', views: ['profile'] },
  nextPlot: { keys: ['v'], help: 'the next plot: TSNs, bytes in flight, round trips', short: 'next plot', views: ['plot'] },
  zoomIn: { keys: ['+', '='], help: 'closer, around the cursor', short: 'zoom', pair: 'zoomOut', views: ['plot'] },
  zoomOut: { keys: ['-'], help: 'from further away', views: ['plot'] },
  nextUnlike: { keys: ['n', 'd'], help: 'the next field that differs', short: 'difference', pair: 'previousUnlike', views: ['pair'] },
  previousUnlike: { keys: ['N', 'D', 'p'], help: 'the one before', views: ['pair'] },
  unlikeOnly: { keys: ['f', 'space'], help: 'only what differs, or everything', short: 'only differences', views: ['pair'] },
  nextNotification: { keys: ['n'], help: 'next notification', short: 'notification', pair: 'previousNotification', views: ['ladder'] },
  previousNotification: { keys: ['N', 'p'], help: 'notification before', views: ['ladder'] },
  notifications: {
    keys: ['e'],
    help: 'all notifications of the endpoint, with fields and reasons',
    short: 'all told',
    views: ['associations', 'ladder'],
  },
  nextAbort: { keys: ['a'], help: 'next ABORT, ERROR or SHUTDOWN-COMPLETE', short: 'abort', pair: 'previousAbort', views: ['ladder'] },
  previousAbort: { keys: ['A'], help: 'the one before', views: ['ladder'] },
  nextRetransmission: { keys: ['r'], help: 'next retransmission', short: 'sent again', pair: 'previousRetransmission', views: ['ladder'] },
  previousRetransmission: { keys: ['R'], help: 'the one before', views: ['ladder'] },
  nextDifference: {
    keys: ['d'],
    help: 'next notification that the log has differently, or has not',
    short: 'difference',
    pair: 'previousDifference',
    views: ['ladder'],
  },
  previousDifference: { keys: ['D'], help: 'the one before', views: ['ladder'] },
  previousPacket: { keys: ['left', 'h', 'p'], help: 'packet before', short: 'packet', pair: 'nextPacket', views: ['packet'] },
  nextPacket: { keys: ['right', 'l', 'n'], help: 'packet after', views: ['packet'] },
  switchEndpoint: {
    keys: ['tab'],
    help: 'the other endpoint',
    short: 'other endpoint',
    views: ['notifications', 'ladder', 'profile', 'plot'],
  },
  left: { keys: ['left', 'h'], help: 'to the left: notification, packet, moment', views: ['ladder', 'notifications', 'plot'] },
  right: { keys: ['right', 'l'], help: 'to the right: packet, notification, moment', views: ['ladder', 'notifications', 'plot'] },
  toggleRun: {
    keys: ['space'],
    help: 'open or close a run: DATA and SACK, HEARTBEAT, notifications of the same name',
    short: 'fold',
    views: ['ladder'],
  },
  toggleLives: { keys: ['space'], help: 'open or close a row of several associations of the same two peers', views: ['associations'] },
  toggleFolding: { keys: ['f'], help: 'open or close all runs', views: ['ladder', 'associations'] },
  toggleAddresses: { keys: ['s', 'f5'], help: 'one column per address, or per endpoint', views: ['ladder'] },
  cycleTime: { keys: ['t'], help: 'time since start, of day, or since the packet before', short: 'time', views: TIMED },
  sortNext: { keys: ['>'], help: 'sort by the next column', short: 'sort', pair: 'sortPrevious', views: ['associations'] },
  sortPrevious: { keys: ['<'], help: 'sort by the column before', views: ['associations'] },
  reverseOrder: { keys: ['z'], help: 'turn the order round', views: ['associations'] },
  filter: {
    keys: ['/', 'f7'],
    help: 'filter the rows; Tab completes, Up and Down go through earlier filters',
    short: 'filter',
    views: FILTERED,
  },
  diagnoses: { keys: ['!'], help: 'problems found in the capture', short: 'problems' },
  comparison: { keys: ['c'], help: 'what the logs of the applications (--app-log) say, beside what was expected', short: 'logs' },
  statistics: { keys: ['i'], help: 'statistics', short: 'statistics' },
  struct: { keys: ['x'], help: 'the bytes that the application reads, as its headers lay them out', short: 'bytes', views: TIMED },
  messages: { keys: ['m'], help: 'between them the user data that the peer sent', short: 'messages', views: ['notifications'] },
  nextAbi: { keys: ['right', 'l', 'tab'], help: 'as the next stack lays it out', short: 'stack', pair: 'previousAbi', views: ['struct'] },
  previousAbi: { keys: ['left', 'h'], help: 'as the stack before lays it out', views: ['struct'] },
  plot: {
    keys: ['v'],
    help: 'plot of what a side sends: TSNs, bytes in flight, round trips',
    short: 'plot',
    views: ['associations', 'ladder', 'notifications'],
  },
  save: {
    keys: ['w', 'f2', 'ctrl-s'],
    help: 'save what is shown: pcapng, ndjson or txt, as the name ends',
    short: 'save',
    views: ['associations', 'ladder', 'packet', 'notifications'],
  },
  profile: {
    keys: ['P'],
    help: 'what another stack would have told',
    short: 'other stack',
    views: ['associations', 'ladder', 'notifications'],
  },
  compareWith: {
    keys: ['='],
    help: 'hold what is under the cursor; on another of its kind, put both side by side',
    short: 'side by side',
    views: ['associations', 'ladder', 'packet', 'notifications'],
  },
  raise: {
    keys: ['\\'],
    help: 'more room for what is below the line, or as before',
    views: ['associations', 'ladder', 'packet', 'notifications', 'struct', 'comparison', 'profile', 'plot', 'pair', 'diagnoses'],
  },
  copy: { keys: ['y'], help: 'copy what is below the line into the clipboard, over ssh too (OSC 52)' },
  setMark: {
    keys: ['m'],
    help: 'mark this place with a letter',
    views: ['ladder', 'packet', 'comparison', 'plot', 'diagnoses', 'struct', 'pair'],
  },
  goToMark: { keys: ["'"], help: 'go to a marked place' },
  down: { keys: ['down', 'j', 'wheel-down'], help: 'down; a number before it repeats' },
  up: { keys: ['up', 'k', 'wheel-up'], help: 'up' },
  pageDown: { keys: ['pagedown', 'ctrl-f'], help: 'a page down' },
  pageUp: { keys: ['pageup', 'ctrl-b'], help: 'a page up' },
  halfDown: { keys: ['ctrl-d'], help: 'half a page down' },
  halfUp: { keys: ['ctrl-u'], help: 'half a page up' },
  top: { keys: ['home', 'g'], help: 'to the top' },
  bottom: { keys: ['end', 'G'], help: 'to the end; 12G goes to frame (or row) 12' },
  prompt: { keys: [':'], help: 'type a command: help, quit, frame 12, compare 1 2, columns, theme light ...' },
  redraw: { keys: ['ctrl-l'], help: 'draw the screen again' },
  suspend: { keys: ['ctrl-z'], help: 'to the shell; fg comes back' },
  help: { keys: ['?', 'f1'], help: 'this help', short: 'help' },
  back: { keys: ['q', 'escape', 'backspace'], help: 'back to the screen before', short: 'back', views: LATER },
  leave: { keys: ['q'], help: 'leave, after asking', short: 'leave', views: ['associations'] },
  quit: { keys: ['ctrl-c'], help: 'leave at once' },
} as const satisfies Record<string, KeyBinding>;

export type Command = keyof typeof KEY_BINDINGS;

export const COMMANDS = Object.keys(KEY_BINDINGS) as readonly Command[];

export function binding(command: Command): KeyBinding {
  return KEY_BINDINGS[command];
}

/** The command that a binding names as its pair. */
export function pairOf(command: Command): Command | undefined {
  const { pair } = binding(command);
  return COMMANDS.find((name) => name === pair);
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
