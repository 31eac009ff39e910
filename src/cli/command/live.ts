/** `sctpscope live`: captures an interface and tells what each application should have been told, as soon as it is settled. */
import { Analysis } from '../../analysis/analysis.js';
import { PendingNotifications } from '../../analysis/pending-notifications.js';
import { localInterfaces } from '../../capture/live/interface-list.js';
import { InterfaceWatch } from '../../capture/live/interface-watch.js';
import type { LiveFrames } from '../../capture/live/live-frames.js';
import type { Notification } from '../../notification/notification.js';
import type { Sink } from '../../reconstruct/model.js';
import type { Command, OptionValues, Surroundings } from '../command.js';
import { liveAssociationText, liveNotificationText } from '../format/live-text.js';
import { associationLine, diagnosisLine, notificationLine } from '../format/ndjson.js';
import { diagnosisText } from '../format/text.js';
import type { LiveFormat } from '../live-format.js';
import { type LiveLogs, openLiveLogs } from '../live-log-options.js';
import { LIVE_OPTIONS, type LiveSettings, liveSettings } from '../live-settings.js';
import { account, beginCapture, captureLine, type Say } from '../live-start.js';
import { type Forgetful, indexedPackets, MemoryBudget } from '../memory-budget.js';
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

/** Exit statuses of the contract. */
const DONE = 0;
const DIFFERENT = 1;

/** Bytes of packets that the interface keeps on the disk, to look at them. */
const SPOOL_LIMIT = 4_000_000_000;

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (options['list-interfaces'] === true) return listInterfaces(surroundings);
  const settings = liveSettings(operands, options);
  const screen = settings.format === undefined && surroundings.stdout.isTTY ? screenSettings(options, surroundings, false) : undefined;
  const notices: string[] = [];
  const print: Say = (text) => surroundings.stderr.write(`sctpscope: ${text}\n`);
  const say: Say = screen === undefined ? print : (text) => notices.push(text);
  const signals = new StopSignals();
  try {
    const frames = await beginCapture(settings, notices, say);
    signals.stop = () => frames.stop();
    return await watched(frames, settings, say, () => followed(frames, settings, options, screen, surroundings, say));
  } finally {
    signals.release();
    notices.forEach(print);
  }
}

/** Runs `body`, tells meanwhile when the interface goes down, and in the end what was captured. */
async function watched(frames: LiveFrames, settings: LiveSettings, say: Say, body: () => Promise<number>): Promise<number> {
  const watch = new InterfaceWatch(settings.interface, say);
  try {
    return await body();
  } finally {
    frames.stop();
    watch.end();
    say(account(frames));
    if (frames.lost > 0) say(`${frames.lost} frames are not in ${settings.write?.path}`);
  }
}

/** Shows or prints what becomes settled, and what logs that grow meanwhile say differently. Answers the exit status. */
async function followed(
  frames: LiveFrames,
  settings: LiveSettings,
  options: OptionValues,
  screen: ScreenSettings | undefined,
  surroundings: Surroundings,
  say: Say,
): Promise<number> {
  const { format = 'text' } = settings;
  const output = new Output(surroundings.stdout);
  const announce: Say = screen === undefined ? (text) => output.write(text) : say;
  const tell = (status: 'begun' | 'ended') => {
    if (format === 'ndjson') output.write(`${JSON.stringify(captureLine(frames, status))}\n`);
  };
  tell('begun');
  const logs = await openLiveLogs(options, settings.analysis, format, surroundings, announce, say);
  if (logs !== undefined) logs.comparison.follow(frames);
  try {
    const budget = (holder: Forgetful) => new MemoryBudget(settings.memory, { associations: holder, ...logs?.comparison.holders }, say);
    if (screen === undefined) await printed(frames, settings, PRINTERS[format](output), output, budget);
    else await shown(frames, settings, screen, budget, logs?.comparison);
  } finally {
    await logs?.end();
    tell('ended');
    await output.drained();
  }
  return logs !== undefined && logs.comparison.differences > 0 ? DIFFERENT : DONE;
}

/** The budget of an analysis. */
type BudgetOf = (holder: Forgetful) => MemoryBudget;

/** The terminal interface, until the user leaves. */
async function shown(
  frames: LiveFrames,
  settings: LiveSettings,
  screen: ScreenSettings,
  budget: BudgetOf,
  followed: LiveLogs['comparison'] | undefined,
): Promise<void> {
  const { memory, analysis } = settings;
  const endless = { packets: indexedPackets(memory), spool: SPOOL_LIMIT, budget };
  await showCapture({ source: frames, paths: [], settings: analysis, endless, ...(followed !== undefined && { followed }) }, screen);
  frames.stop();
  await frames.ended;
}

/** Prints what becomes settled, until the capture ends. */
async function printed(frames: LiveFrames, settings: LiveSettings, printer: Printer, output: Output, budgetOf: BudgetOf): Promise<void> {
  const analysis = new Analysis(
    { ...printer, notification: (notification) => printer.notification(notification, pending.settle(notification)) },
    settings.analysis,
  );
  const pending = new PendingNotifications(analysis, printer.notification);
  const budget = budgetOf(analysis.reconstructor);
  frames.onSilence((until) => {
    budget.keep();
    analysis.advance(until);
    pending.look(until);
    void output.drained();
  });
  try {
    for await (const batch of frames) {
      budget.keep();
      analysis.batch(batch);
      pending.look(batch.time[batch.count - 1] ?? Number.NaN);
      await output.drained();
    }
  } finally {
    analysis.finish();
    pending.end();
    await output.drained();
  }
}

function listInterfaces(surroundings: Surroundings): number {
  for (const { name, state, addresses } of localInterfaces()) {
    surroundings.stdout.write(`${[name.padEnd(15), state.padEnd(4), addresses.join(', ')].join('  ').trimEnd()}\n`);
  }
  return 0;
}

interface Printer extends Sink {
  /** Settled, pending or withdrawn; `before` is what had been told of a settled one while it was pending. */
  notification(notification: Notification, before?: Notification): void;
}

const PRINTERS: Readonly<Record<LiveFormat, (output: Output) => Printer>> = {
  text: (output) => ({
    notification: (notification, before) => output.write(liveNotificationText(notification, before)),
    association: (report) => output.write(liveAssociationText(report)),
    diagnosis: (diagnosis) => output.write(diagnosisText(diagnosis)),
  }),
  ndjson: (output) => ({
    notification: (notification) => output.write(`${JSON.stringify(notificationLine(notification))}\n`),
    association: (report) => output.write(`${JSON.stringify(associationLine(report))}\n`),
    diagnosis: (diagnosis) => output.write(`${JSON.stringify(diagnosisLine(diagnosis))}\n`),
  }),
};
