/** Chunks as packetdrill's SCTP dialect writes them. What a kernel chooses for itself is `...` in what it sends, so that any kernel may be asked. */
import { T_BIT } from '../../dissect/chunk/abort.js';
import { BEGINNING, END, IMMEDIATE, payloadProtocolId, streamId, streamSequence, tsn, UNORDERED } from '../../dissect/chunk/data.js';
import { forwardTsnEntries, forwardTsnStream, forwardTsnStreamSequence, newCumulativeTsn } from '../../dissect/chunk/forward-tsn.js';
import { fragmentSequence, iDataPayloadProtocolId, messageId } from '../../dissect/chunk/i-data.js';
import { INIT_HEADER, inboundStreams, initialTsn, initiateTag, initWindow, outboundStreams } from '../../dissect/chunk/init.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { cumulativeTsnAck, duplicateTsns, gapBlocksPresent, gapEnd, gapStart, SACK_HEADER, sackWindow } from '../../dissect/chunk/sack.js';
import { shutdownCumulativeTsn } from '../../dissect/chunk/shutdown.js';
import { CHUNK_HEADER, chunkEnd, chunkFlags, chunkLength, chunkType } from '../../dissect/packet.js';
import { nextTlv, TLV_HEADER, tlvAt, tlvLength, tlvType } from '../../dissect/tlv.js';

/** `sent`: by the kernel that is asked; else it is given to it. */
type Writer = (view: DataView, chunk: number, sent: boolean) => string;

/** Parameters of an INIT that speak of the hosts it came from: the addresses of the script's are others. Also the cookie, which is made anew. */
const OF_ITS_HOST: ReadonlySet<number> = new Set([5, 6, 7, 11, 12]);

/** `[0x01,0x02]`. */
export function byteList(view: DataView, from: number, to: number): string {
  const bytes: string[] = [];
  for (let at = from; at < to; at++) bytes.push(`0x${view.getUint8(at).toString(16).padStart(2, '0')}`);
  return `[${bytes.join(',')}]`;
}

const flagless =
  (name: string): Writer =>
  () =>
    `${name}[flgs=0]`;

const init =
  (name: string): Writer =>
  (view, chunk, sent) => {
    const head = `${name}[flgs=0, tag=${initiateTag(view, chunk)}`;
    const first = `tsn=${initialTsn(view, chunk)}`;
    if (sent) return `${head}, a_rwnd=..., os=..., is=..., ${first}, ...]`;
    const streams = `os=${outboundStreams(view, chunk)}, is=${inboundStreams(view, chunk)}`;
    const parameters = parameterTexts(view, chunk + INIT_HEADER, chunkEnd(view, chunk));
    const cookie = name === 'INIT_ACK' ? ['STATE_COOKIE[len=4, val=...]'] : [];
    return `${[head, `a_rwnd=${initWindow(view, chunk)}`, streams, first, ...cookie, ...parameters].join(', ')}]`;
  };

function parameterTexts(view: DataView, from: number, end: number): string[] {
  const texts: string[] = [];
  for (let at = from; tlvAt(view, at, end); at = nextTlv(view, at)) {
    const [type, length] = [tlvType(view, at), tlvLength(view, at)];
    if (OF_ITS_HOST.has(type)) continue;
    const value = byteList(view, at + TLV_HEADER, Math.min(at + length, end));
    texts.push(`PARAMETER[type=0x${type.toString(16).padStart(4, '0')}, len=${length}, val=${value}]`);
  }
  return texts;
}

const causes =
  (name: string): Writer =>
  (view, chunk, sent) => {
    const texts: string[] = [];
    const end = chunkEnd(view, chunk);
    for (let at = chunk + CHUNK_HEADER; tlvAt(view, at, end); at = nextTlv(view, at)) {
      const [code, length] = [tlvType(view, at), tlvLength(view, at)];
      const info = byteList(view, at + TLV_HEADER, Math.min(at + length, end));
      texts.push(sent ? `CAUSE[code=${code}, len=..., info=...]` : `CAUSE[code=${code}, len=${length}, info=${info}]`);
    }
    const flags = name === 'ABORT' && chunkFlags(view, chunk) & T_BIT ? 'T' : '0';
    return `${[`${name}[flgs=${flags}`, ...texts].join(', ')}]`;
  };

const heartbeat =
  (name: string): Writer =>
  (view, chunk, sent) => {
    const [at, end] = [chunk + CHUNK_HEADER, chunkEnd(view, chunk)];
    const given = name === 'HEARTBEAT' && !sent && tlvAt(view, at, end);
    const information = given ? `len=${tlvLength(view, at)}, val=${byteList(view, at + TLV_HEADER, end)}` : 'len=..., val=...';
    return `${name}[flgs=0, HEARTBEAT_INFORMATION[${information}]]`;
  };

const data: Writer = (view, chunk) =>
  [
    `DATA[flgs=${dataFlags(view, chunk)}, len=${chunkLength(view, chunk)}, tsn=${tsn(view, chunk)}, sid=${streamId(view, chunk)}`,
    `ssn=${streamSequence(view, chunk)}, ppid=${payloadProtocolId(view, chunk)}]`,
  ].join(', ');

const iData: Writer = (view, chunk) => {
  const first = chunkFlags(view, chunk) & BEGINNING;
  const last = first ? `ppid=${iDataPayloadProtocolId(view, chunk)}` : `fsn=${fragmentSequence(view, chunk)}`;
  return [
    `I_DATA[flgs=${dataFlags(view, chunk)}, len=${chunkLength(view, chunk)}, tsn=${tsn(view, chunk)}, sid=${streamId(view, chunk)}`,
    `mid=${messageId(view, chunk)}, ${last}]`,
  ].join(', ');
};

function dataFlags(view: DataView, chunk: number): string {
  const flags = chunkFlags(view, chunk);
  const letters = [
    [IMMEDIATE, 'I'],
    [UNORDERED, 'U'],
    [BEGINNING, 'B'],
    [END, 'E'],
  ] as const;
  return letters.flatMap(([bit, letter]) => (flags & bit ? letter : [])).join('') || '0';
}

const sack: Writer = (view, chunk, sent) => {
  const blocks = gapBlocksPresent(view, chunk);
  const gaps = Array.from({ length: blocks }, (_, i) => `${gapStart(view, chunk, i)}:${gapEnd(view, chunk, i)}`);
  const repeated = Math.min(duplicateTsns(view, chunk), (chunkEnd(view, chunk) - chunk - SACK_HEADER - 4 * blocks) >> 2);
  const duplicates = Array.from({ length: Math.max(0, repeated) }, (_, i) => view.getUint32(chunk + SACK_HEADER + 4 * (blocks + i)));
  const window = sent ? '...' : sackWindow(view, chunk);
  return `SACK[flgs=0, cum_tsn=${cumulativeTsnAck(view, chunk)}, a_rwnd=${window}, gaps=[${gaps.join(',')}], dups=[${duplicates.join(',')}]]`;
};

const forwardTsn: Writer = (view, chunk) => {
  const ids = Array.from(
    { length: forwardTsnEntries(view, chunk) },
    (_, i) => `{${forwardTsnStream(view, chunk, i)},${forwardTsnStreamSequence(view, chunk, i)}}`,
  );
  return `FORWARD_TSN[cum_tsn=${newCumulativeTsn(view, chunk)}, ids=[${ids.join(',')}]]`;
};

const other: Writer = (view, chunk, sent) => {
  const [type, end] = [chunkType(view, chunk), chunkEnd(view, chunk)];
  const flags = `type=0x${type.toString(16).padStart(2, '0')}, flgs=0x${chunkFlags(view, chunk).toString(16).padStart(2, '0')}`;
  if (sent) return `CHUNK[${flags}, len=..., val=...]`;
  return `CHUNK[${flags}, len=${chunkLength(view, chunk)}, val=${byteList(view, chunk + CHUNK_HEADER, end)}]`;
};

const WRITERS: Readonly<Record<number, Writer>> = {
  [ChunkNumber.DATA]: data,
  [ChunkNumber.INIT]: init('INIT'),
  [ChunkNumber.INIT_ACK]: init('INIT_ACK'),
  [ChunkNumber.SACK]: sack,
  [ChunkNumber.HEARTBEAT]: heartbeat('HEARTBEAT'),
  [ChunkNumber.HEARTBEAT_ACK]: heartbeat('HEARTBEAT_ACK'),
  [ChunkNumber.ABORT]: causes('ABORT'),
  [ChunkNumber.SHUTDOWN]: (view, chunk) => `SHUTDOWN[flgs=0, cum_tsn=${shutdownCumulativeTsn(view, chunk)}]`,
  [ChunkNumber.SHUTDOWN_ACK]: flagless('SHUTDOWN_ACK'),
  [ChunkNumber.ERROR]: causes('ERROR'),
  [ChunkNumber.COOKIE_ECHO]: (_view, _chunk, sent) => `COOKIE_ECHO[flgs=0, len=${sent ? '4' : '...'}, val=...]`,
  [ChunkNumber.COOKIE_ACK]: flagless('COOKIE_ACK'),
  [ChunkNumber.SHUTDOWN_COMPLETE]: (view, chunk) => `SHUTDOWN_COMPLETE[flgs=${chunkFlags(view, chunk) & T_BIT ? 'T' : '0'}]`,
  [ChunkNumber.I_DATA]: iData,
  [ChunkNumber.FORWARD_TSN]: forwardTsn,
};

/** One chunk, which must lie in the view whole. */
export function chunkText(view: DataView, chunk: number, sent: boolean): string {
  return (WRITERS[chunkType(view, chunk)] ?? other)(view, chunk, sent);
}
