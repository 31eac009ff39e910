/** The native form: NDJSON, one object a line, told apart by `event`. Fields it does not name are let be. */
import { fromHex } from '../../notification/abi/hex.js';
import type { AppCall, AppEvent, AppMessage, AppNotification, LogClock, LoggedAddress, LogLine } from '../app-log.js';
import { fromEpoch, parseTime } from '../log-time.js';
import { fromBytes, normaliseMembers, notificationType } from '../logged-notification.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';

export const nativeFormat: LogFormat = {
  name: 'native',
  title: "sctpscope's own NDJSON",
  bare: true,
  recognise: (lines) => {
    const objects = lines.filter((line) => parseObject(line)?.['event'] !== undefined).length;
    return objects === 0 ? 0 : 0.5 + objects / lines.length / 2;
  },
  start: (settings) => new NativeReader(settings),
};

type Entry = Readonly<Record<string, unknown>>;

/** The object of a line, which may stand behind what somebody else put before it. */
function parseObject(text: string): Entry | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  try {
    const value: unknown = JSON.parse(start === 0 ? text : text.slice(start));
    return typeof value === 'object' && value !== null ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}

class NativeReader implements LineReader {
  clock: LogClock = 'none';
  private readonly settings: ImportSettings;

  constructor(settings: ImportSettings) {
    this.settings = settings;
  }

  read(text: string, line: number): readonly AppEvent[] | undefined {
    const entry = parseObject(text);
    if (entry === undefined) return undefined;
    const event = this.readEntry(entry, lineOf(entry, line, this.time(entry['time'])));
    return event === undefined ? undefined : [event];
  }

  end(): readonly AppEvent[] {
    return [];
  }

  private time(value: unknown): number | undefined {
    const parsed = typeof value === 'number' ? fromEpoch(value) : undefined;
    if (parsed !== undefined) {
      this.clock = 'epoch';
      return parsed;
    }
    const text = typeof value === 'string' ? parseTime(value) : undefined;
    if (text === undefined) return undefined;
    this.clock = text.absolute && this.clock !== 'unknown-offset' ? 'epoch' : 'unknown-offset';
    return text.time;
  }

  private readEntry(entry: Entry, where: LogLine): AppEvent | undefined {
    switch (entry['event']) {
      case 'notification':
        return this.notification(entry, where);
      case 'call':
        return call(entry, where);
      case 'message':
        return message(entry, where);
      case 'note':
      case 'mark':
      case 'remark':
        return remark(entry, where);
      default:
        return undefined;
    }
  }

  /** Members that the log spells out go before those of its raw bytes. */
  private notification(entry: Entry, where: LogLine): AppNotification | undefined {
    const bytes = typeof entry['raw'] === 'string' ? fromHex(entry['raw']) : undefined;
    const read = bytes === undefined ? undefined : fromBytes(bytes, where, this.settings.abi);
    const type = notificationType(entry['sn_type'], this.settings.abi) ?? read?.type;
    if (type === undefined) return undefined;
    const stated = normaliseMembers(structMembers(entry), this.settings.abi);
    const members = read?.type === type ? { ...read.members, ...stated } : stated;
    const association = associationOf(entry) ?? read?.association;
    return {
      ...where,
      kind: 'notification',
      type,
      members,
      ...(read?.raw === undefined ? {} : { raw: read.raw }),
      ...(association === undefined ? {} : { association }),
    };
  }
}

/** Members of the C structs begin with their struct's prefix; ids, types and lengths of the header are kept apart. */
function structMembers(entry: Entry): Record<string, unknown> {
  const members = Object.entries(entry).filter(
    ([name]) =>
      /^(sac|spc|sre|ssfe?|sai|pdapi|auth|strreset|assocreset|strchange)_/.test(name) &&
      !/_(assoc_id|type|length|names|family)$/.test(name),
  );
  return Object.fromEntries(members.filter(([name]) => !(/^(ssfe?)_flags$/.test(name) && `${name}_name` in entry)));
}

function associationOf(entry: Entry): number | undefined {
  const value = entry['assoc_id'] ?? Object.entries(entry).find(([name]) => name.endsWith('_assoc_id') && !name.startsWith('se_'))?.[1];
  return typeof value === 'number' ? value : undefined;
}

function lineOf(entry: Entry, line: number, time: number | undefined): LogLine {
  const where: LogLine = { line, time };
  const socket = entry['socket'] ?? entry['sock'];
  if (typeof socket === 'string' || typeof socket === 'number') where.socket = String(socket);
  const association = associationOf(entry);
  if (association !== undefined) where.association = association;
  const peer = loggedAddress(entry['from'] ?? entry['peer'] ?? entry['to'], entry['from_port'] ?? entry['peer_port'] ?? entry['to_port']);
  if (peer !== undefined) where.peer = peer;
  return where;
}

function loggedAddress(address: unknown, port: unknown): LoggedAddress | undefined {
  if (typeof address !== 'string') return undefined;
  return typeof port === 'number' ? { address, port } : { address };
}

type Field = readonly [field: string, member: string, type: 'number' | 'string'];

/** The form's members by the log's fields, where they are plain numbers or texts. */
const CALL_FIELDS: readonly Field[] = [
  ['result', 'result', 'number'],
  ['stream', 'stream', 'number'],
  ['ppid', 'ppid', 'number'],
  ['context', 'context', 'number'],
  ['timetolive', 'timetolive', 'number'],
  ['pr_value', 'policyValue', 'number'],
  ['length', 'length', 'number'],
  ['optlen', 'optlen', 'number'],
  ['room', 'room', 'number'],
  ['errno', 'errno', 'string'],
  ['pr_policy', 'policy', 'string'],
  ['data', 'data', 'string'],
  ['option', 'option', 'string'],
  ['raw', 'raw', 'string'],
  ['how', 'how', 'string'],
  ['type', 'type', 'string'],
];
const MESSAGE_FIELDS: readonly Field[] = [
  ['stream', 'stream', 'number'],
  ['ssn', 'ssn', 'number'],
  ['ppid', 'ppid', 'number'],
  ['tsn', 'tsn', 'number'],
  ['length', 'length', 'number'],
];

type FieldTable = ReadonlyMap<string, Field>;
const OF_CALL: FieldTable = new Map(CALL_FIELDS.map((row) => [row[0], row]));
const OF_MESSAGE: FieldTable = new Map(MESSAGE_FIELDS.map((row) => [row[0], row]));

/** Hot: a log may have millions of lines. */
function addFields(event: AppCall | AppMessage, entry: Entry, table: FieldTable): void {
  for (const name in entry) {
    const row = table.get(name);
    if (row !== undefined && typeof entry[name] === row[2]) (event as unknown as Record<string, unknown>)[row[1]] = entry[name];
  }
}

function call(entry: Entry, where: LogLine): AppEvent | undefined {
  const name = entry['call'];
  if (typeof name !== 'string') return undefined;
  if (name === 'mark') return remark(entry, where);
  // Not a copy by spread: what is added to one of those costs five times what parsing the line costs.
  const event: AppCall = Object.assign(where, { kind: 'call' as const, call: name });
  addFields(event, entry, OF_CALL);
  const newSocket = entry['new_socket'] ?? entry['newsock'];
  if (typeof newSocket === 'string' || typeof newSocket === 'number') event.newSocket = String(newSocket);
  const flags = entry['flags'];
  if (Array.isArray(flags)) event.flags = flags.filter((flag) => typeof flag === 'string');
  const addresses = calledAddresses(entry);
  if (addresses.length > 0) event.addresses = addresses;
  return event;
}

function calledAddresses(entry: Entry): LoggedAddress[] {
  const list = entry['addresses'] ?? entry['addrs'] ?? entry['address'] ?? entry['addr'];
  const texts = Array.isArray(list) ? list : typeof list === 'string' ? list.split(',') : [];
  return texts.flatMap((text) => loggedAddress(text, entry['port']) ?? []);
}

function message(entry: Entry, where: LogLine): AppMessage {
  const event: AppMessage = Object.assign(where, { kind: 'message' as const });
  addFields(event, entry, OF_MESSAGE);
  if (typeof entry['eor'] === 'boolean') event.complete = entry['eor'];
  return event;
}

function remark(entry: Entry, where: LogLine): AppEvent {
  const text = [entry['text'], entry['note'], entry['mark']].find((candidate) => typeof candidate === 'string') ?? '';
  const reading = /\b(stops reading|reading off)\b/.test(text) ? false : /\b(starts reading|reading on)\b/.test(text) ? true : undefined;
  return { ...where, kind: 'remark', text, ...(reading === undefined ? {} : { reading }) };
}
