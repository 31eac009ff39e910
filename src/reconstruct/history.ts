/**
 * What happened in an association, as a string: a letter per event in order, upper case from endpoint 0, lower case from endpoint 1. `IniCkDaAd…` reads like a
 * sentence after a few. Traffic is written once until something other than traffic happens, so that the string stays short however long the association lives.
 *
 * The same letters in a mask tell which kinds were seen at all: its completeness.
 */
import { ChunkNumber } from '../dissect/chunk/registry.js';
import type { Endpoint } from './association.js';

interface HistoryEvent {
  letter: string;
  chunks: readonly number[];
  /** Traffic: written again only after an event that is not. */
  traffic: boolean;
  /** Bit of the completeness mask, 0 for none. */
  bit: number;
}

export const HISTORY: readonly HistoryEvent[] = [
  { letter: 'I', chunks: [ChunkNumber.INIT], traffic: false, bit: 1 },
  { letter: 'N', chunks: [ChunkNumber.INIT_ACK], traffic: false, bit: 2 },
  { letter: 'C', chunks: [ChunkNumber.COOKIE_ECHO], traffic: false, bit: 4 },
  { letter: 'K', chunks: [ChunkNumber.COOKIE_ACK], traffic: false, bit: 8 },
  { letter: 'D', chunks: [ChunkNumber.DATA, ChunkNumber.I_DATA], traffic: true, bit: 16 },
  { letter: 'A', chunks: [ChunkNumber.SACK, ChunkNumber.NR_SACK], traffic: true, bit: 32 },
  { letter: 'S', chunks: [ChunkNumber.SHUTDOWN], traffic: false, bit: 64 },
  { letter: 'T', chunks: [ChunkNumber.SHUTDOWN_ACK], traffic: false, bit: 128 },
  { letter: 'U', chunks: [ChunkNumber.SHUTDOWN_COMPLETE], traffic: false, bit: 256 },
  { letter: 'X', chunks: [ChunkNumber.ABORT], traffic: false, bit: 512 },
  { letter: 'E', chunks: [ChunkNumber.ERROR], traffic: false, bit: 0 },
  { letter: 'H', chunks: [ChunkNumber.HEARTBEAT], traffic: true, bit: 0 },
  { letter: 'B', chunks: [ChunkNumber.HEARTBEAT_ACK], traffic: true, bit: 0 },
  { letter: 'F', chunks: [ChunkNumber.FORWARD_TSN, ChunkNumber.I_FORWARD_TSN], traffic: true, bit: 0 },
  { letter: 'G', chunks: [ChunkNumber.RE_CONFIG], traffic: false, bit: 0 },
  { letter: 'J', chunks: [ChunkNumber.ASCONF, ChunkNumber.ASCONF_ACK], traffic: false, bit: 0 },
];

/** Most letters of one association; of a longer history, this stands for the rest. */
export const HISTORY_LIMIT = 100;
const REST = '…';

/** Row of HISTORY plus one by chunk type, 0 for chunks that are not written. */
const ROW = new Uint8Array(256);
for (const [row, { chunks }] of HISTORY.entries()) for (const type of chunks) ROW[type] = row + 1;

/** Hot: bench analyze. A chunk of this type was sent. */
export function addToHistory(sender: Endpoint, type: number): void {
  const row = ROW[type]!;
  if (row === 0 || sender.writtenTraffic & (1 << row)) return;
  write(sender, row, HISTORY[row - 1]!);
}

function write(sender: Endpoint, row: number, { letter, traffic, bit }: HistoryEvent): void {
  const { association } = sender;
  association.completeness |= bit;
  if (traffic) sender.writtenTraffic |= 1 << row;
  else for (const endpoint of association.endpoints) endpoint.writtenTraffic = 0;
  const { length } = association.history;
  if (length < HISTORY_LIMIT) association.history += sender.side === 0 ? letter : letter.toLowerCase();
  else if (length === HISTORY_LIMIT) association.history += REST;
}
