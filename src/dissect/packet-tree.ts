/** A packet as a tree for people: every field, chunk, parameter and cause with the bytes it came from. Made for one packet at a time, when somebody looks. */
import type { ChunkType } from './chunk/chunk-type.js';
import { NR_SACK_HEADER, nrSack, nrSackGapBlocksPresent, renegableGapAckBlocks } from './chunk/nr-sack.js';
import { chunkName, isUnknownChunk } from './chunk/registry.js';
import { cumulativeTsnAck, gapAckedTsns, gapBlocksPresent, SACK_HEADER, sack } from './chunk/sack.js';
import { causeName, causeTypeRow } from './error-cause/registry.js';
import type { Field } from './field.js';
import { fieldText } from './field-text.js';
import type { LengthSource, Malformation, RuleId } from './malformation.js';
import { checksumWord, chunkEnd, chunkFlags, chunkType, headerFields, type SctpPacket } from './packet.js';
import { parameterName, parameterTypeRow } from './parameter/registry.js';
import { hex, quoted } from './printable.js';
import { tsnAdd } from './serial-number.js';
import { chunkDetail, flagText } from './summary.js';
import { tlvAt } from './tlv.js';
import { ipv6AddressText, tlvText } from './tlv-text.js';
import { unknownChunkAction, unknownParameterAction } from './unknown-type.js';
import { upperLayerText } from './user-data-text.js';
import type { SpanKind, Structure, Visitor } from './visitor.js';
import { walkPacket } from './walk-packet.js';

export type NodeKind = 'packet' | 'field' | 'entry' | 'note' | SpanKind | Structure['kind'];

export interface TreeNode {
  readonly kind: NodeKind;
  /** `TSN`, `SACK`, `State Cookie`. */
  readonly label: string;
  /** For people; safe to print. */
  readonly value: string;
  /** For programs: what a field holds, the type number of a structure. */
  readonly raw?: number | string;
  /** Bytes from the first byte of the SCTP packet, and how many; padding excluded. */
  readonly offset: number;
  readonly length: number;
  readonly children: readonly TreeNode[];
  /** What is wrong with this very node. */
  readonly malformations: readonly Malformation[];
}

interface MutableNode extends TreeNode {
  readonly children: MutableNode[];
  readonly malformations: Malformation[];
}

/** Bytes shown of a span in hex. */
const HEX_SHOWN = 32;

export function packetTree(packet: SctpPacket): TreeNode {
  const builder = new TreeBuilder(packet);
  walkPacket(packet, builder);
  return builder.root;
}

class TreeBuilder implements Visitor {
  readonly root: MutableNode;
  readonly #packet: SctpPacket;
  readonly #open: MutableNode[];
  /** Chunks that are open: more than one where a chunk quotes another. */
  readonly #chunks: { at: number; row: ChunkType | undefined }[] = [];

  constructor(packet: SctpPacket) {
    this.#packet = packet;
    const { start, end, sourcePort, destinationPort } = packet;
    this.root = newNode('packet', 'SCTP', `${sourcePort} > ${destinationPort}`, 0, end - start);
    this.#open = [this.root];
  }

  open(structure: Structure, at: number, end: number): void {
    if (structure.kind === 'chunk') this.#chunks.push({ at, row: structure.row });
    const value = structure.kind === 'record' ? this.#recordText(at) : structureText(structure, this.#packet.view, at, end);
    const node = this.#add(structure.kind, labelOf(structure), value, at, end, 'type' in structure ? structure.type : undefined);
    this.#open.push(node);
    const action = unknownAction(structure);
    if (action) this.#add('note', 'Unknown type', `a receiver that does not know it will ${action}`, at, at);
  }

  close(): void {
    const node = this.#open.pop()!;
    if (node.kind === 'chunk') this.#chunks.pop();
  }

  field(field: Field, start: number): void {
    this.#addField('field', field, start);
    if (field === sack.fields.at(-1) || field === nrSack.fields.at(-1)) this.#addGapCounts(start);
  }

  entry(field: Field, start: number): void {
    this.#addField('entry', field, start);
  }

  span(kind: SpanKind, label: string, at: number, end: number): void {
    this.#add(kind, label, this.#spanText(kind, at, end), at, end);
  }

  malformed(rule: RuleId, at: number, required: number, available: number, lengthFrom: LengthSource): void {
    const { frame, start } = this.#packet;
    const malformation = { rule, frame, offset: at - start, required, available, lengthFrom };
    this.#owner(at - start).malformations.push(malformation);
  }

  /** The structure opened last; of the packet's own malformations the chunk they are about. */
  #owner(offset: number): MutableNode {
    const node = this.#open.at(-1)!;
    if (node !== this.root) return node;
    return node.children.find((child) => child.kind === 'chunk' && child.offset === offset) ?? node;
  }

  /** How many TSNs the gap ack blocks acknowledge of the SACK or NR-SACK at `chunk`. */
  #addGapCounts(chunk: number): void {
    const { view } = this.#packet;
    const end = Math.min(chunkEnd(view, chunk), this.#packet.end);
    const add = (label: string, first: number, from: number, to: number) => {
      if (from < to) this.#add('note', label, String(gapAckedTsns(view, chunk + first, from, to)), chunk, chunk);
    };
    if (chunkType(view, chunk) === sack.type) {
      add('TSNs in Gap Ack Blocks', SACK_HEADER, 0, gapBlocksPresent(view, chunk, end));
      return;
    }
    const all = nrSackGapBlocksPresent(view, chunk, end);
    const renegable = Math.min(renegableGapAckBlocks(view, chunk), all);
    add('TSNs in (R) Gap Ack Blocks', NR_SACK_HEADER, 0, renegable);
    add('TSNs in NR Gap Ack Blocks', NR_SACK_HEADER, renegable, all);
  }

  #addField(kind: 'field' | 'entry', field: Field, start: number): void {
    const number = field(this.#packet.view, start);
    const at = start + field.offset;
    const text = this.#fieldText(field, number);
    this.#add(kind, field.label, text, at, at + field.width, field.format === 'ipv4' ? text : number);
  }

  #add(kind: NodeKind, label: string, value: string, at: number, end: number, raw?: number | string): MutableNode {
    const node = newNode(kind, label, value, at - this.#packet.start, end - at, raw);
    this.#open.at(-1)!.children.push(node);
    return node;
  }

  #fieldText(field: Field, number: number): string {
    const text = fieldText(field, number);
    const chunk = this.#chunks.at(-1);
    if (field === headerFields[3] && this.#open.length === 1) return `${text} (${checksumWord(this.#packet.checksum)})`;
    if (field === chunkFlags && chunk?.row) return `${text} ${flagText(chunk.row.flags, number)}`.trimEnd();
    return text;
  }

  /** Gap ack blocks are offsets: what they acknowledge is TSNs. */
  #recordText(at: number): string {
    const { view } = this.#packet;
    const chunk = this.#chunks.at(-1);
    if (chunk?.row !== sack && chunk?.row !== nrSack) return '';
    const cumulative = cumulativeTsnAck(view, chunk.at);
    return `TSN ${tsnAdd(cumulative, view.getUint16(at))} to ${tsnAdd(cumulative, view.getUint16(at + 2))}`;
  }

  #spanText(kind: SpanKind, at: number, end: number): string {
    const { bytes, view } = this.#packet;
    if (kind === 'ipv6-address') return ipv6AddressText(view, at);
    if (kind === 'user-data') return this.#userDataText(at, end);
    if (kind === 'undissected') return `${end - at} bytes`;
    const content = bytes.subarray(at, end);
    return kind === 'text' ? quoted(content) : hex(content, HEX_SHOWN);
  }

  /** Users' data is described, never shown. */
  #userDataText(at: number, end: number): string {
    const chunk = this.#chunks.at(-1);
    const ppidField = chunk?.row?.fields.find((field) => field.format === 'ppid');
    const { view } = this.#packet;
    const words = chunk && ppidField ? upperLayerText(view, chunk.at, ppidField(view, chunk.at), at, end) : undefined;
    return `${end - at} bytes${words ? ` ${words}` : ''}`;
  }
}

function newNode(kind: NodeKind, label: string, value: string, offset: number, length: number, raw?: number | string): MutableNode {
  return { kind, label, value, offset, length, children: [], malformations: [], ...(raw !== undefined && { raw }) };
}

function labelOf(structure: Structure): string {
  switch (structure.kind) {
    case 'chunk':
      return chunkName(structure.type);
    case 'parameter':
      return parameterName(structure.type);
    case 'error-cause':
      return causeName(structure.type);
    case 'record':
      return `${structure.label} ${structure.index + 1}`;
    case 'quoted-packet':
      return 'Quoted packet';
  }
}

/** The structure in one line. */
function structureText(structure: Structure, view: DataView, at: number, end: number): string {
  switch (structure.kind) {
    case 'chunk':
      return chunkDetail(view, at, end);
    case 'parameter':
      return tlvAt(view, at, end) ? tlvText(parameterTypeRow, view, at) : '[incomplete]';
    case 'error-cause':
      return tlvAt(view, at, end) ? tlvText(causeTypeRow, view, at) : '[incomplete]';
    default:
      return '';
  }
}

/** What a receiver does that does not know the type. */
function unknownAction(structure: Structure): string | undefined {
  if (structure.kind === 'chunk' && isUnknownChunk(structure.type)) return unknownChunkAction(structure.type);
  return structure.kind === 'parameter' && !structure.row ? unknownParameterAction(structure.type) : undefined;
}
