/** How a live capture begins: an engine that works, its rights given up, evidence; and what is said of it, in the beginning and in the end. */
import { EvidenceFile } from '../capture/live/evidence-file.js';
import type { LiveCapture } from '../capture/live/live-capture.js';
import { LiveFrames } from '../capture/live/live-frames.js';
import { type StartedCapture, startCapture } from '../capture/live/start-capture.js';
import { become } from './capture-user.js';
import type { LiveSettings } from './live-settings.js';

/** Tells the user, beside the output proper. */
export type Say = (text: string) => void;

/** Begins the capture, and gives up the rights that it took. */
export async function beginCapture(settings: LiveSettings, notices: readonly string[], say: Say): Promise<LiveFrames> {
  const started = await startCapture({ ...settings, command: ownCommand() });
  if (settings.user !== undefined) become(settings.user);
  announce(started, say);
  const evidence = await evidenceOf(settings, started.capture, say);
  return new LiveFrames(started.capture, settings.limits, evidence, notices);
}

/** The program as it was called, for a shell. */
function ownCommand(): string {
  return process.argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

function announce({ capture, passedOver }: StartedCapture, say: Say): void {
  for (const { engine, failure } of passedOver) say(`not with ${engine.name}: ${failure.text}`);
  const { engine } = capture;
  say(`capturing on ${capture.files[0]} with ${engine.what} (${engine.cost.join('; ')}); Ctrl-C ends it`);
}

/** What was captured, and what was not. */
export function account({ count, capture: { dropped, engine } }: LiveFrames): string {
  const by = engine.counts === 'own' ? `${engine.name}, those that the kernel dropped are not known` : 'the kernel';
  return `${count} frames captured; ${dropped ?? 'unknown how many'} dropped by ${by}`;
}

/** Where --write keeps what is captured. */
async function evidenceOf(
  { write, interface: interfaceName }: LiveSettings,
  capture: LiveCapture,
  report: Say,
): Promise<EvidenceFile | undefined> {
  if (write === undefined) return undefined;
  const comment = capture.engine.timeStamps === 'kernel' ? undefined : capture.engine.cost.join('; ');
  try {
    return await EvidenceFile.create({ ...write, interfaces: capture.interfaces, interfaceName, comment, report });
  } catch (error) {
    capture.stop();
    throw error;
  }
}

/** The same for programs: the first line of a live capture, and the last. */
export function captureLine({ count, lost, capture }: LiveFrames, status: 'begun' | 'ended'): Record<string, unknown> {
  const { engine, filter, files, dropped = null } = capture;
  const about = { kind: 'capture', status, interface: files[0], engine: engine.name };
  if (status === 'begun') return { ...about, timestamps: engine.timeStamps, filter };
  return { ...about, frames: count, dropped, dropped_by: engine.counts === 'own' ? engine.name : 'kernel', not_written: lost };
}
