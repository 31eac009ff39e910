/** Movements in the ladder: to the next notification, abort, retransmission or frame, between the margins, and the folding of runs. */
import type { Command } from '../key-bindings.js';
import type { LadderRows } from '../presentation/ladder-rows.js';
import { RowKind } from '../presentation/ladder-rows.js';
import type { Focus, LadderScreen } from '../screen.js';
import { ChunkSet, ENDS } from '../session/chunk-set.js';
import type { Action } from '../view-state.js';
import { differenceAt } from './ladder-difference.js';
import type { Stage } from './view.js';

const FOCUSES: readonly Focus[] = [0, 'packet', 1];

export function ladderJump(command: Command, stage: Stage, screen: LadderScreen, rows: LadderRows, page: number): Action | undefined {
  const to = (changes: Partial<LadderScreen>): Action => ({
    type: 'change',
    screen: { ...screen, ...changes },
    extent: { rows: rows.length, page },
  });
  switch (command) {
    case 'nextNotification':
      return noteAfter(rows, screen, to);
    case 'previousNotification':
      return noteBefore(rows, screen, to);
    case 'nextDifference':
      return differenceFrom(1, stage, screen, rows, to);
    case 'previousDifference':
      return differenceFrom(-1, stage, screen, rows, to);
    case 'nextAbort':
      return nextWith(ENDS, 1, 'no ABORT, ERROR or SHUTDOWN COMPLETE', stage, screen, rows, page);
    case 'previousAbort':
      return nextWith(ENDS, -1, 'no ABORT, ERROR or SHUTDOWN COMPLETE', stage, screen, rows, page);
    case 'nextRetransmission':
      return nextWith(ChunkSet.retransmission, 1, 'no retransmission', stage, screen, rows, page);
    case 'previousRetransmission':
      return nextWith(ChunkSet.retransmission, -1, 'no retransmission', stage, screen, rows, page);
    case 'left':
      return to({ focus: FOCUSES[Math.max(0, FOCUSES.indexOf(screen.focus) - 1)] ?? 0 });
    case 'right':
      return to({ focus: FOCUSES[Math.min(2, FOCUSES.indexOf(screen.focus) + 1)] ?? 1 });
    case 'switchEndpoint':
      return to({ focus: screen.focus === 0 ? 1 : 0 });
    case 'toggleRun': {
      const start = rows.runOf(screen.cursor);
      if (start < 0)
        return { type: 'notice', text: 'no run of packets here: DATA with SACK and HEARTBEATs fold where three or more follow each other' };
      return refolded(stage, screen, page, screen.folding, toggle(screen.toggled, start), start);
    }
    case 'toggleFolding':
      return refolded(stage, screen, page, !screen.folding, [], rows.packet(screen.cursor));
    case 'bottom':
      return stage.state.count > 0 ? toFrame(stage, screen, rows, stage.state.count, page) : undefined;
    default:
      return undefined;
  }
}

type Move = (changes: Partial<LadderScreen>) => Action;

function noteAfter(rows: LadderRows, { cursor, focus }: LadderScreen, to: Move): Action {
  if (focus === 0 && rows.isTold(cursor, 0) && rows.isTold(cursor, 1)) return to({ focus: 1 });
  const start = focus === 'packet' ? cursor : cursor + 1;
  for (let row = start; row < rows.length; row++) {
    if (rows.isTold(row, 0)) return to({ cursor: row, focus: 0 });
    if (rows.isTold(row, 1)) return to({ cursor: row, focus: 1 });
  }
  return { type: 'notice', text: 'no notification below' };
}

function noteBefore(rows: LadderRows, { cursor, focus }: LadderScreen, to: Move): Action {
  if (focus === 1 && rows.isTold(cursor, 1) && rows.isTold(cursor, 0)) return to({ focus: 0 });
  for (let row = cursor - 1; row >= 0; row--) {
    if (rows.isTold(row, 1)) return to({ cursor: row, focus: 1 });
    if (rows.isTold(row, 0)) return to({ cursor: row, focus: 0 });
  }
  return { type: 'notice', text: 'no notification above' };
}

/** To the next notification, in reading order or against it, of which the log says something else. */
function differenceFrom(step: 1 | -1, { model }: Stage, screen: LadderScreen, rows: LadderRows, to: Move): Action {
  const { association, cursor, focus } = screen;
  // Two places a row: the margin of endpoint 0, then that of endpoint 1.
  const here = 2 * cursor + (focus === 1 ? 1 : focus === 0 || step === -1 ? 0 : -1);
  for (let place = here + step; place >= 0 && place < 2 * rows.length; place += step) {
    const endpoint = place % 2 === 0 ? 0 : 1;
    if (differenceAt(model, association, rows, place >> 1, endpoint) !== undefined) return to({ cursor: place >> 1, focus: endpoint });
  }
  if (model.comparison === undefined) return { type: 'notice', text: 'no log is held against the capture: --app-log names one' };
  return { type: 'notice', text: `no difference ${step === 1 ? 'below' : 'above'}; c lists all` };
}

/** To the next packet whose set has one of these bits. A run that hides it is opened. */
function nextWith(bits: number, step: 1 | -1, nothing: string, stage: Stage, screen: LadderScreen, rows: LadderRows, page: number): Action {
  const { index } = stage.model;
  const hidden = rows.kind(screen.cursor) === RowKind.run;
  const here = rows.position(screen.cursor);
  for (let at = hidden && step === 1 ? here : here + step; at >= 0 && at < rows.packets.length; at += step) {
    const packet = rows.packets[at]!;
    if ((index.chunks(packet) & bits) !== 0) return showPacket(stage, screen, packet, page);
  }
  return { type: 'notice', text: `${nothing} ${step === 1 ? 'below' : 'above'}` };
}

/** The ladder with the cursor on a packet, out of its fold. */
export function showPacket(stage: Stage, screen: LadderScreen, packet: number, page: number): Action {
  const rows = stage.derived.ladder(stage.model, screen);
  const row = rows.rowOf(packet);
  if (rows.kind(row) === RowKind.run)
    return refolded(stage, screen, page, screen.folding, toggle(screen.toggled, rows.packet(row)), packet);
  return { type: 'change', screen: { ...screen, cursor: row, focus: 'packet' }, extent: { rows: rows.length, page } };
}

/** To a frame, or the one that comes nearest before it. */
function toFrame(stage: Stage, screen: LadderScreen, rows: LadderRows, frame: number, page: number): Action {
  const { index } = stage.model;
  const exact = index.find(frame);
  const packet = rows.packets.includes(exact)
    ? exact
    : (rows.packets.findLast((candidate) => index.frame(candidate) <= frame) ?? rows.packets[0]);
  return packet === undefined ? { type: 'notice', text: 'no packet here' } : showPacket(stage, screen, packet, page);
}

function toggle(toggled: readonly number[], start: number): number[] {
  return toggled.includes(start) ? toggled.filter((other) => other !== start) : [...toggled, start];
}

/** With other folds, the cursor on the row that shows `packet`. */
function refolded(stage: Stage, screen: LadderScreen, page: number, folding: boolean, toggled: readonly number[], packet: number): Action {
  const changed: LadderScreen = { ...screen, folding, toggled, focus: 'packet' };
  const rows = stage.derived.ladder(stage.model, changed);
  return { type: 'change', screen: { ...changed, cursor: rows.rowOf(packet) }, extent: { rows: rows.length, page } };
}
