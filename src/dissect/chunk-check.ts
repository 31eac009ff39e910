/** What a single chunk must not say, though it can be read: one function a type, each sentence of the RFC one line. */
import { ASCONF_HEADER } from './chunk/asconf.js';
import { DATA_HEADER } from './chunk/data.js';
import { ERROR_HEADER } from './chunk/error.js';
import { HEARTBEAT_HEADER } from './chunk/heartbeat.js';
import { I_DATA_HEADER } from './chunk/i-data.js';
import { INIT_HEADER, inboundStreams, initiateTag, initWindow, outboundStreams } from './chunk/init.js';
import { NR_SACK_HEADER, nonRenegableGapAckBlocks, renegableGapAckBlocks } from './chunk/nr-sack.js';
import { RE_CONFIG_HEADER } from './chunk/re-config.js';
import { ChunkNumber } from './chunk/registry.js';
import { gapBlocksPresent, SACK_HEADER } from './chunk/sack.js';
import type { RuleId } from './malformation.js';
import { chunkEnd, chunkLength, chunkType } from './packet.js';
import { ParameterNumber } from './parameter/registry.js';
import { findTlv, tlvAt, tlvType } from './tlv.js';
import type { Visitor } from './visitor.js';

/** RFC 9260 section 6: an endpoint must be able to take that much. */
const SMALLEST_WINDOW = 1500;

type Check = (view: DataView, chunk: number, broken: (rule: RuleId) => void) => void;

const CHECKS: Readonly<Record<number, Check>> = {
  [ChunkNumber.DATA]: (view, chunk, broken) => {
    if (chunkLength(view, chunk) === DATA_HEADER) broken('no-user-data');
  },
  [ChunkNumber.I_DATA]: (view, chunk, broken) => {
    if (chunkLength(view, chunk) === I_DATA_HEADER) broken('no-user-data');
  },
  [ChunkNumber.INIT]: checkInit,
  [ChunkNumber.INIT_ACK]: (view, chunk, broken) => {
    checkInit(view, chunk, broken);
    if (!holds(view, chunk, INIT_HEADER, ParameterNumber.STATE_COOKIE)) broken('no-state-cookie');
  },
  [ChunkNumber.SACK]: (view, chunk, broken) => checkGapBlocks(view, chunk + SACK_HEADER, gapBlocksPresent(view, chunk), broken),
  [ChunkNumber.NR_SACK]: checkNrSack,
  [ChunkNumber.HEARTBEAT]: checkHeartbeat,
  [ChunkNumber.HEARTBEAT_ACK]: checkHeartbeat,
  [ChunkNumber.ERROR]: (view, chunk, broken) => {
    if (chunkLength(view, chunk) === ERROR_HEADER) broken('no-error-cause');
  },
  [ChunkNumber.RE_CONFIG]: (view, chunk, broken) => {
    if (chunkLength(view, chunk) === RE_CONFIG_HEADER) broken('no-request');
  },
  [ChunkNumber.ASCONF]: (view, chunk, broken) => {
    if (!beginsWithAddress(view, chunk + ASCONF_HEADER, chunkEnd(view, chunk))) broken('no-lookup-address');
  },
};

/** Checks a chunk that lies wholly in the capture (ChunkDefect.none). */
export function checkChunk(view: DataView, chunk: number, visitor: Visitor): void {
  CHECKS[chunkType(view, chunk)]?.(view, chunk, (rule) => visitor.malformed(rule, chunk, 0, 0, 'chunk length'));
}

function checkInit(view: DataView, chunk: number, broken: (rule: RuleId) => void): void {
  if (initiateTag(view, chunk) === 0) broken('initiate-tag-zero');
  if (outboundStreams(view, chunk) === 0 || inboundStreams(view, chunk) === 0) broken('no-streams');
  if (initWindow(view, chunk) < SMALLEST_WINDOW) broken('small-window');
}

function checkHeartbeat(view: DataView, chunk: number, broken: (rule: RuleId) => void): void {
  if (!holds(view, chunk, HEARTBEAT_HEADER, ParameterNumber.HEARTBEAT_INFO)) broken('no-heartbeat-info');
}

function checkNrSack(view: DataView, chunk: number, broken: (rule: RuleId) => void): void {
  const room = (chunkEnd(view, chunk) - chunk - NR_SACK_HEADER) >> 2;
  const renegable = Math.min(renegableGapAckBlocks(view, chunk), room);
  const others = Math.min(nonRenegableGapAckBlocks(view, chunk), room - renegable);
  checkGapBlocks(view, chunk + NR_SACK_HEADER, renegable, broken);
  checkGapBlocks(view, chunk + NR_SACK_HEADER + 4 * renegable, others, broken);
}

/** `count` blocks of start and end from `first` on; each kind of mistake is told once. */
function checkGapBlocks(view: DataView, first: number, count: number, broken: (rule: RuleId) => void): void {
  let empty = false;
  let disordered = false;
  let previousEnd = 0;
  for (let block = first; block < first + 4 * count; block += 4) {
    const start = view.getUint16(block);
    const end = view.getUint16(block + 2);
    if (start === 0 || end < start) empty = true;
    else if (start <= previousEnd + 1) disordered = true;
    previousEnd = end;
  }
  if (empty) broken('gap-block-empty');
  if (disordered) broken('gap-block-order');
}

function holds(view: DataView, chunk: number, headerLength: number, parameter: number): boolean {
  return findTlv(view, chunk + headerLength, chunkEnd(view, chunk), parameter) >= 0;
}

function beginsWithAddress(view: DataView, at: number, end: number): boolean {
  if (!tlvAt(view, at, end)) return false;
  const type = tlvType(view, at);
  return type === ParameterNumber.IPV4_ADDRESS || type === ParameterNumber.IPV6_ADDRESS;
}
