/**
 * strace of the application, with -f or without, any of -r -t -tt -ttt -T -i -k -n, -x or -xx or plain escapes, -y, -yy or -Y. Notifications are known by their bytes: strace
 * prints MSG_NOTIFICATION as MSG_MORE, which has the same number.
 */
import type { AppEvent, LogClock, LogLine } from '../app-log.js';
import { fromEpochText, parseTime } from '../log-time.js';
import { declaredLength, fromBytes, isNotification, LONGEST_NOTIFICATION } from '../logged-notification.js';
import { DayCounter } from '../stamp-reader.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';
import { CALLS, RECEIVING, type Received } from './strace-calls.js';
import { Descriptors, PROCESS_LIMIT } from './strace-descriptors.js';
import { joined, parseCall, type StraceCall, type StraceValue, word } from './strace-syntax.js';
import { WaitingReads } from './strace-waiting.js';

/** The process, its name (-Y); the time, or what has passed since the last line (-r); beside a time that, the call's number (-n) and the program's place (-i). */
const PREFIX = new RegExp(
  [
    '^(?:\\[pid\\s+(\\d+)(?:<[^>]{0,64}>)?\\]\\s+|(\\d{1,7})(?:<[^>]{0,64}>)?\\s+)?',
    '\\s*(?:(\\d{9,10}(?:\\.\\d+)?)\\s+|(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)\\s+|(\\d+\\.\\d{3,9})\\s+)?',
    '(?:\\(\\+\\s+\\d+(?:\\.\\d+)?\\)\\s+)?(?:\\[\\s*\\d{1,4}\\]\\s+)?(?:\\[[0-9a-f?]{8,16}\\]\\s+)?',
  ].join(''),
);
const CALL_LIKE = /^(?:[a-z_][a-z0-9_]*\(|<\.\.\. |\+\+\+ |--- |strace: Process \d+ |Process \d+ (?:at|de)tached)/;
/** A stack (-k), and the table at the end (-C). */
const NOT_A_CALL = /^ > \S+(?:\(\S*\))? \[|^% time +seconds|^[ -]*-{6}[ -]*$|^ *\d+\.\d\d +\d+\.\d{6} /;

export const straceFormat: LogFormat = {
  name: 'strace',
  title: 'strace of the application',
  bare: true,
  recognise: (lines) => {
    const calls = lines.filter(
      (line) => CALL_LIKE.test(line.replace(PREFIX, '')) && /\) += |resumed>|unfinished|\+\+\+|---/.test(line),
    ).length;
    return calls === 0 ? 0 : 0.5 + (0.45 * calls) / lines.length;
  },
  start: (settings) => new StraceReader(settings),
};

/** Where a line is, and whose it is. */
interface Place extends LogLine {
  pid: string;
  /** When the call began: its own line, or the line that it was interrupted on. */
  began: number | undefined;
  /** Its end is known: it was interrupted, or strace was called with -T. */
  ends: boolean;
}

class StraceReader implements LineReader {
  clock: LogClock = 'none';
  private readonly settings: ImportSettings;
  private readonly days = new DayCounter();
  private elapsed = 0;
  private readonly descriptors = new Descriptors();
  private readonly waiting = new WaitingReads();
  /** Calls that another thread's line interrupted, by process. */
  private readonly unfinished = new Map<string, { text: string; line: number; began: number | undefined }>();
  /** Beginnings of notifications longer than the application's buffer, by socket. */
  private readonly begun = new Map<string, Uint8Array>();
  private cutNotifications = 0;

  constructor(settings: ImportSettings) {
    this.settings = settings;
  }

  get problems(): readonly string[] {
    const count = this.cutNotifications;
    return count === 0 ? [] : [`strace shows only the beginning of ${count} notification${count === 1 ? '' : 's'}: call it with -s 65535`];
  }

  read(line: string, number: number): readonly AppEvent[] | undefined {
    const prefix = PREFIX.exec(line)!;
    const pid = prefix[1] ?? prefix[2] ?? '';
    const rest = line.slice(prefix[0].length);
    if (!CALL_LIKE.test(rest)) return NOT_A_CALL.test(line) ? [] : undefined;
    const time = this.time(prefix);
    const before = this.waiting.nextLine(pid, time);
    const events = this.line(rest, { pid, line: number, time, began: time, ends: false });
    return before.length === 0 ? events : [...before, ...(events ?? [])];
  }

  end(): readonly AppEvent[] {
    return this.waiting.end();
  }

  private line(rest: string, place: Place): readonly AppEvent[] | undefined {
    const { pid } = place;
    if (rest.startsWith('+++')) return this.exit(place);
    if (/^(?:---|strace:|Process )/.test(rest)) return [];
    const cut = rest.indexOf(' <unfinished ...>');
    if (cut >= 0) return this.interrupt(rest.slice(0, cut), place);
    const resumed = /^<\.\.\. [a-z0-9_]+ resumed>\s?/.exec(rest);
    if (resumed === null) return this.call(rest, place);
    const begun = this.unfinished.get(pid);
    this.unfinished.delete(pid);
    if (begun === undefined) return [];
    return this.call(begun.text + rest.slice(resumed[0].length), { ...place, line: begun.line, began: begun.began, ends: true });
  }

  private interrupt(text: string, { pid, line, time }: Place): readonly AppEvent[] {
    if (this.unfinished.size < PROCESS_LIMIT || this.unfinished.has(pid)) this.unfinished.set(pid, { text, line, began: time });
    if (FORK.test(text) && !SHARES.test(text)) this.descriptors.forks(pid);
    return [];
  }

  private exit({ pid, line, time }: Place): AppEvent[] {
    return this.descriptors.exits(pid).map((socket) => ({ kind: 'call', call: 'close', socket, line, time }));
  }

  private time([, , , epoch, ofDay, relative]: RegExpExecArray): number | undefined {
    if (epoch !== undefined) {
      this.clock = 'epoch';
      return fromEpochText(epoch);
    }
    if (ofDay === undefined && relative === undefined) return undefined;
    this.clock = 'unknown-offset';
    if (ofDay !== undefined) return this.days.unroll(parseTime(ofDay)?.time ?? 0);
    this.elapsed += Math.round(Number(relative) * 1e6);
    return this.elapsed;
  }

  private call(text: string, place: Place): readonly AppEvent[] | undefined {
    const name = /^[a-z0-9_]+/.exec(text)?.[0] ?? '';
    if (!KNOWN.has(name)) {
      if (!NETWORK.has(name)) this.waiting.sawOtherCalls();
      return /\)\s+= /.test(text) ? [] : undefined;
    }
    const call = parseCall(text);
    if (call === undefined) return undefined;
    if (FORK.test(text)) return this.forked(call, text, place.pid);
    if (name === 'socket') return this.socketCall(call, place);
    const descriptor = descriptorOf(call.args[0]);
    if (descriptor === undefined) return [];
    if (isDuplication(call)) this.descriptors.duplicate(place.pid, descriptor, String(call.result));
    if (isSctp(call)) this.known(place.pid, descriptor);
    const receive = RECEIVING[name];
    return receive === undefined ? this.called(descriptor, call, place) : this.receivedAll(descriptor, call, receive(call), place);
  }

  private forked({ result = -1 }: StraceCall, text: string, pid: string): readonly AppEvent[] {
    if (result > 0) this.descriptors.forked(pid, String(result), SHARES.test(text));
    return [];
  }

  /** The socket's name, which it gets now if it has none. */
  private known(pid: string, descriptor: string): string {
    return this.descriptors.socket(pid, descriptor) ?? this.descriptors.open(pid, descriptor);
  }

  private socketCall({ args, result = -1 }: StraceCall, { pid, line, began }: Place): readonly AppEvent[] {
    if (!/SCTP|132/.test(word(args[2])) || result < 0) return [];
    const socket = this.descriptors.open(pid, String(result));
    return [{ line, time: began, kind: 'call', call: 'socket', socket, type: word(args[1]), result }];
  }

  private receivedAll(descriptor: string, call: StraceCall, reads: readonly Received[], place: Place): readonly AppEvent[] {
    if ((call.result ?? -1) <= 0) return this.nothingReceived(descriptor, call, place);
    const time = call.duration === undefined || place.ends ? place.time : (place.time ?? 0) + call.duration;
    const events = reads.flatMap((read) => this.received(descriptor, read, { ...place, time }));
    if (events.length === 0 || place.ends || call.duration !== undefined || time === undefined) return events;
    return this.waiting.keep(place.pid, events) ? [] : events;
  }

  private received(descriptor: string, read: Received, { pid, line, time }: Place): AppEvent[] {
    const { from } = read;
    const socket = this.descriptors.socket(pid, descriptor);
    const where: LogLine = { line, time, socket: socket ?? descriptor, ...(from === undefined ? {} : { peer: from }) };
    const begun = this.begun.get(where.socket!);
    this.begun.delete(where.socket!);
    const bytes = begun === undefined ? read.bytes : joined([begun, read.bytes]);
    if (begun !== undefined || this.isNotification(read)) {
      if (!read.cut && !read.complete && bytes.length < Math.min(declaredLength(bytes), LONGEST_NOTIFICATION)) {
        this.begun.set(where.socket!, bytes);
        return [];
      }
      const notification = fromBytes(bytes, where, this.settings.abi);
      if (notification !== undefined) {
        if (read.cut) this.cutNotifications++;
        this.known(pid, descriptor);
        return [notification];
      }
    }
    return socket === undefined ? [] : [{ ...where, kind: 'message', length: read.length ?? 0, complete: read.complete }];
  }

  private isNotification({ bytes, cut, length, complete, maybeNotification, flagged }: Received): boolean {
    if (!maybeNotification) return false;
    if (flagged) return cut || isLong(bytes) || isWhole(bytes) || isNotification(bytes, this.settings.abi);
    if (cut) return complete && bytes.length >= 8 && declaredLength(bytes) === length;
    return isLong(bytes) || isNotification(bytes, this.settings.abi);
  }

  private nothingReceived(descriptor: string, { result, errno, name }: StraceCall, { pid, line, time }: Place): readonly AppEvent[] {
    const socket = this.descriptors.socket(pid, descriptor);
    if (socket === undefined) return [];
    if (errno === 'EAGAIN' || errno === 'EINTR') return [];
    return [{ line, time, socket, kind: 'call', call: name, ...outcome(result, errno) }];
  }

  private called(descriptor: string, call: StraceCall, { pid, line, began }: Place): readonly AppEvent[] {
    const make = CALLS[call.name];
    const socket = call.name === 'close' ? this.descriptors.close(pid, descriptor) : this.descriptors.socket(pid, descriptor);
    if (make === undefined || socket === undefined) return [];
    return make(call).map((details) => {
      const made = details.newSocket === undefined ? {} : { newSocket: this.descriptors.open(pid, details.newSocket) };
      const { result, errno } = call;
      return { line, time: began, kind: 'call', socket, call: call.name, ...outcome(result, errno), ...details, ...made };
    });
  }
}

function outcome(result: number | undefined, errno: string | undefined): { result?: number; errno?: string } {
  return { ...(result === undefined ? {} : { result }), ...(errno === undefined ? {} : { errno }) };
}

const FORK = /^(?:v?fork|clone3?)\(/;
/** What makes a thread of it, as far as descriptors go. */
const SHARES = /\bCLONE_FILES\b/;
const DUPLICATIONS: ReadonlySet<string> = new Set(['dup', 'dup2', 'dup3', 'fcntl', 'fcntl64']);

/** Calls that are looked at; the rest of a trace is passed over. */
const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(RECEIVING),
  ...Object.keys(CALLS),
  ...DUPLICATIONS,
  'socket',
  'fork',
  'vfork',
  'clone',
  'clone3',
]);

/** What else strace -e trace=network shows. */
const NETWORK: ReadonlySet<string> = new Set(['getsockname', 'getpeername', 'socketpair', 'recvmmsg_time64', 'socketcall', 'exit_group']);

function isDuplication({ name, args, result = -1 }: StraceCall): boolean {
  if (!DUPLICATIONS.has(name) || result < 0) return false;
  return !name.startsWith('fcntl') || /F_DUPFD/.test(word(args[1]));
}

/** '3', '3<socket:[12345]>', '3<SCTP:[10.1.0.1:5001->10.1.0.2:6010]>'. */
function descriptorOf(value: StraceValue | undefined): string | undefined {
  return /^(\d+)(?:<|$)/.exec(word(value))?.[1];
}

function isSctp({ name, args }: StraceCall): boolean {
  if (/^\d+<SCTP/.test(word(args[0]))) return true;
  return (name === 'setsockopt' || name === 'getsockopt') && /SOL_SCTP|IPPROTO_SCTP|0x84/.test(word(args[1]));
}

/** More than a message would say by chance: the header of a notification whose length exceeds what was read. */
function isLong(bytes: Uint8Array): boolean {
  return bytes.length >= 16 && bytes[1] === 0x80 && bytes[0]! < 0x10 && declaredLength(bytes) > bytes.length;
}

/** The kernel says that it is a notification, and its header says that this is all of it; its members may be odd. */
function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && declaredLength(bytes) === bytes.length;
}
