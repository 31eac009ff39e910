/** A chunk in one line: `SACK cum 1006 a_rwnd 106496 gaps 2-4`. One function a type; a type without one is told by its length. */
import { ASCONF_HEADER, asconfSequence } from './chunk/asconf.js';
import { ASCONF_ACK_HEADER, asconfAckSequence } from './chunk/asconf-ack.js';
import { hmacId, sharedKeyId } from './chunk/auth.js';
import { ChunkDefect, chunkDefect, fieldsReadable } from './chunk/chunk-defect.js';
import { cwrLowestTsn } from './chunk/cwr.js';
import { DATA_HEADER, payloadProtocolId, streamId, streamSequence, tsn, UNORDERED } from './chunk/data.js';
import { ecneLowestTsn } from './chunk/ecne.js';
import { forwardTsnEntries, forwardTsnStream, forwardTsnStreamSequence, newCumulativeTsn } from './chunk/forward-tsn.js';
import { fragmentSequence, I_DATA_HEADER, iDataPayloadProtocolId, messageId } from './chunk/i-data.js';
import { iForwardTsnEntries, iForwardTsnMessageId, iForwardTsnStream, iForwardTsnUnordered } from './chunk/i-forward-tsn.js';
import { inboundStreams, initialTsn, initiateTag, initWindow, outboundStreams } from './chunk/init.js';
import {
  nrSackCumulativeTsnAck,
  nrSackDuplicateTsns,
  nrSackGapBlocksPresent,
  nrSackGapEnd,
  nrSackGapStart,
  nrSackWindow,
  renegableGapAckBlocks,
} from './chunk/nr-sack.js';
import { linkBandwidth, queueSize } from './chunk/pktdrop.js';
import { ChunkNumber, chunkName, chunkTypeRow, isUnknownChunk } from './chunk/registry.js';
import { cumulativeTsnAck, duplicateTsns, gapBlocksPresent, gapEnd, gapStart, sackWindow } from './chunk/sack.js';
import { shutdownCumulativeTsn } from './chunk/shutdown.js';
import { causeTypeRow } from './error-cause/registry.js';
import { fieldText } from './field-text.js';
import { CHUNK_HEADER, chunkEnd, chunkFlags, chunkLength, chunkType } from './packet.js';
import { parameterTypeRow } from './parameter/registry.js';
import { ppidWords } from './payload-protocol.js';
import { tlvListText } from './tlv-text.js';
import { unknownChunkAction } from './unknown-type.js';
import { upperLayerText } from './user-data-text.js';

/** [chunk, end) was captured, the fixed header in it. */
type Summary = (view: DataView, chunk: number, end: number) => string;

const { DATA, INIT, INIT_ACK, SACK, ABORT, SHUTDOWN, ERROR, ECNE, CWR, AUTH, NR_SACK } = ChunkNumber;
const { I_DATA, ASCONF_ACK, PKTDROP, RE_CONFIG, FORWARD_TSN, ASCONF, I_FORWARD_TSN, COOKIE_ACK, SHUTDOWN_ACK, SHUTDOWN_COMPLETE } =
  ChunkNumber;

/** Entries of a list that are shown. */
const SHOWN = 8;

const SUMMARIES: Readonly<Record<number, Summary>> = {
  [DATA]: (view, chunk, end) => {
    const sequence = chunkFlags(view, chunk) & UNORDERED ? '' : ` ssn ${streamSequence(view, chunk)}`;
    return `TSN ${tsn(view, chunk)} stream ${streamId(view, chunk)}${sequence}${payload(view, chunk, payloadProtocolId(view, chunk), DATA_HEADER, end)}`;
  },
  [I_DATA]: summarizeIData,
  [INIT]: summarizeInit,
  [INIT_ACK]: summarizeInit,
  [SACK]: (view, chunk, end) => {
    const gaps = ranges(gapBlocksPresent(view, chunk, end), (block) => `${gapStart(view, chunk, block)}-${gapEnd(view, chunk, block)}`);
    const duplicates = duplicateTsns(view, chunk);
    return `cum ${cumulativeTsnAck(view, chunk)} a_rwnd ${sackWindow(view, chunk)}${gaps && ` gaps ${gaps}`}${duplicates ? ` duplicates ${duplicates}` : ''}`;
  },
  [NR_SACK]: (view, chunk, end) => {
    const present = nrSackGapBlocksPresent(view, chunk, end);
    const renegable = Math.min(renegableGapAckBlocks(view, chunk), present);
    const text = (block: number) => `${nrSackGapStart(view, chunk, block)}-${nrSackGapEnd(view, chunk, block)}`;
    const gaps = ranges(renegable, text);
    const kept = ranges(present - renegable, (block) => text(renegable + block));
    const duplicates = nrSackDuplicateTsns(view, chunk);
    return `cum ${nrSackCumulativeTsnAck(view, chunk)} a_rwnd ${nrSackWindow(view, chunk)}${gaps && ` gaps ${gaps}`}${kept && ` nr-gaps ${kept}`}${duplicates ? ` duplicates ${duplicates}` : ''}`;
  },
  [ABORT]: (view, chunk, end) => tlvListText(causeTypeRow, view, chunk + CHUNK_HEADER, end),
  [ERROR]: (view, chunk, end) => tlvListText(causeTypeRow, view, chunk + CHUNK_HEADER, end),
  [SHUTDOWN]: (view, chunk) => `cum ${shutdownCumulativeTsn(view, chunk)}`,
  [SHUTDOWN_ACK]: () => '',
  [SHUTDOWN_COMPLETE]: () => '',
  [COOKIE_ACK]: () => '',
  [ECNE]: (view, chunk) => `lowest TSN ${ecneLowestTsn(view, chunk)}`,
  [CWR]: (view, chunk) => `lowest TSN ${cwrLowestTsn(view, chunk)}`,
  [AUTH]: (view, chunk) => `key ${sharedKeyId(view, chunk)} HMAC ${fieldText(hmacId, hmacId(view, chunk))}`,
  [ASCONF]: (view, chunk, end) => `seq ${asconfSequence(view, chunk)} ${tlvListText(parameterTypeRow, view, chunk + ASCONF_HEADER, end)}`,
  [ASCONF_ACK]: (view, chunk, end) =>
    `seq ${asconfAckSequence(view, chunk)} ${tlvListText(parameterTypeRow, view, chunk + ASCONF_ACK_HEADER, end)}`,
  [RE_CONFIG]: (view, chunk, end) => tlvListText(parameterTypeRow, view, chunk + CHUNK_HEADER, end),
  [PKTDROP]: (view, chunk) => `bandwidth ${linkBandwidth(view, chunk)} queue ${queueSize(view, chunk)}`,
  [FORWARD_TSN]: (view, chunk, end) => {
    const skipped = ranges(
      forwardTsnEntries(view, chunk, end),
      (entry) => `${forwardTsnStream(view, chunk, entry)}:${forwardTsnStreamSequence(view, chunk, entry)}`,
    );
    return `cum ${newCumulativeTsn(view, chunk)}${skipped && ` streams ${skipped}`}`;
  },
  [I_FORWARD_TSN]: (view, chunk, end) => {
    const skipped = ranges(iForwardTsnEntries(view, chunk, end), (entry) => {
      const unordered = iForwardTsnUnordered(view, chunk, entry) ? 'U' : '';
      return `${iForwardTsnStream(view, chunk, entry)}:${unordered}${iForwardTsnMessageId(view, chunk, entry)}`;
    });
    return `cum ${newCumulativeTsn(view, chunk)}${skipped && ` streams ${skipped}`}`;
  },
};

/** `DATA (B/E) TSN 1007 …`. [chunk, end): what is left of the packet as captured, at least four bytes. */
export function chunkSummary(view: DataView, chunk: number, end: number): string {
  return `${chunkName(chunkType(view, chunk))} ${chunkDetail(view, chunk, end)}`.trimEnd();
}

/** The same without the name. */
export function chunkDetail(view: DataView, chunk: number, end: number): string {
  const defect = chunkDefect(view, chunk, end);
  const captured = Math.min(chunkEnd(view, chunk), end);
  const detail = fieldsReadable(defect) ? (SUMMARIES[chunkType(view, chunk)] ?? byLength)(view, chunk, captured) : '';
  return [flagText(chunkTypeRow(chunkType(view, chunk))?.flags ?? [], chunkFlags(view, chunk)), detail.trim(), DEFECTS[defect]]
    .filter(Boolean)
    .join(' ');
}

const DEFECTS: Readonly<Record<ChunkDefect, string>> = {
  [ChunkDefect.none]: '',
  [ChunkDefect.bodyCut]: '[incomplete]',
  [ChunkDefect.shorterThanHeader]: '[too short]',
  [ChunkDefect.headerCut]: '[incomplete]',
  [ChunkDefect.lengthBelowFour]: '[too short]',
  [ChunkDefect.noHeader]: '[incomplete]',
};

/** `(B/E)`; empty where no flag that means something is set. */
export function flagText(flags: readonly (readonly [bit: number, name: string])[], value: number): string {
  const set = flags.filter(([bit]) => value & bit).map(([, name]) => name);
  return set.length > 0 ? `(${set.join('/')})` : '';
}

function byLength(view: DataView, chunk: number): string {
  const type = chunkType(view, chunk);
  const bytes = `${chunkLength(view, chunk) - CHUNK_HEADER} bytes`;
  return isUnknownChunk(type) ? `${bytes}: ${unknownChunkAction(type)}` : bytes;
}

function summarizeInit(view: DataView, chunk: number): string {
  const tag = fieldText(initiateTag, initiateTag(view, chunk));
  const streams = `${outboundStreams(view, chunk)}/${inboundStreams(view, chunk)}`;
  return `tag ${tag} a_rwnd ${initWindow(view, chunk)} streams ${streams} TSN ${initialTsn(view, chunk)}`;
}

function summarizeIData(view: DataView, chunk: number, end: number): string {
  const place = `TSN ${tsn(view, chunk)} stream ${streamId(view, chunk)} mid ${messageId(view, chunk)}`;
  const first = iDataPayloadProtocolId.onlyWhen!;
  if ((chunkFlags(view, chunk) & first.mask) !== first.value)
    return `${place} fsn ${fragmentSequence(view, chunk)}${length(view, chunk, I_DATA_HEADER)}`;
  return `${place}${payload(view, chunk, iDataPayloadProtocolId(view, chunk), I_DATA_HEADER, end)}`;
}

/** ` ppid 3 M3UA ASPUP 36 bytes` */
function payload(view: DataView, chunk: number, ppid: number, header: number, end: number): string {
  const words = upperLayerText(view, chunk, ppid, chunk + header, end) ?? ppidWords(ppid);
  return ` ppid ${ppid}${words && ` ${words}`}${length(view, chunk, header)}`;
}

function length(view: DataView, chunk: number, header: number): string {
  return ` ${chunkLength(view, chunk) - header} bytes`;
}

function ranges(count: number, text: (index: number) => string): string {
  const shown = Array.from({ length: Math.min(count, SHOWN) }, (_, index) => text(index)).join(',');
  return count > SHOWN ? `${shown},… (${count})` : shown;
}
