/**
 * Packets as lines of text, and what a reconstruction of them says the two applications are told.
 *
 *     A > B INIT[os=5]                 10 ms after the line before
 *     +1.5 B > A2 SACK[cum=1000] DATA[tsn=2000]     1.5 s after it, toward A's second address
 *     A > B INIT {cut=20}            the last 20 bytes were not captured
 *     A > B {tag=7} ABORT[T]           with this verification tag; by default the one its receiver chose, with the T bit the sender's
 *     A sends[len=900 stream=1 ttl=400]    A's application hands over a message, as its log tells (ttl in milliseconds)
 *     B > A ICMP[3/2]                  an ICMP error of this type and code, about the packet before
 *     ---                              what was told up to here does not matter
 *     +30                              nothing for 30 s
 */
import { Analysis, DEFAULT_SETTINGS, DEFAULT_SUBSCRIPTION } from '../../src/analysis/analysis.js';
import { crc32c } from '../../src/dissect/crc32c.js';
import { headline } from '../../src/notification/headline.js';
import type { Notification, NotificationType } from '../../src/notification/notification.js';
import type { ApplicationCalls, Send } from '../../src/reconstruct/application.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { profileNamed } from '../../src/reconstruct/profile/registry.js';
import { concat, hex } from './capture-bytes.js';
import { batchOf, type FrameToFind } from './find-packets.js';
import { ethernet, ipv4 } from './packet-bytes.js';
import { CHUNKS, Fields, padded, u16, u32 } from './scenario-chunk.js';

const ADDRESS: Readonly<Record<string, string>> = {
  A: '0a010001',
  A2: '0a020001',
  C: '0a010001',
  B: '0a010002',
  B2: '0a020002',
  X: '0a090909',
};
/** C is another socket of A's host. */
const PORT: Readonly<Record<string, number>> = { A: 5001, B: 6010, C: 5002, X: 5001 };
/** Verification tag and first TSN, where an INIT says nothing else. */
const DEFAULTS: Readonly<Record<string, { tag: number; tsn: number }>> = {
  A: { tag: 0xa1, tsn: 1000 },
  B: { tag: 0xb1, tsn: 2000 },
  C: { tag: 0xa2, tsn: 1000 },
  X: { tag: 0xc1, tsn: 3000 },
};
/** Microseconds since the epoch at which every scenario begins, and from line to line. */
export const BEGINNING = 1_700_000_000e6;
const STEP = 10_000;

/** Set up by A, a second ago. */
export const ESTABLISHED = established();

/** The set-up, with what INIT and INIT-ACK hold. */
export function established({ init = '', initAck = '' } = {}): string {
  return `
    A > B INIT[${init}]
    B > A INIT_ACK[${initAck}]
    A > B COOKIE_ECHO
    B > A COOKIE_ACK
    A > B SACK[cum=1999]
    +1
    ---`;
}

export interface Story {
  /** What each application is told, in order: headline and certainty. What C and a stranger are told stands with A's. */
  A: string[];
  B: string[];
  /** One line an association: set-up and outcome. */
  associations: string[];
  diagnoses: string[];
}

export interface StoryOptions {
  subscription?: ReadonlySet<NotificationType>;
  assumptions?: Readonly<Record<string, number>>;
  /** Addresses at which the capture was taken. */
  vantage?: readonly string[];
  /** What an application's log tells beside its sends, by endpoint. */
  calls?: Readonly<Record<string, Partial<ApplicationCalls>>>;
  /** A log is there to decide: what is less likely is said aside. */
  alternatives?: boolean;
}

const NOTHING_CALLED: ApplicationCalls = {
  subscribed: () => undefined,
  sends: () => [],
  named: () => new Set(),
  choices: () => [],
  aborts: () => [],
  closed: () => undefined,
  endings: () => undefined,
  shut: () => ({ reading: undefined, both: undefined }),
  complete: false,
  end: undefined,
};

/** What was said while the scenario was fed, as objects. */
export interface Heard {
  notifications: Notification[];
  associations: AssociationReport[];
  diagnoses: Diagnosis[];
}

export function play(profile: string, script: string, options: StoryOptions = {}): Story {
  const { notifications, associations, diagnoses } = hear(profile, script, options);
  const told = (ports: RegExp) => notifications.filter(({ endpointName }) => ports.test(endpointName)).map(line);
  return {
    A: told(/:500[12]$/),
    B: told(/:6010$/),
    associations: associations.sort((one, other) => one.id - other.id).map(({ setup, outcome }) => `${setup}, ${outcome}`),
    diagnoses: diagnoses.map(({ rule }) => rule),
  };
}

function line({ body, certainty }: Notification): string {
  return `${headline(body)}, ${certainty}`;
}

export function hear(
  profile: string,
  script: string,
  { subscription = DEFAULT_SUBSCRIPTION, assumptions = {}, vantage, calls = {}, alternatives = false }: StoryOptions = {},
): Heard {
  const { frames, from, end, sends } = written(script);
  const heard: Heard = { notifications: [], associations: [], diagnoses: [] };
  const everywhere = { address: undefined, port: undefined };
  const analysis = new Analysis(
    {
      notification: (notification) => notification.time >= from && heard.notifications.push(notification),
      association: (association) => heard.associations.push(association),
      diagnosis: (diagnosis) => heard.diagnoses.push(diagnosis),
    },
    {
      ...DEFAULT_SETTINGS,
      alternatives,
      stacks: [{ ...everywhere, value: profileNamed(profile)! }],
      subscriptions: [{ ...everywhere, value: subscription }],
      assumptions: [{ ...everywhere, value: new Map(Object.entries(assumptions)) }],
      applications: [...new Set([...Object.keys(sends), ...Object.keys(calls)])].map((name) => ({
        address: undefined,
        port: PORT[name],
        value: { ...NOTHING_CALLED, sends: () => sends[name] ?? [], ...calls[name] },
      })),
      ...(vantage && { vantage: vantage.map((address) => ({ address, port: undefined })) }),
    },
  );
  analysis.batch(batchOf(frames));
  analysis.advance(end);
  analysis.finish();
  return heard;
}

interface Written {
  frames: FrameToFind[];
  /** Time of the mark, and of the end. */
  from: number;
  end: number;
  /** What each application handed over; nothing for one without a log. */
  sends: Record<string, Send[]>;
}

/** The frames of a scenario. */
export function written(script: string): Written {
  const chosen = structuredClone(DEFAULTS) as Record<string, { tag: number; tsn: number }>;
  const result: Written = { frames: [], from: 0, end: BEGINNING, sends: {} };
  for (const text of script.split('\n').map((each) => each.trim())) {
    if (text === '') continue;
    if (text === '---') {
      result.from = result.end;
      continue;
    }
    const [, wait, packet] = /^(?:\+([\d.]+))?\s*(.*)$/.exec(text)!;
    result.end += wait === undefined ? STEP : Number(wait) * 1e6;
    const sends = /^([AB]) sends\[(.*)\]$/.exec(packet!);
    if (sends !== null) result.sends[sends[1]!] = [...(result.sends[sends[1]!] ?? []), send(new Fields(sends[2]!), result.end)];
    else if (packet!.includes(' ICMP[')) result.frames.push({ time: result.end, bytes: icmpError(packet!, result.frames.at(-1)!.bytes) });
    else if (packet !== '') result.frames.push({ time: result.end, ...captured(packet!, chosen, result.frames.length + 1) });
  }
  return result;
}

/** Quotes a frame from its IP header on. */
function icmpError(text: string, about: Uint8Array): Uint8Array {
  const [, from = '', to = '', type, code] = /^(\w+) > (\w+) ICMP\[(\d+)\/(\d+)\]$/.exec(text)!;
  const error = concat(new Uint8Array([Number(type), Number(code), 0, 0, 0, 0, 0, 0]), about.subarray(14));
  return ethernet(0x0800, ipv4(1, error, { source: ADDRESS[from]!, destination: ADDRESS[to]! }));
}

function send(fields: Fields, time: number): Send {
  return {
    time,
    stream: fields.number('stream', 0),
    ppid: fields.number('ppid', 0),
    context: 0,
    length: fields.number('len', 4),
    unordered: fields.number('unordered', 0) === 1,
    lifetime: fields.number('ttl', 0) * 1000 || undefined,
    channel: undefined,
  };
}

/** A frame, or what was captured of it. */
function captured(text: string, chosen: Record<string, { tag: number; tsn: number }>, identification: number): Omit<FrameToFind, 'time'> {
  const [, packet = '', cut = '0'] = /^(.*?)\s*(?:\{cut=(\d+)\})?$/.exec(text)!;
  const bytes = frame(packet, chosen, identification);
  return { bytes: bytes.slice(0, bytes.length - Number(cut)), originalLength: bytes.length };
}

function frame(text: string, chosen: Record<string, { tag: number; tsn: number }>, identification: number): Uint8Array {
  const parts = /^([ABCX]2?) > ([ABCX]2?)\s+(?:\{tag=(\w+)\}\s*)?(.+)$/.exec(text);
  if (parts === null) throw new Error(`not a packet: ${text}`);
  const [, from = '', to = '', tag, chunks = ''] = parts;
  const sender = chosen[from[0]!]!;
  const spelled = [...chunks.matchAll(/([A-Z_]+)(?:\[((?:"[^"]*"|[^\]"])*)\])?/g)].map(([, name, fields]) =>
    chunk(name!, new Fields(fields ?? ''), sender),
  );
  const implied = /^INIT\b(?!_)/.test(chunks) ? 0 : /\bT\b/.test(chunks) ? sender.tag : chosen[to[0]!]!.tag;
  const header = concat(u16(PORT[from[0]!]!, PORT[to[0]!]!), u32(tag === undefined ? implied : Number(tag), 0));
  const packet = concat(header, ...spelled);
  const view = new DataView(packet.buffer);
  view.setUint32(8, crc32c(view, 0, packet.length), true);
  return ethernet(0x0800, ipv4(132, packet, { identification, source: ADDRESS[from]!, destination: ADDRESS[to]! }));
}

/** An INIT or INIT-ACK chooses its sender's tag and TSN for what follows. */
function chunk(name: string, fields: Fields, sender: { tag: number; tsn: number }): Uint8Array {
  if (name === 'BYTES') return hex(fields.text('hex'));
  const spelling = CHUNKS[name];
  if (spelling === undefined) throw new Error(`no spelling for ${name}`);
  if (name.startsWith('INIT')) {
    sender.tag = fields.number('tag', sender.tag);
    sender.tsn = fields.number('tsn', sender.tsn);
  }
  const value = spelling.value(fields, sender);
  return padded(concat(new Uint8Array([spelling.type, spelling.flags?.(fields) ?? 0]), u16(value.length + 4), value));
}
