/** Parameters and error causes in one line: `User-Initiated Abort "bye"`, `Add IP Address 10.1.0.3`. */
import { ipv6Text } from './address-text.js';
import { type BodyPart, IPV6_BYTES, type Records } from './body.js';
import { chunkName } from './chunk/registry.js';
import { causeTypeRow } from './error-cause/registry.js';
import { type Field, meaningful } from './field.js';
import { fieldText } from './field-text.js';
import { parameterName, parameterTypeRow } from './parameter/registry.js';
import { quoted } from './printable.js';
import { nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from './tlv.js';
import type { TlvType } from './tlv-type.js';

/** Entries of a list that are shown, and lists within lists. */
const SHOWN = 8;
const DEEPEST = 3;

/** Labels that are too long for a line; empty where the value needs none. */
const SHORT_LABELS: Readonly<Record<string, string>> = {
  'Re-configuration Request Sequence Number': 'seq',
  'Re-configuration Response Sequence Number': 'response seq',
  "Sender's Last Assigned TSN": 'last TSN',
  'ASCONF-Request Correlation ID': 'id',
  'ASCONF-Response Correlation ID': 'id',
  'Number of New Streams': 'streams',
  'Stream Number': 'stream',
  'Next TSN Pair': 'next TSNs',
  'Chunk Type': '',
  'Address Type': '',
  'HMAC Identifier': '',
  'Missing Parameter Type': '',
};

type RowOf = (type: number) => TlvType | undefined;

/** All whole parameters or causes in [from, end), comma-separated. */
export function tlvListText(rowOf: RowOf, view: DataView, from: number, end: number, depth = 0): string {
  const texts: string[] = [];
  for (let at = from; tlvAt(view, at, end); at = nextTlv(view, at)) {
    if (texts.length === SHOWN) return `${texts.join(', ')}, …`;
    texts.push(`${nameOf(rowOf, tlvType(view, at))} ${tlvText(rowOf, view, at, depth)}`.trimEnd());
  }
  return texts.join(', ');
}

function nameOf(rowOf: RowOf, type: number): string {
  const row = rowOf(type);
  if (row) return row.name;
  return rowOf === causeTypeRow ? `cause ${type}` : `parameter 0x${type.toString(16).padStart(4, '0')}`;
}

/** What the parameter or cause at `at`, which is whole, says: fields, then the body; without its name. A field that is all there is needs no label. */
export function tlvText(rowOf: RowOf, view: DataView, at: number, depth = 0): string {
  const row = rowOf(tlvType(view, at));
  const end = at + tlvLength(view, at);
  if (!row) return `${end - at - TLV_HEADER} bytes`;
  if (at + row.headerLength > end) return '[too short]';
  const told = meaningful(row.fields);
  const isAlone = told.length === 1 && row.body.length === 0;
  const fields = told.map((field) => labelled(isAlone ? '' : shortLabel(field.label), fieldText(field, field(view, at))));
  const body = row.body.map((part) => partText(part, view, at, at + row.headerLength, end, depth));
  return [...fields, ...body].filter(Boolean).join(' ');
}

function labelled(label: string, text: string): string {
  return label === '' ? text : `${label} ${text}`;
}

function partText(part: BodyPart, view: DataView, start: number, at: number, end: number, depth: number): string {
  switch (part.kind) {
    case 'text':
      return at < end ? quoted(new Uint8Array(view.buffer, view.byteOffset + at, end - at)) : '';
    case 'ipv6-address':
      return at + IPV6_BYTES <= end ? ipv6AddressText(view, at) : '[too short]';
    case 'parameters':
      return depth < DEEPEST ? tlvListText(parameterTypeRow, view, at, end, depth + 1) : '…';
    case 'error-causes':
      return depth < DEEPEST ? tlvListText(causeTypeRow, view, at, end, depth + 1) : '…';
    case 'records':
      return recordsText(part, view, start, at, end);
    case 'chunk':
      return at < end ? `${chunkName(view.getUint8(at))} (${end - at} bytes)` : '';
    default:
      return `${end - at} bytes`;
  }
}

function shortLabel(label: string): string {
  return SHORT_LABELS[label] ?? label;
}

/** The address whose sixteen bytes begin at `at`. */
export function ipv6AddressText(view: DataView, at: number): string {
  return ipv6Text(view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12));
}

/** A type is told by its name alone. */
function entryText(field: Field, value: number): string {
  if (field.format === 'chunk-type') return chunkName(value);
  return field.format === 'parameter-type' ? parameterName(value) : fieldText(field, value);
}

function recordsText({ size, fields, count, label }: Records, view: DataView, start: number, at: number, end: number): string {
  const room = Math.floor((end - at) / size);
  const present = count ? Math.min(count(view, start), room) : room;
  const texts = Array.from({ length: Math.min(present, SHOWN) }, (_, index) =>
    fields.map((field) => entryText(field, field(view, at + index * size))).join(' '),
  );
  if (present > SHOWN) texts.push('…');
  return texts.length > 0 ? `${shortLabel(label)} ${texts.join(', ')}`.trimStart() : '';
}
