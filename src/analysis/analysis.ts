/** The way of the data in one place: frames to packets to associations to notifications. What the commands, the interface and the library all run. */
import type { FrameBatch, Microseconds } from '../capture/frame.js';
import { AddressBook } from '../dissect/address-book.js';
import { checksumVerdict } from '../dissect/crc32c.js';
import { DTLS_ADVICE } from '../dissect/encapsulation/dtls.js';
import { Finding } from '../dissect/encapsulation/next-layer.js';
import type { IcmpError } from '../dissect/icmp-error.js';
import type { SctpPacket } from '../dissect/packet.js';
import { PacketFinder } from '../dissect/packet-finder.js';
import { NOTIFICATION_TYPES, type Notification, type NotificationType } from '../notification/notification.js';
import type { ApplicationCalls } from '../reconstruct/application.js';
import type { Association, Endpoint, Side } from '../reconstruct/association.js';
import type { Sink } from '../reconstruct/model.js';
import { detectStack } from '../reconstruct/profile/detect-stack.js';
import { profileNamed } from '../reconstruct/profile/registry.js';
import type { StackProfile } from '../reconstruct/profile/stack-profile.js';
import { Reconstructor } from '../reconstruct/reconstructor.js';
import { BesideSctp } from './beside-sctp.js';
import { type EndpointSetting, settingFor } from './endpoint-setting.js';
import type { Ends } from './place.js';
import { type Place, Places } from './place.js';
import { stripped, withoutUserData } from './user-data.js';

export interface AnalysisSettings {
  /** Stacks the user stated. */
  stacks: readonly EndpointSetting<StackProfile>[];
  /** What applications subscribed to. */
  subscriptions: readonly EndpointSetting<ReadonlySet<NotificationType>>[];
  /** Options that packets do not show, by name ('path.max.retrans'). */
  assumptions: readonly EndpointSetting<ReadonlyMap<string, number>>[];
  /** What applications' logs tell. */
  applications: readonly EndpointSetting<ApplicationCalls>[];
  /** UDP ports that carry SCTP, beside 9899. */
  udpPorts: readonly number[];
  /** The endpoints at which the capture was taken, none where between them; where it is not given, that is worked out. */
  vantage?: readonly Place[];
  /** The two files of the capture are the same traffic, taken at both ends. */
  ends?: Ends;
  /** Users' data may be in what comes out; where it is not given, it may. */
  userData?: boolean;
  /** Beside what is likely, what else the packets allow comes out too: for logs to decide. */
  alternatives?: boolean;
}

/** What an analysis gives its users, whether of one capture or of one at each end. */
export interface CaptureAnalysis {
  readonly addresses: AddressBook;
  readonly packets: number;
  readonly frames: number;
  /** Where the packet shown last belongs: its association, and the side that sent it. */
  readonly lastAssociation: Association | undefined;
  readonly lastSender: Side;
  readonly adviceForNone: string;
  batch(batch: FrameBatch, each?: EachPacket): void;
  advance(now: Microseconds): void;
  /** The capture has ended: everything that is left comes out. */
  finish(): void;
  /** The same in short steps, for who has other things to do in between. */
  finishing(): Iterator<void>;
}

export type EachPacket = (packet: SctpPacket, batch: FrameBatch, row: number) => void;

/** What ties the analysis of one end's capture to that of the other end's. */
export interface Partner {
  /** The number of the association that begins with this packet, the same at both. */
  numberOf(packet: SctpPacket): number;
  /** Is what is said of this endpoint taken from here? */
  tells(endpoint: Endpoint): boolean;
  capturedAt(endpoint: Endpoint): boolean | undefined;
  /** Is this packet to be looked at? */
  accepts(packet: SctpPacket): boolean;
}

/** Everything there is; which of the two forms of a failed message is meant depends on the stack. */
export const EVERYTHING: ReadonlySet<NotificationType> = new Set(NOTIFICATION_TYPES);

/** Everything but SCTP_SENDER_DRY_EVENT, of which there is one for nearly every acknowledged burst. */
export const DEFAULT_SUBSCRIPTION: ReadonlySet<NotificationType> = new Set(
  NOTIFICATION_TYPES.filter((type) => type !== 'SCTP_SENDER_DRY_EVENT'),
);

export const DEFAULT_SETTINGS: AnalysisSettings = { stacks: [], subscriptions: [], assumptions: [], applications: [], udpPorts: [] };

/** Linux cooked capture, as of the interface `any`. */
const CAPTURED_ON_ALL: ReadonlySet<number> = new Set([113, 276]);
/** More duplicates than this share of all packets come from a mirror port. */
const MIRROR_SHARE = 0.25;

/** Microseconds. */
const RELEASE_INTERVAL = 1e6;

export class Analysis implements CaptureAnalysis {
  readonly addresses: AddressBook;
  readonly reconstructor: Reconstructor;
  readonly #finder: PacketFinder;
  readonly #settings: AnalysisSettings;
  readonly #subscribed = new WeakMap<Endpoint, ReadonlySet<NotificationType>>();
  readonly #profiles = new Map<string, StackProfile>();
  readonly #sink: Sink;
  readonly #beside = new BesideSctp();
  readonly #vantage: Places | undefined;
  readonly #partner: Partner | undefined;
  packets = 0;
  frames = 0;
  /** Capture time when ended associations were last let go. */
  #released: Microseconds = Number.NEGATIVE_INFINITY;

  /** `addresses` are given where packets come from another analysis (see packet()), or are shared with a partner. */
  constructor(sink: Sink, settings: AnalysisSettings = DEFAULT_SETTINGS, addresses = new AddressBook(), partner?: Partner) {
    this.addresses = addresses;
    this.#settings = settings;
    this.#partner = partner;
    this.#vantage = settings.vantage && new Places(settings.vantage, this.addresses);
    this.#sink = settings.userData === false ? withoutUserData(sink) : sink;
    this.#finder = new PacketFinder(this.addresses, { udpPorts: settings.udpPorts });
    this.reconstructor = new Reconstructor(this.#sink, {
      addresses: this.addresses,
      profileOf: (endpoint) => this.#profileOf(endpoint),
      callsOf: (endpoint) => this.#callsOf(endpoint),
      capturedAt: (endpoint) => this.#capturedAt(endpoint),
      tells: (endpoint) => partner?.tells(endpoint) ?? true,
      alternatives: settings.alternatives === true,
      numberOf: partner && ((packet) => partner.numberOf(packet)),
      assumed: (endpoint, option) => this.#assumed(endpoint, option),
      subscription: (endpoint, type) => this.#subscribes(endpoint, type),
    });
  }

  /** Takes the next frames. `each` is shown every SCTP packet after the reconstruction has seen it. */
  batch(batch: FrameBatch, each?: EachPacket): void {
    for (let row = 0; row < batch.count; row++) this.frame(batch, row, each);
    this.endBatch();
  }

  /** Hot: bench analyze. Takes one frame of a batch. */
  frame(batch: FrameBatch, row: number, each?: EachPacket): void {
    const { packet } = this.#finder;
    this.frames++;
    const finding = this.#finder.find(batch, row);
    if (finding !== Finding.sctp && !this.#isPacketToo(finding, batch, row)) return;
    if (this.#partner?.accepts(packet) === false) return;
    this.#take(packet);
    each?.(packet, batch, row);
  }

  /** The bytes of the frames taken so far are about to go. */
  endBatch(): void {
    this.reconstructor.endBatch();
  }

  get lastAssociation(): Association | undefined {
    return this.reconstructor.lastAssociation;
  }

  get lastSender(): Side {
    return this.reconstructor.lastSender;
  }

  /** Takes a packet that has been found in its frame; its addresses are those of this analysis's book. Nothing of its bytes is needed afterwards. */
  packet(packet: SctpPacket): void {
    this.#take(packet);
    this.reconstructor.endBatch();
  }

  /** Hot: `npm run bench`. */
  #take(packet: SctpPacket): void {
    packet.checksum = checksumVerdict(packet);
    this.packets++;
    this.reconstructor.packet(packet);
  }

  /**
   * Notes what is no SCTP packet. The same packet again: captured twice, or doubled by the network and really there twice? Captures on all interfaces see packets
   * twice by nature; elsewhere a mirror port doubles everything, a network a few.
   */
  #isPacketToo(finding: Finding, batch: FrameBatch, row: number): boolean {
    if (finding === Finding.other) return false;
    const duplicates = this.#beside.note(finding, batch.number[row]!, batch.time[row]!);
    if (finding === Finding.icmp) this.#icmp(this.#finder.icmp);
    return finding === Finding.duplicate && !CAPTURED_ON_ALL.has(batch.linkType[row]!) && duplicates < MIRROR_SHARE * this.packets;
  }

  #icmp(error: IcmpError): void {
    this.#beside.noteError(error, this.addresses);
    this.reconstructor.icmp(error);
  }

  /** Capture time goes on while the wire is silent: what is settled by silence comes out. */
  advance(now: Microseconds): void {
    this.reconstructor.advance(now);
    if (now < this.#released + RELEASE_INTERVAL) return;
    this.#released = now;
    this.reconstructor.release(now);
  }

  finish(): void {
    drain(this.finishing());
  }

  *finishing(): Generator<void> {
    yield* this.reconstructor.finishing();
    const lost = { datagrams: this.#finder.lostDatagrams, addresses: this.addresses.overflow, udpPorts: this.#finder.udpPortsLeftOut };
    for (const diagnosis of this.#beside.diagnoses(lost)) this.#sink.diagnosis(diagnosis);
  }

  /** What is not settled since before that time, as it looks now. */
  pending(before: Microseconds): Notification[] {
    const pending = this.reconstructor.pending(before);
    return this.#settings.userData === false ? pending.map(stripped) : pending;
  }

  /** Where there was no SCTP packet: what may be the reason; empty where nothing tells. */
  get adviceForNone(): string {
    return this.#beside.count(Finding.dtls) > 0 ? `. ${DTLS_ADVICE}` : '';
  }

  /** The stack the user stated, else the one its packets so far look like. Asked once for each endpoint. */
  #profileOf(endpoint: Endpoint): StackProfile {
    const { stacks } = this.#settings;
    // In a flood, the text of every address would fill the memory.
    const stated = stacks.length === 0 ? undefined : settingFor(stacks, this.#addressTexts(endpoint), endpoint.port);
    if (stated) {
      endpoint.stackScore = 1;
      endpoint.stackWhy = 'stated by the user';
      return stated;
    }
    const detected = detectStack(endpoint, endpoint.peer);
    endpoint.stackScore = detected.score;
    endpoint.stackWhy = detected.why;
    endpoint.stackAssumption = detected.assumption;
    return this.#profile(detected.version === undefined ? detected.name : `${detected.name}@${detected.version}`);
  }

  /** Profiles are shared by the endpoints that have them. */
  #profile(name: string): StackProfile {
    let profile = this.#profiles.get(name);
    if (profile === undefined) {
      profile = profileNamed(name)!;
      this.#profiles.set(name, profile);
    }
    return profile;
  }

  #callsOf(endpoint: Endpoint): ApplicationCalls | undefined {
    const { applications } = this.#settings;
    return applications.length === 0 ? undefined : settingFor(applications, this.#addressTexts(endpoint), endpoint.port);
  }

  #capturedAt(endpoint: Endpoint): boolean | undefined {
    const { addresses, port } = endpoint;
    return this.#vantage?.include(addresses, port) ?? this.#partner?.capturedAt(endpoint);
  }

  #assumed(endpoint: Endpoint, option: string): number | undefined {
    if (this.#settings.assumptions.length === 0) return undefined;
    const named = this.#settings.assumptions.filter((assumption) => assumption.value.has(option));
    return settingFor(named, this.#addressTexts(endpoint), endpoint.port)?.get(option);
  }

  /** Where nobody said which form of a failed message was asked for, it is the one that applications of that stack use. */
  #subscribes(endpoint: Endpoint, type: NotificationType): boolean {
    if (this.#partner?.tells(endpoint) === false) return false;
    const subscribed = this.#subscription(endpoint);
    const formStated = subscribed !== EVERYTHING && subscribed !== DEFAULT_SUBSCRIPTION;
    if (formStated || (type !== 'SCTP_SEND_FAILED' && type !== 'SCTP_SEND_FAILED_EVENT')) return subscribed.has(type);
    endpoint.profile ??= this.#profileOf(endpoint);
    return type === endpoint.profile.sendFailedForm.value;
  }

  #subscription(endpoint: Endpoint): ReadonlySet<NotificationType> {
    let subscribed = this.#subscribed.get(endpoint);
    if (subscribed === undefined) {
      subscribed =
        settingFor(this.#settings.subscriptions, this.#addressTexts(endpoint), endpoint.port) ??
        this.#callsOf(endpoint)?.subscribed(endpoint.port) ??
        DEFAULT_SUBSCRIPTION;
      this.#subscribed.set(endpoint, subscribed);
    }
    return subscribed;
  }

  #addressTexts(endpoint: Endpoint): string[] {
    return endpoint.addresses.map((address) => this.addresses.text(address));
  }
}

/** Takes all steps. */
export function drain(steps: Iterator<void>): void {
  while (!steps.next().done);
}
