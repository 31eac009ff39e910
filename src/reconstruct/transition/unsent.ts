/** Messages that never left: handed to the stack by the application (its log tells), not seen in any packet. What becomes of them when the association fails or their lifetime ends. */
import { BEGINNING, END } from '../../dissect/chunk/data.js';
import type { SctpPacket } from '../../dissect/packet.js';
import { tsnBefore } from '../../dissect/serial-number.js';
import type { Send } from '../application.js';
import type { Endpoint } from '../association.js';
import type { UnsentMessage } from '../fact.js';
import { negotiated } from '../init-offer.js';
import { messagesOf } from '../message.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';
import { matchSends } from './send-match.js';
import { fillHoles, trace } from './unseen.js';

/** What is assumed of a message that was seen in no packet, and of a TSN. */
export const LOST_ON_THE_WAY = 'TSNs not seen here were lost on the way here';
/** A window that no packet waits for, in bytes. */
const WIDE = 1_500;
const NOT_CUT = 'nothing of it had been cut into chunks for a window probe';
const NOTHING_LOST = 'nothing it sent was lost before it passed here';

/** Bytes in flight below which the congestion window lets more go (RFC 9260 section 7.2.1, for an Ethernet). */
const INITIAL_WINDOW = 4_380;
/** An endpoint not heard of for so long after its application sent is cut off; so many times what its answers take, and the host's own slowness, do where that is less (microseconds). */
const LEAST_SILENCE = 200_000;
const ANSWERS = 10;
const SLOWNESS = 20_000;

/** A chunk of an endpoint whose application's sends are known was sent for the first time. */
export function begun(replay: Replay, sender: Endpoint, packet: SctpPacket, tsn: number): void {
  sender.sends?.begin(sender.outbound.chunk(tsn), packet.time, dropsLapsed(replay, sender));
}

/** What it assumes that something was not sent because it was not seen: nothing where the capture was taken at that endpoint, but how far it was cut into chunks. */
export function unsentAssumptions(replay: Replay, endpoint: Endpoint): string[] {
  return [...(replay.reaches(endpoint) ? [] : [NOTHING_LOST]), ...(cutAhead(replay, endpoint) ? [NOT_CUT] : [])];
}

/** Behind a window that is all but closed, a probe is waiting with as much as a packet takes: what is cut for it has its SSN already. */
function cutAhead(replay: Replay, endpoint: Endpoint): boolean {
  return endpoint.peer.advertisedWindow < WIDE && replay.profileOf(endpoint).cutForProbe.value === 'ahead';
}

/** What was not seen of the messages of an association that failed. */
export interface NotSeen {
  /** Messages, or their rests, that never left; as the application's log tells. */
  unsent: UnsentMessage[];
  /** Fragments that left and did not pass here, in TSN order. */
  unseen: SentChunk[];
}

/** What was handed over up to `until`, or given a TSN, and not seen when the association failed. `kept` was seen and is not wholly acknowledged. */
export function notSeen(replay: Replay, endpoint: Endpoint, until: number, kept: readonly SentChunk[]): NotSeen {
  const { outbound, sends, association } = endpoint;
  const traced = (sends?.handedOver(until) ?? []).flatMap((ofStream) => {
    const counted =
      association.setup !== 'seen-from-middle' && !(dropsLapsed(replay, endpoint) && ofStream.some(({ lifetime }) => lifetime));
    return trace(ofStream, matchSends(ofStream, sends!.begunOn(ofStream[0]!.stream), counted));
  });
  const unseen = fillHoles(outbound, kept, traced);
  const sent = unfinished(allInOrder(kept, unseen));
  const captured = association.setup === 'seen-from-middle' ? association.start : Number.NEGATIVE_INFINITY;
  const unsent = traced.flatMap(({ send, first, before }) => {
    const taken = first === undefined ? 0 : sent.get(first);
    const left = first === undefined ? before === undefined && send.time >= captured : taken !== undefined;
    return left && taken! < send.length ? [{ ...send, taken: taken!, unseen: 0 }] : [];
  });
  unsent.sort((a, b) => a.time - b.time);
  sentUnseen(replay, endpoint, unsent, until);
  return { unsent, unseen };
}

/** What was seen and what was not, in TSN order. */
export function allInOrder(kept: readonly SentChunk[], unseen: readonly SentChunk[]): SentChunk[] {
  return [...kept, ...unseen].sort((a, b) => (tsnBefore(a.tsn, b.tsn) ? -1 : 1));
}

/** Bytes sent of the messages that lack their last fragment, by their first TSN; what was given up goes without its rest. */
function unfinished(chunks: readonly SentChunk[]): Map<number, number> {
  const sent = new Map<number, number>();
  for (const message of messagesOf(chunks)) {
    const first = message[0]!;
    if (!(first.flags & BEGINNING) || message.some((chunk) => chunk.flags & END || chunk.abandoned)) continue;
    const bytes = message.reduce((sum, chunk) => sum + chunk.length, 0);
    sent.set(first.tsn, bytes);
  }
  return sent;
}

/** An endpoint that is cut off has sent what its windows let it, though nothing of it passed here. */
function sentUnseen(replay: Replay, endpoint: Endpoint, waiting: (UnsentMessage & Send)[], until: number): void {
  let { flight } = endpoint.outbound;
  if (endpoint.peer.advertisedWindow === 0) return;
  const { lag } = endpoint;
  const distant = lag.samples > 0 && !replay.near(endpoint);
  const silence = distant ? Math.min(LEAST_SILENCE, ANSWERS * lag.high + SLOWNESS) : LEAST_SILENCE;
  for (const message of waiting) {
    if (message.taken > 0) continue;
    if (message.time <= endpoint.lastTime || message.time > until - silence || flight >= INITIAL_WINDOW) return;
    message.unseen = Math.min(message.length, INITIAL_WINDOW - flight);
    flight += message.unseen;
  }
}

/** A packet from or to this endpoint made its stack work on its queue: what stands at the head of it and has outlived its lifetime is dropped. */
export function lapse(replay: Replay, endpoint: Endpoint, packet: SctpPacket, own: boolean): void {
  const { sends, outbound } = endpoint;
  if (sends === undefined || !endpoint.up || endpoint.over || !(own || replay.near(endpoint)) || !dropsLapsed(replay, endpoint)) return;
  if (!outbound.betweenMessages) return;
  const lapsed = sends.takeLapsed(packet.time - replay.delay(endpoint));
  for (const { send, noticed } of lapsed) {
    const ended = send.time + (send.lifetime ?? 0);
    replay.record(
      endpoint,
      { kind: 'lapsed', unsent: [{ ...send, taken: 0, unseen: 0 }], fragment: outbound.fragment },
      {
        at: { time: noticed, earliest: Math.min(ended, noticed), latest: packet.time },
        frames: [packet.frame],
        why: `the lifetime of a message of ${send.length} bytes on stream ${send.stream} ended before anything of it was sent: ${replay.name(endpoint)} drops it`,
        assumptions: [NOTHING_LOST],
      },
    );
  }
}

/** Only where both ends can give messages up (RFC 3758) does a lifetime mean anything. */
function dropsLapsed(replay: Replay, endpoint: Endpoint): boolean {
  if (replay.profileOf(endpoint).lapsedUnsent.value !== 'dropped') return false;
  return negotiated(endpoint.offer, endpoint.peer.offer)?.has('PR-SCTP') ?? false;
}
