import { chunkDefect, fieldsReadable, hasNextChunk } from '../dissect/chunk/chunk-defect.js';
import { initiateTag } from '../dissect/chunk/init.js';
import { ChunkNumber } from '../dissect/chunk/registry.js';
import type { IcmpError } from '../dissect/icmp-error.js';
import { Checksum, chunkType, Direction, nextChunk, type SctpPacket } from '../dissect/packet.js';
import type { Notification } from '../notification/notification.js';
import { Addressee } from './addressee.js';
import type { ApplicationCalls } from './application.js';
import { chunkBit } from './arrival.js';
import type { Association, Endpoint, Side } from './association.js';
import { AssociationTable, sideOf } from './association-table.js';
import { noteAnswer, noteCut } from './capture-gap.js';
import { diagnosePacket } from './diagnosis/capturing.js';
import { Crowding } from './diagnosis/crowding.js';
import { Strangers } from './diagnosis/stranger.js';
import { diagnosesOf } from './diagnosis/summary.js';
import { addToHistory } from './history.js';
import { Ledger, type Subscription } from './ledger.js';
import type { AssociationReport, Sink } from './model.js';
import { observeTraits } from './observe-traits.js';
import { pathTo } from './paths.js';
import type { StackProfile } from './profile/stack-profile.js';
import { type Addresses, endpointName, Replay } from './replay.js';
import { associationReport } from './report.js';
import { SendQueue } from './send-queue.js';
import { SLOW_REACTION } from './transition/abort.js';
import { chosen } from './transition/choice.js';
import { icmpPassed } from './transition/icmp.js';
import { TRANSITIONS } from './transition/registry.js';
import { judgeForged } from './transition/restart.js';
import { impliedCookieAck, upBySending } from './transition/setup.js';
import { dataSent, interleavedDataSent, sackSent } from './transition/transfer.js';
import { lapse } from './transition/unsent.js';

export interface ReconstructorOptions {
  /** What a stack tells its application. Asked once per endpoint, when it is first needed. */
  profileOf(endpoint: Endpoint): StackProfile;
  /** What the application of an endpoint subscribed to. */
  subscription: Subscription;
  addresses: Addresses;
  /** Options that packets do not show, as the user states them: 'path.max.retrans' and the like. */
  assumed(endpoint: Endpoint, option: string): number | undefined;
  /** What the log of an endpoint's application tells, where there is one. */
  callsOf(endpoint: Endpoint): ApplicationCalls | undefined;
  /** Was the capture taken at this endpoint, so that all it shows on the way there has arrived? Undefined where nobody said where it was taken. */
  capturedAt(endpoint: Endpoint): boolean | undefined;
  /** Is anything to be said of this endpoint? */
  tells(endpoint: Endpoint): boolean;
  /** A log is there to decide between what is likely and what else there is: both are wanted. */
  alternatives: boolean;
  /** The number of the association that begins with this packet; undefined where it is for the table to say. */
  numberOf: ((packet: SctpPacket) => number) | undefined;
}

/** Microseconds without a packet after which an association that has ended is summarised, and after which it is let go. */
const QUIET = 10e6;
const LATE = 600e6;

export class Reconstructor {
  private readonly table = new AssociationTable();
  private readonly replay: Replay;
  private readonly sink: Sink;
  private readonly options: ReconstructorOptions;
  private readonly strangers: Strangers;
  private readonly crowding: Crowding;
  private readonly addressee: Addressee;
  /** Some association has more than a packet. */
  private holdsMore = false;
  /** Where the last packet belonged: its association, and the side that sent it. */
  lastAssociation: Association | undefined;
  lastSender: Side = 0;

  constructor(sink: Sink, options: ReconstructorOptions) {
    const profileOf = (endpoint: Endpoint): StackProfile => {
      endpoint.profile ??= options.profileOf(endpoint);
      return endpoint.profile;
    };
    this.sink = sink;
    this.options = options;
    this.strangers = new Strangers(sink, options.addresses);
    this.crowding = new Crowding(sink);
    const ledger = new Ledger(
      sink,
      options.subscription,
      profileOf,
      (endpoint) => endpointName(options.addresses, endpoint),
      options.alternatives,
    );
    this.replay = new Replay(this.table, ledger, options.addresses, sink, profileOf, options.assumed, options.callsOf, options.capturedAt);
    this.addressee = new Addressee(this.table, this.replay, this.strangers, {
      begin: (packet) => this.create(packet),
      finish: (association) => this.finishAssociation(association),
    });
  }

  /** The bytes of the packets taken so far are about to go. */
  endBatch(): void {
    this.replay.takeBack();
  }

  /** Hot: bench analyze. Takes the next packet of the capture; its bytes stay until endBatch() is called. */
  packet(packet: SctpPacket): void {
    if (this.replay.isDue(packet.time)) this.replay.expire(packet.time);
    this.lastAssociation = undefined;
    if ((packet.checksum === Checksum.wrong || packet.isHeaderDamaged) && this.corrupt(packet)) return;
    const receiver = this.addressee.receiverOf(packet);
    if (receiver === undefined) return;
    const sender = receiver.peer;
    const { association } = receiver;
    this.lastAssociation = association;
    this.lastSender = sender.side;
    association.packets++;
    if (association.isBeginning && association.packets > 1) this.followed(association, packet);
    association.end = packet.time;
    association.lastFrame = packet.frame;
    sender.packets++;
    sender.lastTime = packet.time;
    if (packet.direction === Direction.outbound) sender.host.isHere = true;
    if (receiver.troubled) hear(sender, packet);
    sender.lastFrame = packet.frame;
    if (packet.checksum !== Checksum.right || packet.end < packet.wireEnd) diagnosePacket(sender, packet);
    if (packet.truncated) noteCut(sender, packet);
    this.walk(packet, sender, receiver);
  }

  /** An ICMP error passed: about a packet of one end of an association, perhaps. */
  icmp(error: IcmpError): void {
    if (this.replay.isDue(error.time)) this.replay.expire(error.time);
    const association = this.table.between(error).at(-1);
    if (association === undefined) return;
    const side = sideOf(association, error.source, error.sourcePort, error.destination, error.destinationPort);
    if (side !== undefined) icmpPassed(this.replay, association.endpoints[side], error);
  }

  /** Capture time has come to `now`, in microseconds, without a packet: what silence settles is settled. */
  advance(now: number): void {
    if (this.replay.isDue(now)) this.replay.expire(now);
  }

  /** Hot: bench analyze. The chunks of a packet, in order. */
  private walk(packet: SctpPacket, sender: Endpoint, receiver: Endpoint): void {
    const { view, end } = packet;
    if (sender.awaiting.length > 0) this.replay.weigh(sender, chunkSet(packet), packet);
    let chunk = packet.firstChunk;
    while (chunk < end) {
      const defect = chunkDefect(view, chunk, end);
      if (fieldsReadable(defect)) this.chunk(packet, chunk, sender, receiver);
      if (!hasNextChunk(defect)) break;
      chunk = nextChunk(view, chunk);
    }
    if (sender.choices?.length) chosen(this.replay, sender, packet);
    if (receiver.choices?.length) chosen(this.replay, receiver, packet);
    if (sender.sends !== undefined) lapse(this.replay, sender, packet, true);
    if (receiver.sends !== undefined) lapse(this.replay, receiver, packet, false);
    if (sender.over && receiver.over) this.ended(sender.association);
  }

  private chunk(packet: SctpPacket, chunk: number, sender: Endpoint, receiver: Endpoint): void {
    const type = chunkType(packet.view, chunk);
    addToHistory(sender, type);
    switch (type) {
      case ChunkNumber.DATA:
        impliedCookieAck(this.replay, receiver, packet);
        upBySending(this.replay, sender, packet);
        dataSent(this.replay, sender, packet, chunk);
        break;
      case ChunkNumber.SACK:
      case ChunkNumber.NR_SACK:
        impliedCookieAck(this.replay, receiver, packet);
        upBySending(this.replay, sender, packet);
        sackSent(this.replay, sender, receiver, packet, chunk);
        break;
      case ChunkNumber.I_DATA:
        impliedCookieAck(this.replay, receiver, packet);
        interleavedDataSent(this.replay, sender, packet, chunk);
        break;
      default:
        observeTraits(type, packet, chunk, sender, receiver);
        noteAnswer(sender, packet, type);
        TRANSITIONS.get(type)?.(this.replay, sender, receiver, packet, chunk);
    }
  }

  /** A damaged packet changes nothing at its receiver; a sender's hardware that fills checksums in later is another matter. */
  private corrupt(packet: SctpPacket): boolean {
    const receiver = this.table.byVerificationTag(packet);
    if (receiver === undefined) return false;
    const sender = receiver.peer;
    if (sender.rightChecksums === 0 && !packet.isHeaderDamaged) return false;
    diagnosePacket(sender, packet);
    return true;
  }

  private create(packet: SctpPacket): Association {
    const expendable = this.table.expendable();
    if (expendable !== undefined) this.makeRoom(expendable, packet);
    const earlier = this.table.between(packet).at(-1);
    const association = this.table.create(packet, this.options.numberOf?.(packet));
    this.crowding.leftOut('namesakes', this.table.leftOut.namesakes, packet);
    this.crowding.leftOut('hosts', this.table.leftOut.hosts, packet);
    for (const endpoint of association.endpoints) {
      const sends = this.replay.callsOf(endpoint)?.sends(endpoint.port);
      endpoint.choices = this.replay
        .callsOf(endpoint)
        ?.choices(endpoint.port)
        .filter(({ time }) => time >= association.start);
      if (this.replay.callsOf(endpoint)?.aborts(endpoint.port).length) endpoint.recall = SLOW_REACTION;
      if (sends !== undefined) endpoint.sends = new SendQueue(sends, association.start, endOf(earlier, endpoint));
    }
    return association;
  }

  private followed(association: Association, { view, firstChunk }: SctpPacket): void {
    const type = chunkType(view, firstChunk);
    this.table.followed(association, type !== ChunkNumber.INIT && type !== ChunkNumber.INIT_ACK);
    this.holdsMore = true;
  }

  /** There are too many: in a flood, what a single packet would tell is told of none. */
  private makeRoom(association: Association, packet: SctpPacket): void {
    this.crowding.letGo(association, packet);
    if (!association.isLone) this.report(association);
    else for (const endpoint of association.endpoints) this.replay.drop(endpoint);
    this.remove(association);
  }

  private remove(association: Association): void {
    this.clear(association);
    this.table.remove(association);
  }

  /** Both ends are done. The association stays known for late copies, without its records. */
  private ended(association: Association): void {
    this.clear(association);
    const gone = this.table.end(association);
    if (gone !== undefined) this.finishAssociation(gone);
  }

  private clear(association: Association): void {
    for (const endpoint of association.endpoints) endpoint.outbound.clear();
  }

  private finishAssociation(association: Association): void {
    this.report(association);
    this.remove(association);
  }

  private report(association: Association): void {
    if (association.reported) return;
    association.reported = true;
    if (association.isDoubtful) {
      this.doubted(association);
      return;
    }
    for (const endpoint of association.endpoints) this.replay.conclude(endpoint);
    judgeForged(this.replay, association);
    for (const each of diagnosesOf(association, (endpoint) => this.replay.name(endpoint), this.options.tells)) this.sink.diagnosis(each);
    this.sink.association(associationReport(association, this.replay));
    this.clear(association);
  }

  /** Nothing followed its first packet: that was a stranger's. */
  private doubted({ endpoints: [sender, receiver], firstFrame, start, firstChunk }: Association): void {
    for (const endpoint of [sender, receiver]) this.replay.drop(endpoint);
    const packet = {
      source: sender.addresses[0]!,
      sourcePort: sender.port,
      destination: receiver.addresses[0]!,
      destinationPort: receiver.port,
      verificationTag: receiver.tag ?? 0,
      frame: firstFrame,
      time: start,
    };
    this.strangers.met(packet, firstChunk, false);
  }

  /** Where a capture has no end: hands out the summaries of associations that have ended, and lets go of them when no late packet is to be expected. */
  release(now: number): void {
    for (const association of [...this.table.all()]) {
      const [one, other] = association.endpoints;
      if (association.end < now - LATE && (one.over || other.over || association.isDoubtful)) this.finishAssociation(association);
      else if (association.end < now - QUIET && one.over && other.over) this.report(association);
    }
  }

  /** Lets go of so many associations, those longest without a packet; says so of those that were still open. */
  forget(count: number): void {
    const silent = [...this.table.all()].sort((a, b) => a.end - b.end).slice(0, count);
    for (const association of silent) {
      const { id, end: time, lastFrame: frame, reported } = association;
      this.finishAssociation(association);
      const text = 'let go to stay within the memory allowed; what comes of it later is taken for another association';
      if (!reported) this.sink.diagnosis({ rule: 'forgotten', severity: 'warning', association: id, frame, time, text });
    }
  }

  /** The associations that have not been summarised, as they are now. */
  unreported(): AssociationReport[] {
    const shown = [...this.table.all()].filter(({ reported, isDoubtful }) => !reported && !isDoubtful);
    return shown.map((association) => associationReport(association, this.replay));
  }

  /** What is not settled since before that time, as it looks now. */
  pending(before: number): Notification[] {
    return this.replay.pending(before);
  }

  /** The sender of this packet, as this reconstruction knows it from packets seen elsewhere: by tags and ports, since addresses may be translated on the way. */
  senderOf(packet: SctpPacket): Endpoint | undefined {
    const { view, firstChunk } = packet;
    if (chunkType(view, firstChunk) === ChunkNumber.INIT) return this.table.byTagAlone(initiateTag(view, firstChunk), packet.sourcePort);
    const receiver = this.table.byTagAlone(packet.verificationTag, packet.destinationPort);
    if (receiver !== undefined) return receiver.peer;
    const { source, sourcePort, destination, destinationPort } = packet;
    const begun = this.table.between(packet).findLast(({ endpoints }) => endpoints.some(({ tag }) => tag === undefined));
    return begun?.endpoints[sideOf(begun, source, sourcePort, destination, destinationPort)!];
  }

  /** Associations in memory. */
  get size(): number {
    return this.table.size;
  }

  /** The capture has ended: what is left comes out in short steps, as they are asked for. */
  *finishing(): Generator<void> {
    const associations = [...this.table.all()];
    // Who captured single packets only was after these.
    if (!this.holdsMore) for (const association of associations) association.accepted = true;
    const concluding = associations.flatMap(({ endpoints }) => endpoints.map((endpoint) => () => this.replay.conclude(endpoint)));
    yield* this.replay.ledger.eachInOrder(concluding);
    for (const association of associations) {
      this.finishAssociation(association);
      yield;
    }
    this.strangers.finish();
    this.crowding.finish();
  }
}

/** Something was sent to an address of an endpoint whose tries are unanswered. */
function hear(sender: Endpoint, packet: SctpPacket): void {
  pathTo(sender, packet.destination, packet.source).seen = packet.time;
}

/** The chunk types of a packet as a set. */
function chunkSet(packet: SctpPacket): number {
  const { view, end } = packet;
  let set = 0;
  let chunk = packet.firstChunk;
  while (chunk < end) {
    const defect = chunkDefect(view, chunk, end);
    if (fieldsReadable(defect)) set |= chunkBit(chunkType(view, chunk));
    if (!hasNextChunk(defect)) break;
    chunk = nextChunk(view, chunk);
  }
  return set;
}

/** When an earlier association of the same endpoint failed. */
function endOf(earlier: Association | undefined, { port, addresses }: Endpoint): number | undefined {
  const same = earlier?.endpoints.find((other) => other.port === port && addresses.some((address) => other.addresses.includes(address)));
  return same?.sends?.endedAt;
}
