/** `sctpscope decode`: the bytes of a notification, or of a subscription, in words. */
import { createInterface } from 'node:readline';
import type { AppCall, AppEvent } from '../../compare/app-log.js';
import type { Abi, ByteOrder } from '../../notification/abi/abi.js';
import { decodeNotification } from '../../notification/abi/decode.js';
import { guessAbi } from '../../notification/abi/guess-abi.js';
import { fromHex } from '../../notification/abi/hex.js';
import type { StructLayout } from '../../notification/abi/layout.js';
import { LINUX } from '../../notification/abi/linux.js';
import { layoutOf, structsOf } from '../../notification/abi/option.js';
import { ABIS, findAbi } from '../../notification/abi/registry.js';
import { splitNotifications } from '../../notification/abi/split-notifications.js';
import { findKernels, SUBSCRIBE_KERNELS, type SubscribeKernel } from '../../notification/abi/subscribe-kernel.js';
import { byteBuffers, bytesOfText } from '../byte-buffers.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { decodedJson, decodedText, structJson, structText, subscribeJson, subscribeText } from '../format/decoded.js';
import { bytesOfCall, kernelsOfCall, tracedCall } from '../traced-call.js';

export const decodeCommand: Command = {
  name: 'decode',
  operands: 'HEX|-',
  summary: 'a raw notification, or a raw sctp_event_subscribe, in words',
  description: [
    'Prints a notification buffer as recvmsg returned it, member by member with offsets, and says what is odd about it. HEX may be spelt as in a log: with spaces,',
    'commas, 0x or \\x, in the octal escapes of strace, as a list of decimal numbers, in base64, as a dump of hexdump, xxd or od, or as gdb',
    'prints memory and arrays. It may hold several; - reads a buffer a line, or over several lines. Without --abi the stack is guessed from the bytes.',
    'A line of strace is decoded, too: what recvmsg read, what setsockopt passed. --optlen alone tells which kernels take a sctp_event_subscribe of that length.',
    'Bytes that are all 0 or 1 are taken for a sctp_event_subscribe: what setsockopt(SCTP_EVENTS) does with them on which kernel.',
  ].join('\n'),
  options: [
    {
      name: '--abi',
      value: 'NAME',
      words: ABIS.map(({ name }) => name),
      help: `whose headers: ${ABIS.map(({ name }) => name).join(', ')}`,
    },
    { name: '--byte-order', value: 'ORDER', words: ['little', 'big'], help: "the host's: little (default) or big" },
    {
      name: '--struct',
      value: 'NAME',
      words: [...structsOf(LINUX).keys()],
      help: `not a notification: ${[...structsOf(LINUX).keys()].join(', ')}`,
    },
    { name: '--events', value: 'HEX', help: 'the value passed to setsockopt(SCTP_EVENTS)' },
    { name: '--optlen', value: 'N', help: 'the length passed with it; default: the bytes given' },
    { name: '--kernel', value: 'VERSION', help: 'only what this kernel does: 2.6.18, 3.10, 4.18.0-305.el8, freebsd; default: all' },
    { name: '--format', short: '-T', value: 'text|ndjson', help: 'default: text' },
  ],
  run,
};

interface Settings {
  abi: Abi | undefined;
  order: ByteOrder | undefined;
  optlen: number | undefined;
  /** Undefined for all that are known. */
  kernels: readonly SubscribeKernel[] | undefined;
  struct: StructLayout | undefined;
  json: boolean;
}

async function run(operands: string[], options: OptionValues, { stdin, stdout, stderr }: Surroundings): Promise<number> {
  const settings = readSettings(options);
  const { events } = options;
  if (typeof events === 'string') stdout.write(decodeTraced(events, settings) ?? subscription(hexOperand(events), settings));
  if (operands.length === 0 && events === undefined && settings.optlen !== undefined) stdout.write(subscription(NOTHING, settings));
  else if (operands.length === 0 && events === undefined)
    throw new UsageError('decode needs the bytes of a notification in hex, or - to read them from its input');
  if (operands.length === 1 && operands[0] === '-') return decodeLines(stdin, settings, stdout, stderr);
  if (operands.length > 0) stdout.write(decodeText(operands.join(' '), settings));
  return 0;
}

function readSettings(options: OptionValues): Settings {
  const abi = options['abi'] === undefined ? undefined : findAbi(String(options['abi']));
  if (options['abi'] !== undefined && abi === undefined) {
    throw new UsageError(`--abi ${String(options['abi'])}: known are ${ABIS.map(({ name }) => name).join(', ')}`);
  }
  const order = options['byte-order'];
  if (order !== undefined && order !== 'little' && order !== 'big')
    throw new UsageError(`--byte-order is little or big, not ${String(order)}`);
  const format = options['format'] ?? 'text';
  if (format !== 'text' && format !== 'ndjson') throw new UsageError(`--format is text or ndjson, not ${String(format)}`);
  return {
    abi,
    order,
    optlen: readOptlen(options['optlen']),
    kernels: readKernels(options['kernel']),
    struct: readStructName(options['struct'], abi ?? LINUX),
    json: format === 'ndjson',
  };
}

function readOptlen(value: OptionValues[string]): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,5}$/.test(String(value))) throw new UsageError(`--optlen is a number of bytes, not ${String(value)}`);
  return Number(value);
}

function readKernels(value: OptionValues[string]): readonly SubscribeKernel[] | undefined {
  if (value === undefined) return undefined;
  const kernels = findKernels(String(value));
  if (kernels.length === 0)
    throw new UsageError(
      `--kernel ${String(value)}: give what uname -r prints there, such as 2.6.18, 3.10 or 4.18.0-305.el8, or rhel6, freebsd, usrsctp`,
    );
  return kernels;
}

function readStructName(value: OptionValues[string], abi: Abi): StructLayout | undefined {
  if (value === undefined) return undefined;
  const layout = structsOf(abi).get(String(value));
  if (layout === undefined) throw new UsageError(`--struct ${String(value)}: known are ${[...structsOf(abi).keys()].join(', ')}`);
  return layout;
}

function hexOperand(text: string): Uint8Array {
  const bytes = bytesOfText(text);
  if (bytes === undefined || bytes.length === 0)
    throw new UsageError(
      `'${printable(text)}' is not bytes in hex; nor is it a dump, C escapes, a list of numbers, or base64 of a notification`,
    );
  return bytes;
}

/** What is echoed of input: short and without control characters. */
function printable(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return short.replace(/[^\x20-\x7e…]/g, '?');
}

/** A struct of switches: shorter than any notification's own length would allow, and nothing but 0 and 1. */
function looksLikeSubscription(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && bytes.length <= 16 && bytes.every((byte) => byte <= 1);
}

const NOTHING = new Uint8Array();

/** Bytes in whatever notation, or a line of strace. */
function decodeText(text: string, settings: Settings): string {
  const traced = decodeTraced(text, settings);
  if (traced === '') throw new UsageError('in this call there is nothing to decode: it neither read a notification nor set an option');
  return traced ?? decodeOne(hexOperand(text), settings);
}

/** Undefined where the text is no line of strace. */
function decodeTraced(text: string, settings: Settings): string | undefined {
  const events = tracedCall(text, settings.abi);
  return events?.map((event) => decodeEvent(event, settings)).join('');
}

function decodeEvent(event: AppEvent, settings: Settings): string {
  if (event.kind === 'notification') return decodeOne(fromHex(event.raw ?? '') ?? NOTHING, settings);
  if (event.kind !== 'call') return '';
  if (event.option === 'SCTP_EVENTS') return decodeSubscription(event, settings);
  const { abi = LINUX, order = 'little', json } = settings;
  const struct = layoutOf(event.option ?? '', abi);
  if (struct === undefined || event.raw === undefined) return json ? '' : `${event.option}: its value is not looked into\n`;
  const bytes = bytesOfCall(event);
  return json ? structJson(bytes, struct, abi, order) : `${event.option}: ${structText(bytes, struct, abi, order)}`;
}

function decodeSubscription(call: AppCall, settings: Settings): string {
  const { kernels, why } = kernelsOfCall(call);
  const text = subscription(bytesOfCall(call), { ...settings, optlen: call.optlen, kernels: settings.kernels ?? kernels });
  return settings.json || settings.kernels !== undefined ? text : `${why}:\n${text}`;
}

/** A buffer, and what else lies behind the notification in it. */
function decodeOne(bytes: Uint8Array, settings: Settings): string {
  const { abi, order, struct, json } = settings;
  if (struct !== undefined) return (json ? structJson : structText)(bytes, struct, abi ?? LINUX, order ?? 'little');
  if (looksLikeSubscription(bytes)) return subscription(bytes, settings);
  const parts = splitNotifications(bytes, abi);
  return parts.map((part) => decodeNotificationOf(part, settings)).join(json ? '' : '\n');
}

function decodeNotificationOf(bytes: Uint8Array, { abi, order, json }: Settings): string {
  const guess = guessAbi(bytes).find(
    (candidate) => (abi ?? candidate.abi) === candidate.abi && (order ?? candidate.order) === candidate.order,
  );
  const decoded = guess?.decoded ?? decodeNotification(bytes, abi ?? ABIS[0]!, order);
  const shown = abi === undefined ? guess : undefined;
  return json
    ? decodedJson(bytes, decoded, shown)
    : decodedText(decoded, shown) + (decoded.type === undefined ? otherStructs(bytes, decoded.abi) : '');
}

/** Bytes of no notification may be another struct, and that is known by its size at most. */
function otherStructs({ length }: Uint8Array, abi: Abi): string {
  const names = [...structsOf(abi).values()].flatMap(({ struct, size }) => (size === length ? [struct] : []));
  const [first] = names;
  return first === undefined
    ? ''
    : `mind: so many bytes has struct ${names.join(', ')}: --struct ${first}${names.length > 1 ? ' or another' : ''} reads them so\n`;
}

function subscription(bytes: Uint8Array, { optlen = bytes.length, kernels = SUBSCRIBE_KERNELS, json }: Settings): string {
  return json ? subscribeJson(bytes, optlen, kernels) : subscribeText(bytes, optlen, kernels);
}

/** Blank lines are skipped, others that are no bytes are counted. */
async function decodeLines(
  input: NodeJS.ReadableStream,
  settings: Settings,
  stdout: Surroundings['stdout'],
  stderr: Surroundings['stderr'],
): Promise<number> {
  let read = 0;
  let unread = 0;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const untraced = async function* (): AsyncGenerator<string> {
    for await (const line of lines) {
      const traced = decodeTraced(line, settings);
      if (traced === undefined) yield line;
      else {
        stdout.write(traced);
        if (traced !== '') read++;
      }
    }
  };
  for await (const bytes of byteBuffers(untraced())) {
    if (bytes === undefined) unread++;
    else {
      stdout.write(decodeOne(bytes, settings));
      read++;
    }
  }
  if (unread > 0) stderr.write(`sctpscope: ${unread} of ${read + unread} lines are not bytes in hex\n`);
  else if (read === 0) stderr.write('sctpscope: standard input is empty: give a buffer in hex a line\n');
  return read === 0 ? 3 : 0;
}
