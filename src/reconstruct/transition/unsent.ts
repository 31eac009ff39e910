/** Messages that never left: handed to the stack by the application (its log tells), not seen in any packet. What becomes of them when the association fails or their lifetime ends. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Send } from '../application.js';
import type { Endpoint } from '../association.js';
import type { UnsentMessage } from '../fact.js';
import { negotiated } from '../init-offer.js';
import type { SentChunk } from '../outbound.js';
import type { Replay } from '../replay.js';

/** What is assumed of a message that was seen in no packet. */
export const NOTHING_LOST = 'nothing it sent was lost before it passed here';

/** Bytes in flight below which the congestion window lets more go (RFC 9260 section 7.2.1, for an Ethernet). */
const INITIAL_WINDOW = 4_380;
/** An endpoint not heard of for so long after its application sent is cut off (microseconds). */
const LEAST_SILENCE = 200_000;

/** A chunk of an endpoint whose application's sends are known was sent for the first time. */
export function begun(replay: Replay, sender: Endpoint, packet: SctpPacket, tsn: number): void {
  sender.sends?.begin(sender.outbound.chunk(tsn), packet.time, dropsLapsed(replay, sender));
}

/** Everything handed over up to `until` of which nothing, or not all, was seen in a packet when the association failed. */
export function unsentMessages(endpoint: Endpoint, until: number, kept: readonly SentChunk[]): UnsentMessage[] {
  const { sends, outbound } = endpoint;
  if (sends === undefined) return [];
  const waiting = sends.takeWaiting(until).map((send) => ({ ...send, taken: 0, unseen: 0 }));
  sentUnseen(endpoint, waiting, until);
  return [...sends.rests(kept, outbound.next), ...waiting];
}

/** An endpoint that is cut off has sent what its windows let it, though nothing of it passed here. */
function sentUnseen(endpoint: Endpoint, waiting: (UnsentMessage & Send)[], until: number): void {
  let { flight } = endpoint.outbound;
  if (endpoint.peer.advertisedWindow === 0) return;
  for (const message of waiting) {
    if (message.time <= endpoint.lastTime || message.time > until - LEAST_SILENCE || flight >= INITIAL_WINDOW) return;
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
