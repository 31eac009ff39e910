/** Which chunks may share a packet, and in what order: RFC 9260 section 6.10 and the rules about the common header. */
import { ChunkNumber } from './chunk/registry.js';
import type { RuleId } from './malformation.js';
import { chunkType, type SctpPacket } from './packet.js';
import type { Visitor } from './visitor.js';

const { DATA, INIT, INIT_ACK, ABORT, COOKIE_ECHO, COOKIE_ACK, SHUTDOWN_COMPLETE, AUTH, I_DATA, PAD } = ChunkNumber;

const ALONE: ReadonlySet<number> = new Set([INIT, INIT_ACK, SHUTDOWN_COMPLETE]);
const FIRST: ReadonlySet<number> = new Set([COOKIE_ECHO, COOKIE_ACK]);
const USER_DATA: ReadonlySet<number> = new Set([DATA, I_DATA]);
/** May stand before the one that has to be first: it authenticates what comes after it (RFC 4895 section 6.3). */
const PREFIX: ReadonlySet<number> = new Set([AUTH]);

/** `chunks`: offsets of the packet's chunks, in order. */
export function checkBundling(packet: SctpPacket, chunks: readonly number[], visitor: Visitor): void {
  const types = chunks.map((chunk) => chunkType(packet.view, chunk));
  const broken = (rule: RuleId, at: number) => visitor.malformed(rule, at, 0, 0, 'IP length');
  checkHeader(packet, types, broken);
  checkOrder(types, (rule, index) => broken(rule, chunks[index]!));
}

function checkHeader(packet: SctpPacket, types: readonly number[], broken: (rule: RuleId, at: number) => void): void {
  const { view, start } = packet;
  if (view.getUint16(start) === 0 || view.getUint16(start + 2) === 0) broken('port-zero', start);
  const tag = view.getUint32(start + 4);
  if (types.length === 0 && !packet.truncated) broken('no-chunk', start);
  else if (types[0] === INIT && tag !== 0) broken('init-with-tag', start);
  else if (types.length > 0 && types[0] !== INIT && tag === 0) broken('tag-zero', start);
}

function checkOrder(types: readonly number[], broken: (rule: RuleId, index: number) => void): void {
  const withData = types.some((type) => USER_DATA.has(type));
  let first = true;
  let dataBefore = false;
  let abortBefore = false;
  for (const [index, type] of types.entries()) {
    if (ALONE.has(type) && types.length > 1) broken('not-alone', index);
    if (FIRST.has(type) && !first) broken('not-first', index);
    if (dataBefore && type !== PAD && !USER_DATA.has(type)) broken('data-before-control', index);
    if (type === ABORT && withData) broken('data-with-abort', index);
    if (type !== ABORT && abortBefore) broken('after-abort', index);
    first &&= PREFIX.has(type);
    dataBefore ||= USER_DATA.has(type);
    abortBefore ||= type === ABORT;
  }
}
