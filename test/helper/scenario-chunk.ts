/** Chunks written as a line of text: `DATA[tsn=1000 sid=2 len=4 flags=BE]`, `ABORT[cause=12 text="no more" T]`. Numbers are decimal or 0x… */
import { parseAddress } from '../../src/notification/address.js';
import { concat, hex } from './capture-bytes.js';

/** What stands in the brackets: `name=value`, or a name alone. */
export class Fields {
  readonly #values = new Map<string, string>();

  constructor(text: string) {
    for (const [, name, quoted, plain] of text.matchAll(/(\w+)(?:=(?:"([^"]*)"|(\S+)))?/g)) this.#values.set(name!, quoted ?? plain ?? '');
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string {
    return this.#values.get(name) ?? '';
  }

  number(name: string, otherwise: number): number {
    return this.has(name) ? Number(this.text(name)) : otherwise;
  }

  /** 'a,b,c'. */
  list(name: string): string[] {
    return this.text(name).split(',').filter(Boolean);
  }
}

export function u16(...values: readonly number[]): Uint8Array {
  return concat(...values.map((value) => new Uint8Array([value >> 8, value])));
}

export function u32(...values: readonly number[]): Uint8Array {
  return concat(...values.map((value) => u16(value >>> 16, value & 0xffff)));
}

const zeros = (length: number): Uint8Array => new Uint8Array(length);

export function padded(bytes: Uint8Array): Uint8Array {
  return concat(bytes, zeros(-bytes.length & 3));
}

/** A parameter or an error cause. */
function tlv(type: number, ...value: readonly Uint8Array[]): Uint8Array {
  const whole = concat(...value);
  return padded(concat(u16(type, whole.length + 4), whole));
}

const ASCII = new TextEncoder();

/** Bytes that count up from the TSN, so that each message is another. */
function userData(fields: Fields): Uint8Array {
  const first = fields.number('tsn', 0);
  return Uint8Array.from({ length: fields.number('len', 4) }, (_, at) => first + at);
}

const FLAG: Readonly<Record<string, number>> = { E: 1, B: 2, U: 4, I: 8 };

function dataFlags(fields: Fields): number {
  const letters = fields.has('flags') ? fields.text('flags') : 'BE';
  return [...letters].reduce((flags, letter) => flags | (FLAG[letter] ?? 0), 0);
}

/** Chunk types of the extensions, as Supported Extensions lists them. */
const EXTENSION: Readonly<Record<string, number>> = { PR: 192, ASCONF: 193, RECONF: 130, IDATA: 64, NRSACK: 16 };

/** Where Linux keeps its own tag and the tie-tags in a State Cookie. */
const OWN_TAG = 36;
const TIE_TAGS = { from: 44, to: 52 };
const COOKIE_LENGTH = 100;

function address(text: string): Uint8Array {
  const bytes = parseAddress(text)!;
  return tlv(bytes.length === 4 ? 5 : 6, bytes);
}

/** Streams out and in, extensions both ends may use, further addresses; of an INIT-ACK the State Cookie, `tie` where its maker had an association, `foreign` in no known layout. */
function init(fields: Fields, tag: number, tsn: number, cookie: boolean): Uint8Array {
  const state = zeros(COOKIE_LENGTH);
  if (!fields.has('foreign')) state.set(u32(tag), OWN_TAG);
  if (fields.has('tie')) state.fill(0x77, TIE_TAGS.from, TIE_TAGS.to);
  const extensions = fields.list('ext');
  const types = extensions.flatMap((name) => EXTENSION[name] ?? []);
  return concat(
    u32(tag, fields.number('rwnd', 100_000)),
    u16(fields.number('os', 10), fields.number('mis', 10)),
    u32(tsn),
    ...fields.list('addr').map(address),
    cookie ? tlv(7, state) : zeros(0),
    types.length > 0 ? tlv(0x8008, Uint8Array.from(types)) : zeros(0),
    extensions.includes('PR') ? tlv(0xc000) : zeros(0),
    extensions.includes('AUTH') ? concat(tlv(0x8002, zeros(32)), tlv(0x8004, u16(1))) : zeros(0),
    fields.has('adapt') ? tlv(0xc006, u32(fields.number('adapt', 0))) : zeros(0),
  );
}

/** '2-3,5-5': gap ack blocks, relative to the cumulative TSN ack. */
function sack(fields: Fields): Uint8Array {
  const gaps = fields.list('gaps').map((gap) => u16(...gap.split('-').map(Number)));
  const duplicates = fields.list('dup').map((tsn) => u32(Number(tsn)));
  const counts = u16(fields.number('blocks', gaps.length), duplicates.length);
  return concat(u32(fields.number('cum', 0), fields.number('rwnd', 100_000)), counts, ...gaps, ...duplicates);
}

/** `cause=12 text="why"`, or `causes=1:0000,6` with what each holds in hex; `rest=0c00` for bytes after them that are none. */
function causes(fields: Fields): Uint8Array {
  const single = fields.has('cause') ? [tlv(fields.number('cause', 0), ASCII.encode(fields.text('text')))] : [];
  const several = fields.list('causes').map((each) => tlv(Number(each.split(':')[0]), hex(each.split(':')[1] ?? '')));
  return concat(...single, ...several, hex(fields.text('rest')));
}

/** RFC 6525: `reset_out=SEQ streams=1,2`, `reset_in=SEQ`, `reset_tsn=SEQ`, `add_out=SEQ count=2`, `add_in=SEQ`, `response=SEQ result=1`. */
function reConfig(fields: Fields): Uint8Array {
  const streams = u16(...fields.list('streams').map(Number));
  const count = u16(fields.number('count', 1), 0);
  const result = u32(fields.number('result', 1));
  const tsns = fields.has('next') ? u32(fields.number('next', 0), fields.number('peer_next', 0)) : zeros(0);
  const parameters: Readonly<Record<string, (sequence: Uint8Array) => Uint8Array>> = {
    response: (sequence) => tlv(16, sequence, result, tsns),
    reset_out: (sequence) => tlv(13, sequence, u32(fields.number('answers', 0), fields.number('last', 0)), streams),
    reset_in: (sequence) => tlv(14, sequence, streams),
    reset_tsn: (sequence) => tlv(15, sequence),
    add_out: (sequence) => tlv(17, sequence, count),
    add_in: (sequence) => tlv(18, sequence, count),
  };
  return concat(...Object.entries(parameters).map(([name, write]) => (fields.has(name) ? write(u32(fields.number(name, 0))) : zeros(0))));
}

/** RFC 5061: `seq=1 from=10.1.0.1 add=10.2.0.1`, `del=`, `prim=`; correlation ids count from 1 in that order. */
function asconf(fields: Fields): Uint8Array {
  const asked = [
    ...([
      ['add', 49153],
      ['del', 49154],
      ['prim', 49156],
    ] as const),
  ].flatMap(([name, type]) => fields.list(name).map((each) => ({ type, parameter: address(each) })));
  const requests = asked.map(({ type, parameter }, at) => tlv(type, u32(at + 1), parameter));
  return concat(u32(fields.number('seq', 1)), address(fields.text('from') || '10.1.0.1'), ...requests);
}

interface ChunkSpelling {
  type: number;
  flags?(fields: Fields): number;
  value(fields: Fields, sender: { tag: number; tsn: number }): Uint8Array;
}

const tBit = (fields: Fields): number => (fields.has('T') ? 1 : 0);
const nothing = (): Uint8Array => zeros(0);
const heartbeat = (fields: Fields): Uint8Array => tlv(1, u32(fields.number('info', 1)));

export const CHUNKS: Readonly<Record<string, ChunkSpelling>> = {
  DATA: {
    type: 0,
    flags: dataFlags,
    value: (fields) =>
      concat(
        u32(fields.number('tsn', 0)),
        u16(fields.number('sid', 0), fields.number('ssn', 0)),
        u32(fields.number('ppid', 46)),
        userData(fields),
      ),
  },
  INIT: { type: 1, value: (fields, { tag, tsn }) => init(fields, tag, tsn, false) },
  INIT_ACK: { type: 2, value: (fields, { tag, tsn }) => init(fields, tag, tsn, true) },
  SACK: { type: 3, value: sack },
  HEARTBEAT: { type: 4, value: heartbeat },
  HEARTBEAT_ACK: { type: 5, value: heartbeat },
  ABORT: { type: 6, flags: tBit, value: causes },
  SHUTDOWN: { type: 7, value: (fields) => u32(fields.number('cum', 0)) },
  SHUTDOWN_ACK: { type: 8, value: nothing },
  ERROR: { type: 9, value: causes },
  COOKIE_ECHO: { type: 10, value: () => zeros(COOKIE_LENGTH) },
  COOKIE_ACK: { type: 11, value: nothing },
  SHUTDOWN_COMPLETE: { type: 14, flags: tBit, value: nothing },
  AUTH: { type: 15, value: (fields) => concat(u16(fields.number('key', 0), 1), zeros(20)) },
  I_DATA: {
    type: 64,
    flags: dataFlags,
    value: (fields) =>
      concat(
        u32(fields.number('tsn', 0)),
        u16(fields.number('sid', 0), 0),
        u32(fields.number('mid', 0), fields.number('fsn', fields.number('ppid', 46))),
        userData(fields),
      ),
  },
  RE_CONFIG: { type: 130, value: reConfig },
  ASCONF: { type: 193, value: asconf },
  ASCONF_ACK: {
    type: 128,
    value: (fields) =>
      concat(u32(fields.number('seq', 1)), ...fields.list('refused').map((id) => tlv(0xc003, u32(Number(id)), tlv(0x00a1)))),
  },
  I_FORWARD_TSN: {
    type: 194,
    value: (fields) =>
      concat(
        u32(fields.number('cum', 0)),
        ...fields.list('skip').map((pair) => concat(u16(Number(pair.split(':')[0]), 0), u32(Number(pair.split(':')[1])))),
      ),
  },
  NR_SACK: {
    type: 16,
    value: (fields) => {
      const gaps = fields.list('gaps').map((gap) => u16(...gap.split('-').map(Number)));
      const forGood = fields.list('nr').map((gap) => u16(...gap.split('-').map(Number)));
      const head = concat(u32(fields.number('cum', 0), fields.number('rwnd', 100_000)), u16(gaps.length, forGood.length, 0, 0));
      return concat(head, ...gaps, ...forGood);
    },
  },
  FORWARD_TSN: {
    type: 192,
    value: (fields) => concat(u32(fields.number('cum', 0)), ...fields.list('skip').map((pair) => u16(...pair.split(':').map(Number)))),
  },
};
