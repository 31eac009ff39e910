/** A packet of the index as filters see it. What the index does not keep is read from the file, of a limited number of packets: the screen must not wait. */
import { AddressBook } from '../../dissect/address-book.js';
import { chunkName } from '../../dissect/chunk/registry.js';
import { endpointPort } from '../../filter/endpoint-name.js';
import type { FieldName } from '../../filter/field.js';
import { PacketSubject } from '../../filter/packet-subject.js';
import type { Subject } from '../../filter/subject.js';
import type { Value } from '../../filter/value.js';
import type { AssociationRow, CaptureModel } from '../model.js';
import { ABORT, ChunkSet, chunkBit, chunkTypes, USER_DATA } from '../session/chunk-set.js';
import { packetOf } from '../session/read-packet.js';

/** Packets that one filter reads at most; later ones do not have what is only in the file. */
export const READ_LIMIT = 10_000;

const ERROR = chunkBit(0x09);
const ASCONF_ACK = chunkBit(0x80);
const WITH_CAUSES = ABORT | ERROR | ASCONF_ACK;

/** Fields that are only in the file, and the chunks that have them. */
const IN_FILE: Readonly<Partial<Record<FieldName, number>>> = {
  tsn: USER_DATA,
  stream: USER_DATA,
  ppid: USER_DATA,
  cause: WITH_CAUSES,
  tag: -1,
};

const NO_ADDRESSES = new AddressBook();

export class IndexedPacket implements Subject {
  readonly #model: CaptureModel;
  readonly #read = new PacketSubject(NO_ADDRESSES);
  #reads = 0;
  #packet = 0;
  #association: AssociationRow | undefined;
  #held = -1;

  constructor(model: CaptureModel) {
    this.#model = model;
  }

  /** Packets were left unread. */
  get limited(): boolean {
    return this.#reads > READ_LIMIT;
  }

  /** Stands for that packet from now on. */
  of(packet: number, association: AssociationRow | undefined): this {
    this.#packet = packet;
    this.#association = association;
    return this;
  }

  values(field: FieldName): readonly Value[] | undefined {
    const { index } = this.#model;
    const chunks = IN_FILE[field];
    if (chunks !== undefined) return index.chunks(this.#packet) & chunks ? this.#fromFile(field) : [];
    switch (field) {
      case 'frame':
        return [index.frame(this.#packet)];
      case 'time':
        return [index.time(this.#packet)];
      case 'association':
        return [index.association(this.#packet)];
      case 'chunk':
        return index.chunks(this.#packet) & ChunkSet.other ? this.#fromFile('chunk') : chunkTypes(index.chunks(this.#packet));
      case 'host':
        return [this.#source, this.#destination];
      case 'source':
        return [this.#source];
      case 'destination':
        return [this.#destination];
      case 'port':
        return this.#ports;
      case 'sourceport':
        return this.#ports.slice(0, 1);
      case 'destinationport':
        return this.#ports.slice(1);
      case 'text':
        return [this.#text];
      default:
        return undefined;
    }
  }

  get #source(): string {
    return this.#model.address(this.#model.index.source(this.#packet));
  }

  get #destination(): string {
    return this.#model.address(this.#model.index.destination(this.#packet));
  }

  /** Of the sender, then of the receiver. */
  get #ports(): number[] {
    const ports = this.#association?.names.map(endpointPort) ?? [];
    return this.#model.index.direction(this.#packet) === 0 ? ports : ports.reverse();
  }

  get #text(): string {
    const set = this.#model.index.chunks(this.#packet);
    const chunks = chunkTypes(set).map(chunkName).join(' ');
    return `${chunks} ${this.#source} ${this.#destination}${set & ChunkSet.retransmission ? ' again' : ''}`;
  }

  #fromFile(field: FieldName): readonly Value[] {
    if (this.#held !== this.#packet && !this.#open()) return [];
    return this.#read.values(field) ?? [];
  }

  /** Reads the packet; answers whether it could be, and may. */
  #open(): boolean {
    if (this.#reads > READ_LIMIT || ++this.#reads > READ_LIMIT) return false;
    const bytes = this.#model.read(this.#packet)?.bytes;
    if (bytes === undefined) return false;
    this.#read.of(packetOf(bytes, this.#model.index.length(this.#packet)));
    this.#held = this.#packet;
    return true;
  }
}
