/** User data: RFC 9260 section 6, RFC 8260 (I-DATA), RFC 3758 (FORWARD-TSN). The busy part. */
import { BEGINNING, DATA_HEADER, payloadProtocolId, streamId, streamSequence, tsn } from '../../dissect/chunk/data.js';
import { I_DATA_HEADER, messageId } from '../../dissect/chunk/i-data.js';
import { nrSackGapBlocksPresent, nrSackGapEnd, nrSackGapStart, renegableGapAckBlocks } from '../../dissect/chunk/nr-sack.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { cumulativeTsnAck, gapBlocksPresent, gapEnd, gapStart, sackWindow } from '../../dissect/chunk/sack.js';
import { chunkEnd, chunkFlags, chunkLength, chunkType, type SctpPacket } from '../../dissect/packet.js';
import { tsnAdd, tsnAtMost, tsnBefore } from '../../dissect/serial-number.js';
import type { Endpoint } from '../association.js';
import { diagnoseSack } from '../diagnosis/acknowledgement.js';
import { found } from '../diagnosis/found.js';
import { wholeWindowSeen } from '../hearing.js';
import { pathUse } from '../paths.js';
import type { Replay } from '../replay.js';
import { abandonmentAcknowledged, forwardTsnArrived, givenUpSeen, passedOver } from './abandon.js';
import { windowSeen } from './partial-delivery.js';
import { dataAnswered, newDataSentOn, retransmitted } from './path.js';
import { congestionFlight, NOTHING_ELSE_MISSING, newDataSent, nothingLeft, queueMayBeEmpty } from './queue.js';
import { sackPassed } from './queue-aside.js';
import { answered, companionsAcknowledged, dataSentAgain, sentBeside, unseenAcknowledged } from './sack-arrival.js';
import { begun } from './unsent.js';

/** Most TSNs looked at for the gap ack blocks of one SACK. */
const GAP_LIMIT = 4096;

/** Offset of the PPID or FSN in I-DATA. */
const I_DATA_PPID = 16;

/** Hot: bench analyze. A DATA chunk was sent. */
export function dataSent(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view } = packet;
  const { fragment } = replay;
  fragment.sequence = streamSequence(view, chunk);
  fragment.ppid = payloadProtocolId(view, chunk);
  fragment.interleaved = false;
  fragmentSent(replay, sender, packet, chunk, DATA_HEADER);
}

/** An I-DATA chunk was sent. */
export function interleavedDataSent(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view } = packet;
  const { fragment } = replay;
  fragment.sequence = messageId(view, chunk);
  fragment.ppid = chunkFlags(view, chunk) & BEGINNING ? view.getUint32(chunk + I_DATA_PPID) : 0;
  fragment.interleaved = true;
  fragmentSent(replay, sender, packet, chunk, I_DATA_HEADER);
}

/** What DATA and I-DATA have in common; the rest is in the fragment. */
function fragmentSent(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: number, header: number): void {
  const { view } = packet;
  const { fragment } = replay;
  const { outbound } = sender;
  fragment.tsn = tsn(view, chunk);
  fragment.flags = chunkFlags(view, chunk);
  fragment.stream = streamId(view, chunk);
  fragment.length = chunkLength(view, chunk) - header;
  // No stack sends DATA without user data (RFC 9260 section 3.3.1): somebody else did, in its name.
  if (fragment.length <= 0) return;
  fragment.from = chunk + header;
  fragment.complete = chunkEnd(view, chunk) <= packet.end;
  if (!outbound.borrows(view)) replay.lend(outbound, view);
  const { flight } = outbound;
  const congestion = congestionFlight(replay, sender);
  if (outbound.sent(fragment, packet)) sentAgain(replay, sender, packet, chunk);
  else newlySent(replay, sender, packet, chunk, fragment.length, flight, congestion);
}

/** A chunk was sent for the first time, when `flight` bytes were on their way and `congestion` held against the congestion window. */
function newlySent(
  replay: Replay,
  sender: Endpoint,
  packet: SctpPacket,
  chunk: number,
  length: number,
  flight: number,
  congestion: number,
): void {
  if (sender.troubled) newDataSentOn(replay, sender, packet);
  sentBeside(sender.peer, packet.frame, tsn(packet.view, chunk));
  newDataSent(replay, sender, packet, chunk, length, flight, congestion);
  if (sender.sends !== undefined) begun(replay, sender, packet, tsn(packet.view, chunk));
  if (sender.outbound.givenUpBefore) givenUpSeen(replay, sender, packet, tsn(packet.view, chunk));
}

function sentAgain(replay: Replay, sender: Endpoint, packet: SctpPacket, chunk: number): void {
  retransmitted(replay, sender, packet);
  passedOver(replay, sender, packet, tsn(packet.view, chunk));
  if (sender.emptied.length > 0 || sender.peer.emptied.length > 0) dataSentAgain(sender, packet, tsn(packet.view, chunk));
}

/** Hot: bench analyze. A SACK was sent, by `sender`, on what `receiver` has sent. */
export function sackSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const { view, frame, time } = packet;
  const { outbound } = receiver;
  const cumulative = cumulativeTsnAck(view, chunk);
  const { cumulative: before } = outbound;
  const unseen = outbound.started && tsnAtMost(outbound.next, cumulative);
  receiver.sending.acknowledged(
    frame,
    time,
    outbound.flight,
    congestionFlight(replay, receiver),
    outbound.outstanding,
    sender.advertisedWindow,
  );
  if (outbound.acknowledge(cumulative, frame, time)) {
    outbound.release(time - Math.max(receiver.lag.estimate * 2, receiver.recall));
    if (outbound.answerTime >= 0) pathUse(receiver, outbound.acknowledgedPath).answeredIn(outbound.answerTime);
  }
  if (sender.emptied.length > 0) companionsAcknowledged(sender, cumulative, time);
  if (receiver.givingUp.length > 0) abandonmentAcknowledged(replay, receiver, packet, cumulative);
  if (sender.awaiting.length > 0) forwardTsnArrived(replay, sender, packet, cumulative);
  const nrSack = chunkType(view, chunk) === ChunkNumber.NR_SACK;
  const captured = Math.min(chunkEnd(view, chunk), packet.end);
  const blocks = nrSack ? nrSackGapBlocksPresent(view, chunk, captured) : gapBlocksPresent(view, chunk, captured);
  const start = nrSack ? nrSackGapStart : gapStart;
  const end = nrSack ? nrSackGapEnd : gapEnd;
  const forGoodFrom = nrSack ? renegableGapAckBlocks(view, chunk) : blocks;
  let budget = GAP_LIMIT;
  for (let block = 0; block < blocks && budget > 0; block++) {
    const first = tsnAdd(cumulative, start(view, chunk, block));
    budget -= outbound.acknowledgeGap(first, tsnAdd(cumulative, end(view, chunk, block)), time, budget, block >= forGoodFrom);
  }
  if (receiver.troubled) dataAnswered(replay, receiver, packet);
  const overtaken = tsnBefore(cumulative, before) || tsnBefore(outbound.reported, outbound.highestReported);
  if (!overtaken) {
    const window = sackWindow(view, chunk);
    const whole = window === sender.advertisedWindow && window === sender.offer?.window;
    if (whole && outbound.answerTime >= 0 && chunkEnd(view, chunk) >= packet.end)
      wholeWindowSeen(sender, replay.profileOf(sender), time, outbound.answerTime);
    windowSeen(sender, outbound, window, blocks);
  }
  if (budget <= 0) found(sender, 'more gap reports than looked at', packet);
  else if (!nrSack) diagnoseSack(sender, receiver, packet, cumulative, blocks);
  sender.lag.sample(outbound.answerTime);
  if (sender.emptied.length > 0 && outbound.answerTime >= 0) answered(sender, outbound.answerTime);
  if (unseen && receiver.emptied.length > 0) unseenAcknowledged(receiver, time);
  // Captured twice more often than doubled on the way.
  if (packet.mayBeCopy || !replay.wantsDry(receiver)) return;
  if (replay.ledger.alternatives) sackPassed(sender, receiver, packet, chunk);
  if (!nothingLeft(replay, receiver) || isTakenForOld(receiver)) return;
  if (tsnBefore(cumulative, before) && replay.profileOf(receiver).dryOnOldSack.value === 'not-told') return;
  queueMayBeEmpty(replay, receiver, packet, unseen ? [NOTHING_ELSE_MISSING] : [], cumulative !== before && !tsnBefore(cumulative, before));
}

/** Does it come before what its receiver, mistaken by a reset, holds to be acknowledged? The first one beyond sets that right. */
function isTakenForOld(receiver: Endpoint): boolean {
  const { acknowledgedByReset, outbound } = receiver;
  if (acknowledgedByReset === undefined) return false;
  if (tsnBefore(outbound.reported, acknowledgedByReset)) return true;
  receiver.acknowledgedByReset = undefined;
  return false;
}

/** SHUTDOWN carries a cumulative TSN ack too (section 3.3.8). */
export function cumulativeAckSent(receiver: Endpoint, packet: SctpPacket, cumulative: number): void {
  if (receiver.outbound.acknowledge(cumulative, packet.frame, packet.time))
    receiver.outbound.release(packet.time - Math.max(receiver.lag.estimate * 2, receiver.recall));
}
