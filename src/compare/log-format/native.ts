/** The native form: NDJSON, one object a line, told apart by `event`. Fields it does not name are let be. */
import { fromHex } from '../../notification/abi/hex.js';
import type { AppCall, AppEvent, AppMessage, AppNotification, LogClock, LoggedAddress, LogLine } from '../app-log.js';
import { fromEpoch, parseTime } from '../log-time.js';
import { fromBytes, normaliseMembers, notificationType } from '../logged-notification.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';

export const nativeFormat: LogFormat = {
  name: 'native',
  title: "sctpscope's own NDJSON",
  recognise: (lines) => {
    const objects = lines.filter((line) => parseObject(line)?.['event'] !== undefined).length;
    return lines.length === 0 ? 0 : objects / lines.length;
  },
  start: (settings) => new NativeReader(settings),
};

type Entry = Readonly<Record<string, unknown>>;

function parseObject(text: string): Entry | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
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
    const event = this.readEntry(entry, { ...place(entry), line, time: this.time(entry['time']) });
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

function place(entry: Entry): Pick<LogLine, 'socket' | 'association' | 'peer'> {
  const socket = entry['socket'] ?? entry['sock'];
  const association = associationOf(entry);
  const peer = loggedAddress(entry['from'] ?? entry['peer'] ?? entry['to'], entry['from_port'] ?? entry['peer_port'] ?? entry['to_port']);
  return {
    ...(typeof socket === 'string' || typeof socket === 'number' ? { socket: String(socket) } : {}),
    ...(association === undefined ? {} : { association }),
    ...(peer === undefined ? {} : { peer }),
  };
}

function loggedAddress(address: unknown, port: unknown): LoggedAddress | undefined {
  if (typeof address !== 'string') return undefined;
  return typeof port === 'number' ? { address, port } : { address };
}

/** The form's members by the log's fields, where they are plain numbers or texts. */
const CALL_NUMBERS: FieldNames = {
  result: 'result',
  stream: 'stream',
  ppid: 'ppid',
  context: 'context',
  timetolive: 'timetolive',
  pr_value: 'policyValue',
  length: 'length',
  optlen: 'optlen',
};
const CALL_TEXTS: FieldNames = {
  errno: 'errno',
  pr_policy: 'policy',
  data: 'data',
  option: 'option',
  raw: 'raw',
  how: 'how',
  type: 'type',
};
const MESSAGE_NUMBERS: FieldNames = { stream: 'stream', ssn: 'ssn', ppid: 'ppid', tsn: 'tsn', length: 'length' };

type FieldNames = Readonly<Record<string, string>>;

function pick(entry: Entry, names: FieldNames, type: 'number' | 'string'): Record<string, unknown> {
  const picked = Object.entries(names).filter(([field]) => typeof entry[field] === type);
  return Object.fromEntries(picked.map(([field, member]) => [member, entry[field]]));
}

function call(entry: Entry, where: LogLine): AppEvent | undefined {
  const name = entry['call'];
  if (typeof name !== 'string') return undefined;
  if (name === 'mark') return remark(entry, where);
  const newSocket = entry['new_socket'] ?? entry['newsock'];
  const flags = entry['flags'];
  const addresses = calledAddresses(entry);
  return {
    ...where,
    kind: 'call',
    call: name,
    ...pick(entry, CALL_NUMBERS, 'number'),
    ...pick(entry, CALL_TEXTS, 'string'),
    ...(Array.isArray(flags) ? { flags: flags.filter((flag) => typeof flag === 'string') } : {}),
    ...(typeof newSocket === 'string' || typeof newSocket === 'number' ? { newSocket: String(newSocket) } : {}),
    ...(addresses.length === 0 ? {} : { addresses }),
  } satisfies AppCall;
}

function calledAddresses(entry: Entry): LoggedAddress[] {
  const list = entry['addresses'] ?? entry['addrs'] ?? entry['address'] ?? entry['addr'];
  const texts = Array.isArray(list) ? list : typeof list === 'string' ? list.split(',') : [];
  return texts.flatMap((text) => loggedAddress(text, entry['port']) ?? []);
}

function message(entry: Entry, where: LogLine): AppMessage {
  return {
    ...where,
    kind: 'message',
    ...pick(entry, MESSAGE_NUMBERS, 'number'),
    ...(typeof entry['eor'] === 'boolean' ? { complete: entry['eor'] } : {}),
  };
}

function remark(entry: Entry, where: LogLine): AppEvent {
  const text = [entry['text'], entry['note'], entry['mark']].find((candidate) => typeof candidate === 'string') ?? '';
  const reading = /\b(stops reading|reading off)\b/.test(text) ? false : /\b(starts reading|reading on)\b/.test(text) ? true : undefined;
  return { ...where, kind: 'remark', text, ...(reading === undefined ? {} : { reading }) };
}
