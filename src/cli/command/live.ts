/** `sctpscope live`: captures an interface and tells what each application should have been told, as soon as it is settled. */
import { Analysis } from '../../analysis/analysis.js';
import { defaultFilters } from '../../capture/live/capture-filter.js';
import { ENGINE_NAMES, type EngineName } from '../../capture/live/engine.js';
import { localInterfaces } from '../../capture/live/interface-list.js';
import { type StartedCapture, startCapture } from '../../capture/live/start-capture.js';
import type { Sink } from '../../reconstruct/model.js';
import { become, captureUser } from '../capture-user.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { liveAssociationText, liveNotificationText } from '../format/live-text.js';
import { associationLine, diagnosisLine, notificationLine } from '../format/ndjson.js';
import { diagnosisText } from '../format/text.js';
import { LiveSession } from '../live-session.js';
import { Output } from '../output.js';
import { ANALYSIS_OPTIONS, analysisSettings } from '../settings.js';

const FORMATS = ['text', 'ndjson'] as const;
const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES];

export const live: Command = {
  name: 'live',
  operands: 'INTERFACE',
  summary: 'the same while capturing an interface',
  description:
    'Captures an interface and tells which notifications each application should have received, within a second of the packet that settles them.\n' +
    'Ctrl-C ends it with a summary of the associations. Capturing needs rights: run it with sudo; they are given up once the interface is open.',
  options: [
    { name: '--interface', short: '-i', value: 'INTERFACE', help: 'the same as the operand' },
    { name: '--list-interfaces', short: '-D', help: 'print the interfaces of this machine and end' },
    { name: '--filter', short: '-f', value: 'BPF', help: 'capture filter of libpcap (default: SCTP, SCTP over UDP, fragments, ICMP)' },
    {
      name: '--engine',
      value: ENGINE_CHOICES.join('|'),
      help: 'what captures: the package cap, dumpcap, or tcpdump (default auto: the first of these that works)',
    },
    { name: '--user', value: 'NAME', help: 'whose rights to keep when started by root (default: who called sudo)' },
    { name: '--count', short: '-c', value: 'COUNT', help: 'end after so many frames' },
    { name: '--duration', value: 'SECONDS', help: 'end after so many seconds' },
    { name: '--format', short: '-T', value: FORMATS.join('|'), help: 'text (default), or a JSON object a line' },
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (options['list-interfaces'] === true) return listInterfaces(surroundings);
  const format = choice('--format', options['format'] ?? 'text', FORMATS);
  const engine = choice('--engine', options['engine'] ?? 'auto', ENGINE_CHOICES) as EngineName | 'auto';
  const settings = analysisSettings(options);
  const limits = { count: positive('--count', options['count']), duration: positive('--duration', options['duration']) * 1000 };
  const filter = options['filter'];
  const user = captureUser(options['user']);
  const started = await startCapture({
    interface: interfaceName(operands, options),
    filters: typeof filter === 'string' ? [filter] : defaultFilters(settings.udpPorts),
    engine,
    user,
    command: ownCommand(),
  });
  const say = (text: string) => surroundings.stderr.write(`sctpscope: ${text}\n`);
  if (user !== undefined) become(user);
  announce(started, say);
  const output = new Output(surroundings.stdout);
  const analysis = new Analysis(SINKS[format](output), settings);
  const session = new LiveSession(started.capture, analysis, output);
  const release = stopAtSignal(session);
  try {
    await session.run(limits);
  } finally {
    release();
    say(account(analysis, started));
  }
  return 0;
}

function interfaceName(operands: readonly string[], options: OptionValues): string {
  const given = [...operands, ...(typeof options['interface'] === 'string' ? [options['interface']] : [])];
  const [name] = given;
  if (name === undefined) throw new UsageError('live needs an interface; sctpscope live --list-interfaces tells which there are');
  if (given.length > 1)
    throw new UsageError(`live captures one interface at a time, and ${given.join(', ')} were given; 'any' is all of them`);
  return name;
}

function choice<Name extends string>(option: string, value: OptionValues[string], known: readonly Name[]): Name {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new UsageError(`${option} ${String(value)}: known are ${known.join(', ')}`);
  return found;
}

function positive(option: string, value: OptionValues[string]): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const number = Number(value);
  if (!(number > 0)) throw new UsageError(`${option} ${String(value)}: a number above 0 is needed`);
  return number;
}

/** The program as it was called, for a shell. */
function ownCommand(): string {
  return process.argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

function announce({ capture, passedOver }: StartedCapture, say: (text: string) => void): void {
  for (const { engine, failure } of passedOver) say(`not with ${engine.name}: ${failure.text}`);
  const { engine } = capture;
  say(`capturing on ${capture.files[0]} with ${engine.what} (${engine.cost.join('; ')}); Ctrl-C ends it`);
}

function account(analysis: Analysis, { capture }: StartedCapture): string {
  const { dropped, engine } = capture;
  const by = engine.counts === 'own' ? `${engine.name}, those that the kernel dropped are not known` : 'the kernel';
  return `${analysis.frames} frames, ${analysis.packets} SCTP packets; ${dropped ?? 'unknown how many'} dropped by ${by}`;
}

/** The first signal ends the capture, the second the program. */
function stopAtSignal(session: LiveSession): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const stop = () => {
    if (asked) process.exit(130);
    asked = true;
    session.stop();
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

function listInterfaces(surroundings: Surroundings): number {
  for (const { name, state, addresses } of localInterfaces()) {
    surroundings.stdout.write(`${[name.padEnd(15), state.padEnd(4), addresses.join(', ')].join('  ').trimEnd()}\n`);
  }
  return 0;
}

const SINKS = {
  text: (output: Output): Sink => ({
    notification: (notification) => output.write(liveNotificationText(notification)),
    association: (report) => output.write(liveAssociationText(report)),
    diagnosis: (diagnosis) => output.write(diagnosisText(diagnosis)),
  }),
  ndjson: (output: Output): Sink => ({
    notification: (notification) => output.write(`${JSON.stringify(notificationLine(notification))}\n`),
    association: (report) => output.write(`${JSON.stringify(associationLine(report))}\n`),
    diagnosis: (diagnosis) => output.write(`${JSON.stringify(diagnosisLine(diagnosis))}\n`),
  }),
};
