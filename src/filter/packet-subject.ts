/** A packet as filters see it. Fields are read when they are asked for. */
import type { AddressBook } from '../dissect/address-book.js';
import { endpointText } from '../dissect/address-text.js';
import { chunkDefect, fieldsReadable, hasNextChunk } from '../dissect/chunk/chunk-defect.js';
import { payloadProtocolId, streamId, tsn } from '../dissect/chunk/data.js';
import { iDataPayloadProtocolId } from '../dissect/chunk/i-data.js';
import { ChunkNumber } from '../dissect/chunk/registry.js';
import type { Field } from '../dissect/field.js';
import { CHUNK_HEADER, chunkFlags, chunkType, nextChunk, type SctpPacket } from '../dissect/packet.js';
import { chunkSummary } from '../dissect/summary.js';
import type { Structure, Visitor } from '../dissect/visitor.js';
import { walkPacket } from '../dissect/walk-packet.js';
import type { FieldName } from './field.js';
import type { Subject } from './subject.js';
import type { Value } from './value.js';

type Read = (packet: SctpPacket, addresses: AddressBook) => Value[];

const READ: Readonly<Partial<Record<FieldName, Read>>> = {
  frame: ({ frame }) => [frame],
  time: ({ time }) => [time],
  host: ({ source, destination }, addresses) => [addresses.text(source), addresses.text(destination)],
  source: ({ source }, addresses) => [addresses.text(source)],
  destination: ({ destination }, addresses) => [addresses.text(destination)],
  port: ({ sourcePort, destinationPort }) => [sourcePort, destinationPort],
  sourceport: ({ sourcePort }) => [sourcePort],
  destinationport: ({ destinationPort }) => [destinationPort],
  tag: ({ verificationTag }) => [verificationTag],
  chunk: (packet) => chunkValues(packet, (view, chunk) => chunkType(view, chunk)),
  tsn: (packet) => chunkValues(packet, ofUserData(tsn)),
  stream: (packet) => chunkValues(packet, ofUserData(streamId)),
  ppid: (packet) => chunkValues(packet, readPpid),
  cause: (packet) => causesOf(packet),
  text: (packet, addresses) => [textOf(packet, addresses)],
};

/** One subject serves for all packets, one after the other. */
export class PacketSubject implements Subject {
  readonly #addresses: AddressBook;
  #packet: SctpPacket | undefined;

  constructor(addresses: AddressBook) {
    this.#addresses = addresses;
  }

  /** Stands for that packet from now on. */
  of(packet: SctpPacket): this {
    this.#packet = packet;
    return this;
  }

  values(field: FieldName): readonly Value[] | undefined {
    return this.#packet && READ[field]?.(this.#packet, this.#addresses);
  }
}

type ReadChunk = (view: DataView, chunk: number, readable: boolean) => number | undefined;

/** What is read of each chunk that has its header; `readable` says whether its fixed fields are there too. */
function chunkValues({ view, firstChunk, end }: SctpPacket, read: ReadChunk): number[] {
  const values: number[] = [];
  for (let chunk = firstChunk; chunk + CHUNK_HEADER <= end; chunk = nextChunk(view, chunk)) {
    const defect = chunkDefect(view, chunk, end);
    const value = read(view, chunk, fieldsReadable(defect));
    if (value !== undefined) values.push(value);
    if (!hasNextChunk(defect)) break;
  }
  return values;
}

function isUserData(type: number): boolean {
  return type === ChunkNumber.DATA || type === ChunkNumber.I_DATA;
}

function ofUserData(field: Field): ReadChunk {
  return (view, chunk, readable) => (readable && isUserData(chunkType(view, chunk)) ? field(view, chunk) : undefined);
}

function readPpid(view: DataView, chunk: number, readable: boolean): number | undefined {
  const type = chunkType(view, chunk);
  if (!readable || !isUserData(type)) return undefined;
  if (type === ChunkNumber.DATA) return payloadProtocolId(view, chunk);
  const first = iDataPayloadProtocolId.onlyWhen!;
  return (chunkFlags(view, chunk) & first.mask) === first.value ? iDataPayloadProtocolId(view, chunk) : undefined;
}

/** Chunks that may hold error causes. */
const WITH_CAUSES: ReadonlySet<number> = new Set([ChunkNumber.ABORT, ChunkNumber.ERROR, ChunkNumber.ASCONF_ACK]);

function causesOf(packet: SctpPacket): number[] {
  if (!chunkValues(packet, (view, chunk) => chunkType(view, chunk)).some((type) => WITH_CAUSES.has(type))) return [];
  const collector = new CauseCollector();
  walkPacket(packet, collector);
  return collector.causes;
}

class CauseCollector implements Visitor {
  readonly causes: number[] = [];

  open(structure: Structure): void {
    if (structure.kind === 'error-cause') this.causes.push(structure.type);
  }

  close(): void {}
  field(): void {}
  entry(): void {}
  span(): void {}
  malformed(): void {}
}

/** Chunks told of one packet; some packets have thousands. */
const CHUNKS_TOLD = 64;

/** `10.1.0.1:5001 > 10.1.0.2:5002 DATA (B/E) TSN 1007 …` */
function textOf(packet: SctpPacket, addresses: AddressBook): string {
  const { view, firstChunk, end, source, sourcePort, destination, destinationPort } = packet;
  const parts = [`${endpointText(addresses.text(source), sourcePort)} > ${endpointText(addresses.text(destination), destinationPort)}`];
  for (let chunk = firstChunk; chunk + CHUNK_HEADER <= end && parts.length <= CHUNKS_TOLD; chunk = nextChunk(view, chunk)) {
    parts.push(chunkSummary(view, chunk, end));
    if (!hasNextChunk(chunkDefect(view, chunk, end))) break;
  }
  return parts.join(' ');
}
