/**
 * Goes through a packet for people: every chunk, parameter, cause and field, and everything that is wrong with them, told to a visitor.
 *
 * Goes on after a malformation as far as lengths allow; what cannot be dissected is a span of bytes, so that a visitor meets every captured byte. Reads
 * nothing outside [packet.start, packet.end). The hot path does not come here: it walks chunks itself (chunkDefect, nextChunk).
 */
import { type BodyPart, IPV6_BYTES, type Records } from './body.js';
import { checkBundling } from './bundling.js';
import { ChunkDefect, chunkDefect, fieldsReadable, hasNextChunk } from './chunk/chunk-defect.js';
import { chunkTypeRow } from './chunk/registry.js';
import { checkChunk } from './chunk-check.js';
import { causeTypeRow } from './error-cause/registry.js';
import { type Extent, innerExtent } from './extent.js';
import { type Field, u16 } from './field.js';
import type { LengthSource, RuleId } from './malformation.js';
import {
  CHUNK_HEADER,
  COMMON_HEADER,
  chunkEnd,
  chunkFlags,
  chunkLength,
  chunkType,
  headerFields,
  nextChunk,
  type SctpPacket,
} from './packet.js';
import { parameterTypeRow } from './parameter/registry.js';
import { padded, TLV_HEADER, tlvLength, tlvType } from './tlv.js';
import type { TlvType } from './tlv-type.js';
import type { Visitor } from './visitor.js';
import { Walk } from './walk.js';

/** How deep structures are followed into one another: parameter in cause in ERROR in PKTDROP … */
const DEEPEST = 8;

export function walkPacket(packet: SctpPacket, visitor: Visitor): void {
  const { view, start, end, wireEnd } = packet;
  const extent: Extent = { end, wireEnd, lengthFrom: 'IP length', quoted: false };
  const walk = new Walk(view, visitor);
  if (!walkCommonHeader(walk, start, extent)) return;
  const chunks = walkChunks(walk, start + COMMON_HEADER, extent);
  checkBundling(packet, chunks, visitor);
}

function walkCommonHeader(walk: Walk, at: number, extent: Extent): boolean {
  if (at + COMMON_HEADER <= extent.end) {
    for (const field of headerFields) walk.visitor.field(field, at);
    return true;
  }
  walk.shortage('common-header-cut', at, COMMON_HEADER, extent);
  walk.undissected(at, extent.end);
  return false;
}

/** Offsets of the chunks that have a header. */
function walkChunks(walk: Walk, first: number, extent: Extent): number[] {
  const chunks: number[] = [];
  let at = first;
  while (at < extent.end) {
    if (at + CHUNK_HEADER > extent.end) {
      walk.shortage('chunk-header-cut', at, CHUNK_HEADER, extent);
      walk.undissected(at, extent.end);
      return chunks;
    }
    chunks.push(at);
    at = walkChunk(walk, at, extent);
  }
  const last = chunks.at(-1);
  const whole = last === undefined || chunkEnd(walk.view, last) <= extent.end;
  if (whole && extent.end < extent.wireEnd) walk.shortage('chunk-header-cut', extent.end, extent.wireEnd - extent.end, extent);
  return chunks;
}

/** Where the next chunk starts: extent.end or beyond if there is none. */
function walkChunk(walk: Walk, at: number, extent: Extent): number {
  const { view, visitor } = walk;
  const length = chunkLength(view, at);
  const type = chunkType(view, at);
  const row = chunkTypeRow(type);
  const defect = chunkDefect(view, at, extent.end);
  const inner = innerExtent(at, length, extent, 'chunk length');
  const end = defect === ChunkDefect.lengthBelowFour ? extent.end : inner.end;
  walk.open({ kind: 'chunk', type, row }, at, end);
  for (const field of [chunkType, chunkFlags, chunkLength]) visitor.field(field, at);
  reportChunkDefect(walk, defect, at, length, row?.headerLength ?? CHUNK_HEADER, extent);
  if (fieldsReadable(defect)) {
    const flags = chunkFlags(view, at);
    for (const field of row?.fields ?? []) {
      if (!field.onlyWhen || (flags & field.onlyWhen.mask) === field.onlyWhen.value) visitor.field(field, at);
    }
    walkBody(walk, row?.body ?? UNKNOWN_CHUNK, at, at + (row?.headerLength ?? CHUNK_HEADER), inner);
    if (defect === ChunkDefect.none) checkChunk(view, at, visitor);
  } else walk.undissected(at + CHUNK_HEADER, end);
  if (hasNextChunk(defect)) walkPadding(walk, inner.end, nextChunk(view, at), extent, true);
  walk.close();
  return defect === ChunkDefect.lengthBelowFour ? extent.end : nextChunk(view, at);
}

function reportChunkDefect(walk: Walk, defect: ChunkDefect, at: number, length: number, headerLength: number, extent: Extent): void {
  const { visitor } = walk;
  if (defect === ChunkDefect.lengthBelowFour) visitor.malformed('chunk-length-below-four', at, CHUNK_HEADER, length, 'chunk length');
  else if (length < headerLength) visitor.malformed('chunk-shorter-than-header', at, headerLength, length, 'chunk length');
  if (defect === ChunkDefect.bodyCut || defect === ChunkDefect.headerCut) walk.shortage('chunk-past-end', at, length, extent);
}

const UNKNOWN_CHUNK: readonly BodyPart[] = [{ kind: 'undissected', label: 'Chunk Value' }];

/** What follows the fixed fields of the structure at `start`: [from, extent.end). */
function walkBody(walk: Walk, body: readonly BodyPart[], start: number, from: number, extent: Extent): void {
  let at = from;
  for (const part of body) at = walkPart(walk, part, start, at, extent);
  if (at < extent.end) {
    walk.visitor.malformed('bytes-left-over', at, at - start, extent.end - start, extent.lengthFrom);
    walk.undissected(at, extent.end);
  }
}

/** One past what the part takes up. */
function walkPart(walk: Walk, part: BodyPart, start: number, at: number, extent: Extent): number {
  if (at > extent.end) return at;
  switch (part.kind) {
    case 'user-data':
      return walk.span(part.kind, 'User Data', at, extent.end);
    case 'text':
    case 'bytes':
    case 'undissected':
      return walk.span(part.kind, part.label, at, extent.end);
    case 'ipv6-address':
      return walkAddress(walk, start, at, extent);
    case 'records':
      return walkRecords(walk, part, start, at, extent);
    default:
      return walkNested(walk, part.kind, at, extent);
  }
}

function walkNested(walk: Walk, kind: 'parameters' | 'error-causes' | 'chunk' | 'packet', at: number, extent: Extent): number {
  const { visitor } = walk;
  if (at === extent.end) return at;
  if (walk.depth >= DEEPEST) {
    visitor.malformed('nested-too-deep', at, 0, 0, extent.lengthFrom);
    walk.undissected(at, extent.end);
  } else if (kind === 'parameters') walkTlvs(walk, PARAMETER, at, extent);
  else if (kind === 'error-causes') walkTlvs(walk, CAUSE, at, extent);
  else if (kind === 'chunk') walkChunks(walk, at, { ...extent, lengthFrom: 'quotation', quoted: true });
  else walkQuotedPacket(walk, at, { ...extent, lengthFrom: 'quotation', quoted: true });
  return extent.end;
}

function walkQuotedPacket(walk: Walk, at: number, extent: Extent): void {
  walk.open({ kind: 'quoted-packet' }, at, extent.end);
  if (walkCommonHeader(walk, at, extent)) walkChunks(walk, at + COMMON_HEADER, extent);
  walk.close();
}

function walkAddress(walk: Walk, start: number, at: number, extent: Extent): number {
  if (at + IPV6_BYTES <= extent.end) return walk.span('ipv6-address', 'IPv6 Address', at, at + IPV6_BYTES);
  if (at + IPV6_BYTES <= extent.wireEnd) walk.shortage('parameter-past-end', start, at + IPV6_BYTES - start, extent);
  else walk.visitor.malformed('parameter-shorter-than-header', start, at + IPV6_BYTES - start, extent.end - start, 'parameter length');
  walk.undissected(at, extent.end);
  return extent.end;
}

function walkRecords(walk: Walk, records: Records, start: number, at: number, extent: Extent): number {
  const { size, count } = records;
  const present = Math.floor((extent.end - at) / size);
  const wanted = count ? count(walk.view, start) : Math.floor((extent.wireEnd - at) / size);
  if (wanted > present) walk.shortage('count-past-end', at, wanted * size, extent);
  const shown = Math.min(present, wanted);
  for (let index = 0; index < shown; index++) walkRecord(walk, records, index, at + index * size);
  const end = at + shown * size;
  // Of a record that the capture holds in part, the beginning is shown with the bytes left.
  return wanted > present ? walk.span('undissected', records.label, end, extent.end) : end;
}

function walkRecord(walk: Walk, { label, size, fields }: Records, index: number, at: number): void {
  if (fields.length === 1) {
    walk.visitor.entry(fields[0]!, at);
    return;
  }
  walk.open({ kind: 'record', label, index }, at, at + size);
  for (const field of fields) walk.visitor.field(field, at);
  walk.close();
}

/** Parameters and error causes are walked alike. */
interface TlvKind {
  readonly kind: 'parameter' | 'error-cause';
  readonly lengthFrom: LengthSource;
  readonly fields: readonly Field[];
  readonly rowOf: (type: number) => TlvType | undefined;
  readonly unknownBody: readonly BodyPart[];
  readonly headerCut: RuleId;
  readonly lengthBelowFour: RuleId;
  readonly shorterThanHeader: RuleId;
  readonly pastEnd: RuleId;
}

const PARAMETER: TlvKind = {
  kind: 'parameter',
  lengthFrom: 'parameter length',
  fields: [u16('Parameter Type', 0, 'parameter-type'), u16('Parameter Length', 2)],
  rowOf: parameterTypeRow,
  unknownBody: [{ kind: 'bytes', label: 'Parameter Value' }],
  headerCut: 'parameter-header-cut',
  lengthBelowFour: 'parameter-length-below-four',
  shorterThanHeader: 'parameter-shorter-than-header',
  pastEnd: 'parameter-past-end',
};

const CAUSE: TlvKind = {
  kind: 'error-cause',
  lengthFrom: 'cause length',
  fields: [u16('Cause Code', 0, 'cause-code'), u16('Cause Length', 2)],
  rowOf: causeTypeRow,
  unknownBody: [{ kind: 'bytes', label: 'Cause-Specific Information' }],
  headerCut: 'cause-header-cut',
  lengthBelowFour: 'cause-length-below-four',
  shorterThanHeader: 'cause-shorter-than-header',
  pastEnd: 'cause-past-end',
};

function walkTlvs(walk: Walk, tlv: TlvKind, first: number, extent: Extent): void {
  let at = first;
  while (at < extent.end) {
    if (at + TLV_HEADER > extent.end) {
      walk.shortage(tlv.headerCut, at, TLV_HEADER, extent);
      walk.undissected(at, extent.end);
      return;
    }
    at = walkTlv(walk, tlv, at, extent);
  }
}

function walkTlv(walk: Walk, tlv: TlvKind, at: number, extent: Extent): number {
  const { view, visitor } = walk;
  const type = tlvType(view, at);
  const length = tlvLength(view, at);
  const row = tlv.rowOf(type);
  const headerLength = row?.headerLength ?? TLV_HEADER;
  const inner = length < TLV_HEADER ? extent : innerExtent(at, length, extent, tlv.lengthFrom);
  walk.open({ kind: tlv.kind, type, row }, at, inner.end);
  for (const field of tlv.fields) visitor.field(field, at);
  if (length < TLV_HEADER) visitor.malformed(tlv.lengthBelowFour, at, TLV_HEADER, length, tlv.lengthFrom);
  else if (length < headerLength) visitor.malformed(tlv.shorterThanHeader, at, headerLength, length, tlv.lengthFrom);
  if (at + length > extent.end) walk.shortage(tlv.pastEnd, at, length, extent);
  if (length >= headerLength && at + headerLength <= inner.end) {
    for (const field of row?.fields ?? []) visitor.field(field, at);
    walkBody(walk, row?.body ?? tlv.unknownBody, at, at + headerLength, inner);
  } else walk.undissected(at + TLV_HEADER, inner.end);
  if (length >= TLV_HEADER) walkPadding(walk, inner.end, at + padded(length), extent, false);
  walk.close();
  return length < TLV_HEADER ? extent.end : at + padded(length);
}

/** Padding after a structure whose length is not a multiple of four; the last one in a list need not have it, the last chunk has to. */
function walkPadding(walk: Walk, at: number, next: number, extent: Extent, mandatory: boolean): void {
  const end = Math.min(next, extent.end);
  if (mandatory && next > extent.wireEnd && !extent.quoted)
    walk.visitor.malformed('chunk-not-padded', at, next - at, end - at, extent.lengthFrom);
  if (at >= end) return;
  for (let byte = at; byte < end; byte++) {
    if (walk.view.getUint8(byte) === 0) continue;
    walk.visitor.malformed('padding-not-zero', at, 0, 0, extent.lengthFrom);
    break;
  }
  walk.visitor.span('padding', 'Padding', at, end);
}
