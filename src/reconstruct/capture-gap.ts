/**
 * Packets that were on the wire and are not in the capture, or not as a whole. What did not happen is known only where nothing is missing: once something is, what
 * follows is no more than likely.
 */
import { ChunkDefect, chunkDefect, hasNextChunk } from '../dissect/chunk/chunk-defect.js';
import { ChunkNumber } from '../dissect/chunk/registry.js';
import { CHUNK_HEADER, chunkType, nextChunk, type SctpPacket } from '../dissect/packet.js';
import type { Association, Endpoint } from './association.js';
import { found } from './diagnosis/found.js';
import type { Fact } from './fact.js';

/** What a claim assumes that is made of a capture with gaps, and of one that begins late. */
const GAPS_DO_NOT_MATTER = 'what is missing from the capture changes nothing here';
const NO_MORE_STREAMS = 'the streams asked for had not been added';
const PAST_DOES_NOT_MATTER = 'what came before the capture began changes nothing here';

/** A chunk that is sent as an answer only, and what it answers. */
const ANSWERS: readonly (readonly [answer: number, request: number])[] = [
  [ChunkNumber.INIT_ACK, ChunkNumber.INIT],
  [ChunkNumber.COOKIE_ECHO, ChunkNumber.INIT_ACK],
  [ChunkNumber.COOKIE_ACK, ChunkNumber.COOKIE_ECHO],
  [ChunkNumber.HEARTBEAT_ACK, ChunkNumber.HEARTBEAT],
  [ChunkNumber.SHUTDOWN_ACK, ChunkNumber.SHUTDOWN],
  [ChunkNumber.SHUTDOWN_COMPLETE, ChunkNumber.SHUTDOWN_ACK],
  [ChunkNumber.ASCONF_ACK, ChunkNumber.ASCONF],
];

/** By chunk type: the bit it is remembered by as a request, and the bit of the request that it answers; 0 for none. */
const REQUEST_BIT = new Uint8Array(256);
const ANSWERED_BIT = new Uint8Array(256);
for (const [row, [answer, request]] of ANSWERS.entries()) {
  REQUEST_BIT[request] = 1 << row;
  ANSWERED_BIT[answer] = 1 << row;
}

/** Chunks of which what was cut off tells nothing about the association: user data, what comes back unchanged, and what is read with care (init-offer.ts). */
const OPAQUE: ReadonlySet<number> = new Set([
  ChunkNumber.DATA,
  ChunkNumber.I_DATA,
  ChunkNumber.INIT,
  ChunkNumber.INIT_ACK,
  ChunkNumber.COOKIE_ECHO,
  ChunkNumber.HEARTBEAT,
  ChunkNumber.HEARTBEAT_ACK,
]);

/** A chunk other than DATA and SACK was sent: does it answer what was never seen? */
export function noteAnswer(sender: Endpoint, packet: SctpPacket, type: number): void {
  const { association, peer } = sender;
  sender.requested |= REQUEST_BIT[type]!;
  if (ANSWERED_BIT[type]! & ~peer.requested) {
    // A HEARTBEAT may have passed before a capture that begins late.
    if (type === ChunkNumber.HEARTBEAT_ACK && association.setup === 'seen-from-middle') return;
    found(sender, 'answer to what was not captured', packet);
    association.hasGaps = true;
  }
}

/** The snap length cut this packet: did that take anything that matters? */
export function noteCut({ association }: Endpoint, { view, firstChunk, end, wireEnd }: SctpPacket): void {
  let chunk = firstChunk;
  let defect = chunkDefect(view, chunk, end);
  while (hasNextChunk(defect)) {
    chunk = nextChunk(view, chunk);
    defect = chunkDefect(view, chunk, end);
  }
  const bodyCut = defect === ChunkDefect.bodyCut && OPAQUE.has(chunkType(view, chunk));
  const next = bodyCut ? nextChunk(view, chunk) : chunk;
  if (next + CHUNK_HEADER <= wireEnd) association.hasGaps = true;
}

/** Facts that depend on what was sent and acknowledged, or agreed, before: a capture that begins late does not hold it. */
const RESTING_ON_THE_PAST: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>([
  'undelivered',
  'abandoned',
  'abandonment-done',
  'lapsed',
  'partial-aborted',
  'queue-empty',
  'streams-added',
  'association-reset',
]);

/** What a fact assumes because something of its association is known to be missing from the capture. */
export function gapAssumptions(association: Association, { kind }: Fact): string[] {
  if (hasGaps(association)) return [GAPS_DO_NOT_MATTER];
  if ((kind === 'lost' || kind === 'shutdown-complete') && association.endpoints.some(asksForStreams)) return [NO_MORE_STREAMS];
  return association.setup === 'seen-from-middle' && RESTING_ON_THE_PAST.has(kind) ? [PAST_DOES_NOT_MATTER] : [];
}

function hasGaps({ hasGaps, endpoints }: Association): boolean {
  return (
    hasGaps ||
    endpoints.some(
      ({ outbound, peer, packets }) =>
        outbound.missing.count + outbound.forgotten.count > 0 ||
        outbound.reportedUnseen ||
        (packets > 0 && peer.packets === 0 && isUp(peer)),
    )
  );
}

/** Has it asked for more streams (RFC 6525 section 4.5) without an answer that was seen? */
function asksForStreams({ requests }: Endpoint): boolean {
  return requests !== undefined && [...requests.values()].some(({ count, settled }) => count > 0 && !settled);
}

/** One whose packets are all missing from the capture. */
function isUp({ up, state }: Endpoint): boolean {
  return up || state === 'unknown';
}
