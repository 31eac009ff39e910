/**
 * Which endpoint a packet is on its way to: by verification tag (RFC 9260 section 8.5), T bit, addresses and ports, and what begins where none is known. INIT is told
 * apart by section 5.2: one being set up, a late copy, a restart, or new.
 */
import { T_BIT } from '../dissect/chunk/abort.js';
import { ChunkDefect, chunkDefect } from '../dissect/chunk/chunk-defect.js';
import { ChunkNumber } from '../dissect/chunk/registry.js';
import { Checksum, chunkFlags, chunkType, type SctpPacket } from '../dissect/packet.js';
import type { Association, Endpoint } from './association.js';
import { type AssociationTable, sideOf } from './association-table.js';
import { found } from './diagnosis/found.js';
import type { Strangers } from './diagnosis/stranger.js';
import type { EndpointState } from './model.js';
import type { Replay } from './replay.js';

/** Chunks that only an association sends: with one of them it begins in a capture that starts too late to show its set-up. */
const MIDDLE: ReadonlySet<number> = new Set([
  ChunkNumber.DATA,
  ChunkNumber.SACK,
  ChunkNumber.HEARTBEAT,
  ChunkNumber.HEARTBEAT_ACK,
  ChunkNumber.SHUTDOWN,
  ChunkNumber.SHUTDOWN_ACK,
  ChunkNumber.ECNE,
  ChunkNumber.CWR,
  ChunkNumber.AUTH,
  ChunkNumber.NR_SACK,
  ChunkNumber.I_DATA,
  ChunkNumber.ASCONF_ACK,
  ChunkNumber.RE_CONFIG,
  ChunkNumber.FORWARD_TSN,
  ChunkNumber.ASCONF,
  ChunkNumber.I_FORWARD_TSN,
]);

/** Chunks with which an association begins in a capture that starts during its set-up, and the states in which its sender and its receiver are. */
const DURING_SETUP: ReadonlyMap<number, readonly [sender: EndpointState, receiver: EndpointState]> = new Map([
  [ChunkNumber.INIT_ACK, ['CLOSED', 'COOKIE-WAIT']],
  [ChunkNumber.COOKIE_ECHO, ['COOKIE-WAIT', 'CLOSED']],
  [ChunkNumber.COOKIE_ACK, ['unknown', 'COOKIE-ECHOED']],
]);

const UNKNOWN = ['unknown', 'unknown'] as const;

/** Nothing is known of it but a packet that whoever has no such association answers in this way (section 8.4). Of data it may be that one end lost its state. */
function isOutOfTheBlue({ isDoubtful, firstChunk }: Association): boolean {
  return isDoubtful && (DURING_SETUP.has(firstChunk) || firstChunk === ChunkNumber.SHUTDOWN_ACK);
}

/** Of an association with itself, what is taken to come from the second end: that it answers is all that tells the two apart. */
const ANSWERS: ReadonlySet<number> = new Set([
  ChunkNumber.INIT_ACK,
  ChunkNumber.COOKIE_ACK,
  ChunkNumber.SACK,
  ChunkNumber.NR_SACK,
  ChunkNumber.HEARTBEAT_ACK,
  ChunkNumber.SHUTDOWN_ACK,
  ChunkNumber.ASCONF_ACK,
]);

/** How associations come and go. */
export interface Associations {
  begin(packet: SctpPacket): Association;
  finish(association: Association): void;
}

export class Addressee {
  private readonly table: AssociationTable;
  private readonly replay: Replay;
  private readonly strangers: Strangers;
  private readonly associations: Associations;

  constructor(table: AssociationTable, replay: Replay, strangers: Strangers, associations: Associations) {
    this.table = table;
    this.replay = replay;
    this.strangers = strangers;
    this.associations = associations;
  }

  /** The endpoint a packet is on its way to; makes an association where one begins. Undefined: it belongs to none, changes nothing, and has been reported. */
  receiverOf(packet: SctpPacket): Endpoint | undefined {
    const { view } = packet;
    if (chunkDefect(view, packet.firstChunk, packet.end) >= ChunkDefect.headerCut) return undefined;
    const type = chunkType(view, packet.firstChunk);
    if (type === ChunkNumber.INIT) return this.initReceiver(packet);
    const mayReflect = type === ChunkNumber.ABORT || type === ChunkNumber.SHUTDOWN_COMPLETE;
    if (mayReflect && chunkFlags(view, packet.firstChunk) & T_BIT) return this.reflected(packet);
    const byTag = this.table.byVerificationTag(packet);
    if (byTag !== undefined) {
      if (packet.checksum === Checksum.right) byTag.peer.rightChecksums++;
      return byTag.association.isWithItself ? byTag.association.endpoints[ANSWERS.has(type) ? 0 : 1] : byTag;
    }
    const chosen = type === ChunkNumber.COOKIE_ECHO ? this.chosen(packet) : undefined;
    if (chosen !== undefined) return chosen;
    const first = this.firstOfDirection(packet, type);
    if (first === undefined) return mayReflect ? this.reflected(packet) : this.fromMiddle(packet, type);
    // Whether that is the tag its receiver chose is not known: anybody can send it.
    if (mayReflect) first.association.hasGaps = true;
    return first;
  }

  /** ABORT and SHUTDOWN-COMPLETE whose tag is not their receiver's: with the T bit it is the sender's own. */
  private reflected(packet: SctpPacket): Endpoint | undefined {
    if (chunkFlags(packet.view, packet.firstChunk) & T_BIT) {
      const sender = this.table.byReflectedTag(packet);
      if (sender !== undefined && !isOutOfTheBlue(sender.association)) return sender.peer;
    }
    this.stranger(packet, chunkType(packet.view, packet.firstChunk));
    return undefined;
  }

  /** The association an INIT belongs to: one being set up, an earlier attempt's successor, a restart, or a new one. */
  private initReceiver(packet: SctpPacket): Endpoint {
    const offerTag = packet.view.getUint32(packet.firstChunk + 4);
    const known = this.table.between(packet).findLast((association) => !association.endpoints.every((endpoint) => endpoint.over));
    if (known === undefined) return this.associations.begin(packet).endpoints[1];
    const side = sideOf(known, packet.source, packet.sourcePort, packet.destination, packet.destinationPort) ?? 0;
    const sender = known.endpoints[side];
    // It had answered with an INIT-ACK, keeping nothing, and calls now itself: a collision with another tag than that (section 5.2.4 action C).
    if (sender.role === 'responder' && !sender.up && sender.state === 'CLOSED' && sender.peer.state === 'COOKIE-WAIT') return sender.peer;
    if (sender.offer === undefined || sender.offer.tag === offerTag) {
      if (sender.offer !== undefined || !(sender.up || sender.state === 'unknown')) return sender.peer;
    }
    this.replay.conclude(sender);
    // Whether an ABORT had reached the other end, its State Cookie will tell.
    this.replay.conclude(sender.peer, 'ABORT');
    const successor = this.associations.begin(packet);
    if (!sender.peer.over && (sender.peer.up || sender.peer.state === 'unknown')) {
      successor.predecessor = known;
    } else {
      // An attempt that came to nothing leaves the association that was to be restarted as it was.
      successor.predecessor = known.predecessor;
      known.predecessor = undefined;
      this.associations.finish(known);
    }
    return successor.endpoints[1];
  }

  /** The receiver of a COOKIE-ECHO that answers not the last INIT-ACK but one before it, which had another tag. */
  private chosen(packet: SctpPacket): Endpoint | undefined {
    const receiver = this.offering(packet)?.peer;
    if (receiver === undefined || receiver.role !== 'responder' || receiver.up || receiver.over) return undefined;
    this.table.setTag(receiver, packet.verificationTag);
    return receiver;
  }

  /** The sender of a packet with the tag that an INIT-ACK offered to it. */
  private offering(packet: SctpPacket): Endpoint | undefined {
    const { source, sourcePort, destination, destinationPort, verificationTag } = packet;
    const association = this.table.between(packet).findLast((each) => each.offerOf(verificationTag));
    return association?.endpoints[sideOf(association, source, sourcePort, destination, destinationPort)!];
  }

  /** The receiver of a packet that is the first of its direction in an association seen from the middle: its tag was not known. */
  private firstOfDirection(packet: SctpPacket, type: number): Endpoint | undefined {
    const { source, sourcePort, destination, destinationPort } = packet;
    const candidates = this.table.between(packet);
    for (let i = candidates.length - 1; i >= 0; i--) {
      const known = candidates[i]!;
      const side = sideOf(known, source, sourcePort, destination, destinationPort)!;
      const receiver = known.endpoints[side === 0 ? 1 : 0];
      if (receiver.tag !== undefined) continue;
      if (type === ChunkNumber.INIT_ACK) {
        // It answers an INIT that is missing from the capture.
        known.hasGaps = true;
        continue;
      }
      this.table.setTag(receiver, packet.verificationTag);
      return receiver;
    }
    return undefined;
  }

  /** A packet whose tag nobody has: an association seen from the middle begins with it, or it is a stranger's. */
  private fromMiddle(packet: SctpPacket, type: number): Endpoint | undefined {
    const candidates = this.table.between(packet);
    const live = candidates.some((association) => association.endpoints.some((endpoint) => !endpoint.over));
    const states = DURING_SETUP.get(type) ?? (MIDDLE.has(type) ? UNKNOWN : undefined);
    if (live || states === undefined) {
      this.stranger(packet, type);
      return undefined;
    }
    const association = this.associations.begin(packet);
    association.setup = 'seen-from-middle';
    association.firstChunk = type;
    const [sender, receiver] = association.endpoints;
    [sender.state, receiver.state] = states;
    if (sender.settingUp) sender.role = 'initiator';
    if (receiver.settingUp) receiver.role = 'initiator';
    this.table.setTag(receiver, packet.verificationTag);
    return receiver;
  }

  private stranger(packet: SctpPacket, type: number): void {
    const late = type === ChunkNumber.COOKIE_ECHO ? this.offering(packet) : undefined;
    if (late === undefined) this.strangers.met(packet, type, this.table.between(packet).length > 0);
    else found(late, 'COOKIE-ECHO too late', packet);
  }
}
