/**
 * Packets as text, one a line, as usrsctp and dcSCTP print them for text2pcap, alone or amid other lines of a log:
 *
 *     O 20:23:51.682252 0000 13 88 13 88 2e b0 b1 40 … # SCTP_PACKET
 *     I 14:19:22.697 0000 13 88 13 88 … # SCTP_PACKET name-of-the-socket
 *
 * I is in, O is out; then the time of day and the offset. Each socket counts as an interface. The day is not told: it is taken to be 1970-01-01.
 */
import type { ByteWindow } from './byte-window.js';
import type { FileFormat } from './file-format.js';
import type { FrameBatch } from './frame.js';
import type { ReaderContext, RecordReader } from './record-reader.js';

const LINKTYPE_SCTP = 248;

/** Longer lines are passed over: no SCTP packet makes one. */
const LINE_LIMIT = 1 << 19;
const SOCKET_LIMIT = 1000;
const NAME_LIMIT = 100;

const NEWLINE = 10;
const MARK = Buffer.from('# SCTP_PACKET');
const START = /([IO]) (\d\d):(\d\d):(\d\d)\.(\d{1,9}) 0000 /;
const START_LIMIT = 1000;

/** Microseconds. */
const DAY = 86_400e6;

/** One in how many bytes of a text may be unprintable. */
const UNPRINTABLE = 10;

/** FrameBatch.direction. */
const DIRECTIONS: Readonly<Record<string, number>> = { I: 1, O: 2 };

interface Line {
  direction: number;
  /** Microseconds since midnight. */
  time: number;
  socket: string;
  length: number;
  /** Something between the packet's bytes and the mark is no hex. */
  broken: boolean;
}

class TextDumpReader implements RecordReader {
  readonly #context: ReaderContext;
  readonly #interfaces = new Map<string, number>();
  #count = 0;
  #day = 0;
  #time = 0;

  constructor(context: ReaderContext) {
    this.#context = context;
  }

  read(window: ByteWindow, batch: FrameBatch): number {
    while (batch.count < batch.time.length) {
      const { bytes, start, end } = window;
      const limit = Math.min(end, start + LINE_LIMIT);
      const newline = bytes.subarray(start, limit).indexOf(NEWLINE);
      if (newline < 0 && !window.ended && limit === end) return window.available + 1;
      if (window.available === 0) return 1;
      const lineEnd = newline < 0 ? limit : start + newline;
      this.#line(bytes, start, lineEnd, window.position, batch);
      window.start = newline < 0 ? limit : lineEnd + 1;
    }
    return 0;
  }

  /** A packet is decoded in place: its bytes are fewer than its text was. */
  #line(bytes: Uint8Array, start: number, end: number, position: number, batch: FrameBatch): void {
    const line = decodeLine(bytes, start, end);
    if (line === undefined) return;
    const { problems } = this.#context;
    if (line === NO_PACKET) {
      problems.add(position + start, 'this line is marked as a packet, but does not begin as one: it was skipped');
      return;
    }
    if (line.broken) problems.add(position + start, `the bytes of this packet are no hex after the first ${line.length}, which were read`);
    if (line.time < this.#time - DAY / 2) this.#day += DAY;
    this.#time = line.time;
    const row = batch.count++;
    batch.time[row] = this.#day + line.time;
    batch.offset[row] = start;
    batch.capturedLength[row] = line.length;
    batch.originalLength[row] = line.length;
    batch.linkType[row] = LINKTYPE_SCTP;
    batch.interfaceIndex[row] = this.#interface(line.socket);
    batch.position[row] = position + start;
    batch.file[row] = this.#context.file;
    batch.direction[row] = line.direction;
    batch.number[row] = ++this.#count;
  }

  #interface(name: string): number {
    const { interfaces, file } = this.#context;
    const known = this.#interfaces.get(name);
    if (known !== undefined) return known;
    if (this.#interfaces.size === SOCKET_LIMIT) return this.#interfaces.values().next().value!;
    const index = interfaces.push({ file, linkType: LINKTYPE_SCTP, snapLength: 0, ...(name === '' ? {} : { name }) }) - 1;
    this.#interfaces.set(name, index);
    return index;
  }
}

/** A line with the mark of a packet, and without direction, time and offset. */
const NO_PACKET = 'no packet';

/** The packet of a line, its bytes put where the line began; undefined where the line does not claim to hold one. */
function decodeLine(bytes: Uint8Array, start: number, end: number): Line | typeof NO_PACKET | undefined {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const mark = line.indexOf(MARK);
  if (mark < 0) return undefined;
  const text = line.toString('latin1', 0, Math.min(mark, START_LIMIT));
  const match = START.exec(text);
  if (match === null) return NO_PACKET;
  const [whole, direction = '', hours, minutes, seconds, fraction] = match;
  const socket = line.toString('utf8', mark + MARK.length, Math.min(line.length, mark + MARK.length + NAME_LIMIT)).trim();
  const first = match.index + whole.length;
  const length = decodeHex(line, first, mark);
  const broken = first + 3 * length < mark;
  const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6 + Number(`0.${fraction}`) * 1e6;
  return { direction: DIRECTIONS[direction] ?? 0, time, socket, length, broken };
}

/** Pairs of hex digits in [from, to), a space after each, become bytes at the beginning of the line. Answers how many. */
function decodeHex(line: Uint8Array, from: number, to: number): number {
  let length = 0;
  for (let at = from; at + 1 < to; at += 3) {
    const high = digit(line[at]!);
    const low = digit(line[at + 1]!);
    if (high < 0 || low < 0) break;
    line[length++] = high * 16 + low;
  }
  return length;
}

function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Printable ASCII, white space, or part of a UTF-8 character. */
function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte !== 0x7f) || (byte >= 9 && byte <= 13) || byte === 0x1b;
}

/** Nearly all of it can be printed. */
export function looksLikeText(head: Uint8Array): boolean {
  let unprintable = 0;
  for (const byte of head) if (!isPrintable(byte)) unprintable++;
  return head.length > 0 && unprintable * UNPRINTABLE < head.length && !head.includes(0);
}

export const textDump: FileFormat = {
  what: 'a text of SCTP packets (usrsctp, dcSCTP)',
  magics: [],
  recognises: (head) => looksLikeText(head) && Buffer.from(head.buffer, head.byteOffset, head.length).includes(MARK),
  headerLength: 1,
  open: (_, context) => new TextDumpReader(context),
  locate(batch) {
    const end = batch.bytes.indexOf(NEWLINE);
    const line = decodeLine(batch.bytes, 0, end < 0 ? batch.bytes.length : end);
    if (line === undefined || line === NO_PACKET) return false;
    batch.offset[0] = 0;
    batch.capturedLength[0] = line.length;
    batch.originalLength[0] = line.length;
    return true;
  },
};
