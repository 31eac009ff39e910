/** `sctpscope live`: captures an interface and tells what each application should have been told, as soon as it is settled. */
import { Analysis } from '../../analysis/analysis.js';
import { EvidenceFile } from '../../capture/live/evidence-file.js';
import { localInterfaces } from '../../capture/live/interface-list.js';
import { InterfaceWatch } from '../../capture/live/interface-watch.js';
import type { LiveCapture } from '../../capture/live/live-capture.js';
import { LiveFrames } from '../../capture/live/live-frames.js';
import { type StartedCapture, startCapture } from '../../capture/live/start-capture.js';
import type { Sink } from '../../reconstruct/model.js';
import { become } from '../capture-user.js';
import type { Command, OptionValues, Surroundings } from '../command.js';
import { liveAssociationText, liveNotificationText } from '../format/live-text.js';
import { associationLine, diagnosisLine, notificationLine } from '../format/ndjson.js';
import { diagnosisText } from '../format/text.js';
import { LIVE_OPTIONS, type LiveFormat, type LiveSettings, liveSettings } from '../live-settings.js';
import { Output } from '../output.js';
import { StopSignals } from '../stop-signals.js';

export const live: Command = {
  name: 'live',
  operands: 'INTERFACE',
  summary: 'the same while capturing an interface',
  description:
    'Captures an interface and tells which notifications each application should have received, within a second of the packet that settles them.\n' +
    'Ctrl-C ends it with a summary of the associations. Capturing needs rights: run it with sudo; they are given up once the interface is open.',
  options: LIVE_OPTIONS,
  run,
};

/** Tells the user, beside the output proper. */
type Say = (text: string) => void;

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (options['list-interfaces'] === true) return listInterfaces(surroundings);
  const settings = liveSettings(operands, options);
  const say: Say = (text) => surroundings.stderr.write(`sctpscope: ${text}\n`);
  const signals = new StopSignals();
  try {
    const started = await startCapture({ ...settings, command: ownCommand() });
    if (settings.user !== undefined) become(settings.user);
    announce(started, say);
    const evidence = await evidenceOf(settings, started.capture, say);
    const frames = new LiveFrames(started.capture, settings.limits, evidence);
    signals.stop = () => frames.stop();
    const watch = new InterfaceWatch(settings.interface, say);
    try {
      await print(frames, settings, new Output(surroundings.stdout), say);
    } finally {
      watch.end();
      if (evidence !== undefined && evidence.lost > 0) say(`${evidence.lost} frames are not in ${settings.write?.path}`);
    }
  } finally {
    signals.release();
  }
  return 0;
}

/** Prints what becomes settled, until the capture ends. */
async function print(frames: LiveFrames, settings: LiveSettings, output: Output, say: Say): Promise<void> {
  const analysis = new Analysis(SINKS[settings.format](output), settings.analysis);
  frames.onSilence((until) => {
    analysis.advance(until);
    void output.drained();
  });
  try {
    for await (const batch of frames) {
      analysis.batch(batch);
      await output.drained();
    }
  } finally {
    analysis.finish();
    await output.drained();
    say(account(analysis, frames.capture));
  }
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

function account(analysis: Analysis, { dropped, engine }: LiveCapture): string {
  const by = engine.counts === 'own' ? `${engine.name}, those that the kernel dropped are not known` : 'the kernel';
  return `${analysis.frames} frames, ${analysis.packets} SCTP packets; ${dropped ?? 'unknown how many'} dropped by ${by}`;
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

function listInterfaces(surroundings: Surroundings): number {
  for (const { name, state, addresses } of localInterfaces()) {
    surroundings.stdout.write(`${[name.padEnd(15), state.padEnd(4), addresses.join(', ')].join('  ').trimEnd()}\n`);
  }
  return 0;
}

const SINKS: Readonly<Record<LiveFormat, (output: Output) => Sink>> = {
  text: (output) => ({
    notification: (notification) => output.write(liveNotificationText(notification)),
    association: (report) => output.write(liveAssociationText(report)),
    diagnosis: (diagnosis) => output.write(diagnosisText(diagnosis)),
  }),
  ndjson: (output) => ({
    notification: (notification) => output.write(`${JSON.stringify(notificationLine(notification))}\n`),
    association: (report) => output.write(`${JSON.stringify(associationLine(report))}\n`),
    diagnosis: (diagnosis) => output.write(`${JSON.stringify(diagnosisLine(diagnosis))}\n`),
  }),
};
