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
import { MemoryBudget } from '../memory-budget.js';
import { Output } from '../output.js';
import { type ScreenSettings, screenSettings, showCapture } from '../screen.js';
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
  const { format = 'text' } = settings;
  const screen = settings.format === undefined && surroundings.stdout.isTTY ? screenSettings(options, surroundings, false) : undefined;
  const notices: string[] = [];
  const print: Say = (text) => surroundings.stderr.write(`sctpscope: ${text}\n`);
  const say: Say = screen === undefined ? print : (text) => notices.push(text);
  const signals = new StopSignals();
  try {
    const frames = await open(settings, notices, say);
    signals.stop = () => frames.stop();
    const watch = new InterfaceWatch(settings.interface, say);
    try {
      if (screen === undefined) await follow(frames, settings, SINKS[format], new Output(surroundings.stdout), say);
      else await show(frames, settings, screen);
    } finally {
      watch.end();
      say(account(frames));
      if (frames.lost > 0) say(`${frames.lost} frames are not in ${settings.write?.path}`);
      notices.forEach(print);
    }
  } finally {
    signals.release();
  }
  return 0;
}

/** Begins the capture, and gives up the rights that it took. */
async function open(settings: LiveSettings, notices: readonly string[], say: Say): Promise<LiveFrames> {
  const started = await startCapture({ ...settings, command: ownCommand() });
  if (settings.user !== undefined) become(settings.user);
  announce(started, say);
  const evidence = await evidenceOf(settings, started.capture, say);
  return new LiveFrames(started.capture, settings.limits, evidence, notices);
}

/** The terminal interface, until the user leaves. */
async function show(frames: LiveFrames, settings: LiveSettings, screen: ScreenSettings): Promise<void> {
  await showCapture({ source: frames, paths: [], settings: settings.analysis }, screen);
  frames.stop();
  await frames.ended;
}

/** Prints what becomes settled, until the capture ends. */
async function follow(frames: LiveFrames, settings: LiveSettings, sink: (output: Output) => Sink, output: Output, say: Say): Promise<void> {
  const analysis = new Analysis(sink(output), settings.analysis);
  const budget = new MemoryBudget(settings.memory, analysis.reconstructor, say);
  frames.onSilence((until) => {
    budget.keep();
    analysis.advance(until);
    void output.drained();
  });
  try {
    for await (const batch of frames) {
      budget.keep();
      analysis.batch(batch);
      await output.drained();
    }
  } finally {
    analysis.finish();
    await output.drained();
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

function account({ count, capture: { dropped, engine } }: LiveFrames): string {
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
