/** The fields of a filter: a new one is a line here, and a line in each kind of subject that has it. */
import { chunkName, chunkTypes } from '../dissect/chunk/registry.js';
import { causeName, causeTypes } from '../dissect/error-cause/registry.js';
import { addressKind } from './address-kind.js';
import { closest } from './closest.js';
import type { Kind } from './kind.js';
import { NOTIFICATION_WORDS } from './notification-words.js';
import { namedNumberKind, numberKind, serialKind } from './number-kind.js';
import { timeKind } from './time-kind.js';
import { rankedWordKind, textKind, wordKind } from './word-kind.js';

const U16 = 0xffff;
const U32 = 0xffffffff;

interface FieldRow {
  readonly kind: Kind;
  /** For the help. */
  readonly about: string;
}

const port = numberKind(U16);

export const FIELDS = {
  association: { kind: numberKind(U32), about: 'its number' },
  host: { kind: addressKind, about: 'an address of either end; of a notification, of the end that is told' },
  port: { kind: port, about: 'a port of either end; of a notification, of the end that is told' },
  frame: { kind: numberKind(U32), about: "a frame's number" },
  time: { kind: timeKind, about: 'when: seconds since the epoch, 2025-11-21T19:15:02, 19:15:02' },
  chunk: { kind: namedNumberKind('a chunk type', 255, chunkTypes, chunkName), about: 'a chunk type: ABORT' },
  tsn: { kind: serialKind, about: 'of DATA and I-DATA' },
  stream: { kind: numberKind(U16), about: 'of DATA and I-DATA; of what failed or was reset' },
  ppid: { kind: numberKind(U32), about: 'of DATA and I-DATA; of what failed' },
  cause: { kind: namedNumberKind('an error cause', U16, causeTypes, causeName), about: 'an error cause: 12, User-Initiated-Abort' },
  tag: { kind: numberKind(U32, (tag) => `0x${tag.toString(16).padStart(8, '0')}`), about: 'a verification tag: 0x12345678' },
  notification: { kind: wordKind('a notification or its state', NOTIFICATION_WORDS), about: 'its type or state: SEND_FAILED, COMM_LOST' },
  certainty: {
    kind: rankedWordKind('a certainty', ['possible', 'likely', 'certain']),
    about: 'possible, likely or certain, in this order',
  },
  outcome: {
    kind: wordKind('an outcome', ['open', 'shutdown', 'aborted', 'lost', 'not-started', 'restarted']),
    about: 'how the association ended',
  },
  text: { kind: textKind, about: 'what a person reads of it; a bare word looks there' },
  source: { kind: addressKind, about: 'the address a packet came from' },
  destination: { kind: addressKind, about: 'the address a packet went to' },
  sourceport: { kind: port, about: 'the port a packet came from' },
  destinationport: { kind: port, about: 'the port a packet went to' },
} as const satisfies Record<string, FieldRow>;

export type FieldName = keyof typeof FIELDS;

/** Those that are read from packets. */
export const PACKET_FIELDS: readonly FieldName[] = [
  'frame',
  'time',
  'chunk',
  'tsn',
  'stream',
  'ppid',
  'cause',
  'tag',
  'source',
  'destination',
  'sourceport',
  'destinationport',
];

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** Wireshark's names for the same thing. */
const WIRESHARK: Readonly<Record<string, FieldName>> = {
  'frame.number': 'frame',
  'frame.time': 'time',
  'frame.time_epoch': 'time',
  'ip.addr': 'host',
  'ip.host': 'host',
  'ipv6.addr': 'host',
  'ipv6.host': 'host',
  'ip.src': 'source',
  'ip.src_host': 'source',
  'ipv6.src': 'source',
  'ip.dst': 'destination',
  'ip.dst_host': 'destination',
  'ipv6.dst': 'destination',
  'sctp.port': 'port',
  'sctp.srcport': 'sourceport',
  'sctp.dstport': 'destinationport',
  'sctp.verification_tag': 'tag',
  'sctp.chunk_type': 'chunk',
  'sctp.data_tsn': 'tsn',
  'sctp.data_tsn_raw': 'tsn',
  'sctp.data_sid': 'stream',
  'sctp.data_payload_proto_id': 'ppid',
  'sctp.cause_code': 'cause',
};

/** The field of a name in any case, ours or Wireshark's. */
export function fieldNamed(written: string): FieldName | undefined {
  const name = written.toLowerCase();
  if (Object.hasOwn(FIELDS, name)) return name as FieldName;
  return Object.hasOwn(WIRESHARK, name) ? WIRESHARK[name] : undefined;
}

/** Wireshark's names have a dot; alone they ask whether there is such a field. */
export function isWiresharkName(written: string): boolean {
  return Object.hasOwn(WIRESHARK, written.toLowerCase());
}

/** The known name that was probably meant. */
export function closestField(written: string): string | undefined {
  return closest(written, [...FIELD_NAMES, ...Object.keys(WIRESHARK)]);
}
