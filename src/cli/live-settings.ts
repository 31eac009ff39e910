/** The options of `live`: their table, and their meaning. */
import type { AnalysisSettings } from '../analysis/analysis.js';
import { defaultFilters } from '../capture/live/capture-filter.js';
import { ENGINE_NAMES, type EngineName, type User } from '../capture/live/engine.js';
import { parseRotation, ROTATION_UNITS, type Rotation } from '../capture/live/rotation.js';
import { captureUser } from './capture-user.js';
import { type Option, type OptionValues, UsageError } from './command.js';
import { LIVE_FORMATS, type LiveFormat } from './live-format.js';
import { LIVE_LOG_OPTIONS } from './live-log-options.js';
import { defaultBudget } from './memory-budget.js';
import { SCREEN_OPTIONS } from './screen.js';
import { ANALYSIS_OPTIONS, analysisSettings, vantagesOf } from './settings.js';

const MEBIBYTE = 1 << 20;
const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES] as const;

export const LIVE_OPTIONS: readonly Option[] = [
  { name: '--interface', short: '-i', value: 'INTERFACE', help: 'the same as the operand' },
  { name: '--list-interfaces', short: '-D', help: 'print the interfaces of this machine and end' },
  { name: '--filter', short: '-f', value: 'BPF', help: 'capture filter of libpcap (default: SCTP, SCTP over UDP, fragments, ICMP)' },
  {
    name: '--engine',
    value: ENGINE_CHOICES.join('|'),
    help: 'what captures: the package cap, dumpcap, or tcpdump (default auto: the first of these that works)',
  },
  { name: '--user', value: 'NAME', help: 'whose rights to keep when started by root (default: who called sudo)' },
  {
    name: '--buffer',
    short: '-B',
    value: 'MIB',
    help: 'what the kernel keeps for a program that does not keep up (default: 32 for dumpcap, else 128)',
  },
  { name: '--write', short: '-w', value: 'FILE', help: 'keep what is captured, as pcapng that can be read at any moment' },
  {
    name: '--rotate',
    value: 'SIZE|TIME[,COUNT]',
    help: `begin a new file after so much, keep so many, e.g. 100MB,10 or 1h (${ROTATION_UNITS.join(' ')})`,
  },
  {
    name: '--memory',
    value: 'MB',
    help: 'what the analysis, and a comparison with logs, may use before they forget what is oldest (default: 1000)',
  },
  { name: '--count', short: '-c', value: 'COUNT', help: 'end after so many frames' },
  { name: '--duration', value: 'SECONDS', help: 'end after so many seconds' },
  {
    name: '--format',
    short: '-T',
    value: LIVE_FORMATS.join('|'),
    help: 'text, or a JSON object a line (default: the terminal interface; text where there is none)',
  },
  ...LIVE_LOG_OPTIONS,
  ...SCREEN_OPTIONS,
  ...ANALYSIS_OPTIONS,
];

export interface LiveSettings {
  interface: string;
  filters: readonly string[];
  engine: EngineName | 'auto';
  user: User | undefined;
  bufferLength: number | undefined;
  /** Where to keep what is captured. */
  write: { path: string; rotation: Rotation | undefined } | undefined;
  /** Frames, and milliseconds, to end after. */
  limits: { count: number; duration: number };
  /** Undefined: nobody said. */
  format: LiveFormat | undefined;
  /** Bytes that the analysis may use. */
  memory: number;
  analysis: AnalysisSettings;
}

export function liveSettings(operands: readonly string[], options: OptionValues): LiveSettings {
  const analysis = analysisSettings(options);
  const name = interfaceName(operands, options);
  const [vantage] = vantagesOf(options, [name]);
  const filter = options['filter'];
  return {
    interface: name,
    filters: typeof filter === 'string' ? [filter] : defaultFilters(analysis.udpPorts),
    engine: choice('--engine', options['engine'] ?? 'auto', ENGINE_CHOICES),
    user: captureUser(options['user']),
    bufferLength: options['buffer'] === undefined ? undefined : positive('--buffer', options['buffer']) * MEBIBYTE,
    write: evidence(options),
    limits: { count: positive('--count', options['count']), duration: positive('--duration', options['duration']) * 1000 },
    format: options['format'] === undefined ? undefined : choice('--format', options['format'], LIVE_FORMATS),
    memory: options['memory'] === undefined ? defaultBudget() : positive('--memory', options['memory']) * 1e6,
    analysis: vantage === undefined ? analysis : { ...analysis, vantage },
  };
}

function interfaceName(operands: readonly string[], options: OptionValues): string {
  const named = options['interface'];
  const given = typeof named === 'string' ? [...operands, named] : operands;
  const [name] = given;
  if (name === undefined) throw new UsageError('live needs an interface; sctpscope live --list-interfaces tells which there are');
  if (given.length > 1)
    throw new UsageError(`live captures one interface at a time, and ${given.join(', ')} were given; 'any' is all of them`);
  return name;
}

function evidence(options: OptionValues): LiveSettings['write'] {
  const { write: path, rotate } = options;
  if (typeof path !== 'string') {
    if (rotate !== undefined) throw new UsageError('--rotate needs --write FILE');
    return undefined;
  }
  if (typeof rotate !== 'string') return { path, rotation: undefined };
  const rotation = parseRotation(rotate);
  if (rotation === undefined)
    throw new UsageError(`--rotate ${rotate}: a size or a time is needed, e.g. 100MB or 1h, and a count of files if wanted: 100MB,10`);
  return { path, rotation };
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
