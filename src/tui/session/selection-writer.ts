/** Saves what is selected on a screen: packets as pcapng, notifications as NDJSON or text. A file that is there is left alone unless told otherwise. */
import { type FileHandle, open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FrameBatch } from '../../capture/frame.js';
import { FrameSaver } from '../../capture/frame-saver.js';
import type { AssociationReport } from '../../reconstruct/model.js';
import type { SaveResult, Selection } from '../model.js';
import type { Printers } from './session-options.js';

/** What the formats want to know of the capture. */
export interface SavedCapture {
  /** Paths that must not be written to: the capture's own. */
  readonly paths: readonly string[];
  /** Those of the capture, by number. */
  readonly interfaces: ConstructorParameters<typeof FrameSaver>[1];
  /** Users' data must not be written. */
  readonly withoutUserData: boolean;
  /** The packet's frame as row 0 of a batch, borrowed until the next call; undefined where it is no more. */
  frame(packet: number): FrameBatch | undefined;
  /** What is told at a packet, a line each. */
  comment(packet: number): string | undefined;
}

/** How notifications are written: extension and text. */
export type Exporters = Readonly<Record<string, (selection: Selection) => string>>;

/** Of the associations with these reports, in the forms that the command line prints; text with what the screen shows before it. */
export function exportersOf(printers: Printers, reports: readonly AssociationReport[]): Exporters {
  const text = (name: string, drawn: Selection['drawn']): string => (name === 'txt' && drawn !== undefined ? `${drawn()}\n` : '');
  return Object.fromEntries(
    Object.entries(printers).map(([name, print]) => [
      name,
      ({ notifications, drawn }: Selection) => text(name, drawn) + print(reports, notifications),
    ]),
  );
}

const PCAPNG = '.pcapng';
/** Milliseconds of work before keys get a turn. */
const SLICE_TIME = 8;

/** Rejects never: what goes wrong is in the result. */
export async function saveSelection(
  selection: Selection,
  path: string,
  overwrite: boolean,
  capture: SavedCapture,
  exporters: Exporters,
): Promise<SaveResult> {
  const extension = extname(path).toLowerCase();
  const exporter = exporters[extension.slice(1)];
  if (extension !== PCAPNG && exporter === undefined)
    return { failure: `the name's end says the form: ${[PCAPNG, ...Object.keys(exporters).map((name) => `.${name}`)].join(', ')}` };
  if (capture.paths.some((own) => resolve(own) === resolve(path))) return { failure: `${path} is the capture itself` };
  if (extension === PCAPNG && capture.withoutUserData) return { failure: 'pcapng would hold the users’ data that --no-payload keeps out' };
  try {
    const file = await open(path, overwrite ? 'w' : 'wx');
    try {
      if (exporter !== undefined) await file.writeFile(exporter(selection));
      else await writePackets(file, selection.packets, capture);
    } finally {
      await file.close();
    }
    return { written: extension === PCAPNG ? `${selection.packets.length} packets` : `${selection.notifications.length} notifications` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? { exists: true } : { failure: `${path} cannot be written: ${message}` };
  }
}

async function writePackets(file: FileHandle, packets: Uint32Array, capture: SavedCapture): Promise<void> {
  const pieces: Uint8Array[] = [];
  const saver = new FrameSaver((piece) => pieces.push(piece), capture.interfaces, 'sctpscope');
  let began = performance.now();
  for (const packet of packets) {
    const frame = capture.frame(packet);
    if (frame !== undefined) saver.frame(frame, 0, capture.comment(packet));
    if (performance.now() - began < SLICE_TIME) continue;
    for (const piece of pieces.splice(0)) await file.write(piece);
    await nextTurn();
    began = performance.now();
  }
  saver.flush();
  for (const piece of pieces) await file.write(piece);
}
