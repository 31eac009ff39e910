/** Giving up messages: RFC 3758 (FORWARD-TSN) and RFC 8260 section 2.3 (I-FORWARD-TSN). */
import { BEGINNING, END } from '../../dissect/chunk/data.js';
import { forwardTsnEntries, forwardTsnStream, forwardTsnStreamSequence, newCumulativeTsn } from '../../dissect/chunk/forward-tsn.js';
import { iForwardTsnEntries, iForwardTsnMessageId, iForwardTsnStream, iForwardTsnUnordered } from '../../dissect/chunk/i-forward-tsn.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { chunkEnd, chunkType, type SctpPacket } from '../../dissect/packet.js';
import { tsnAdd, tsnAtMost, tsnBefore } from '../../dissect/serial-number.js';
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import { found } from '../diagnosis/found.js';
import type { PartialDelivery } from '../fact.js';
import { negotiated } from '../init-offer.js';
import { inSameMessage, messagesOf, ppidAssumptions } from '../message.js';
import { MAX_INTERLEAVED } from '../open-messages.js';
import type { Replay } from '../replay.js';
import type { SentChunk } from '../sent-chunk.js';
import { frames } from './established.js';
import { ackAssumptions, NOT_ARRIVED } from './overdue.js';
import { deliveryKey, partialDeliveries } from './partial-delivery.js';
import { forwardTsnTimed } from './path.js';
import { nothingLeft, queueMayBeAbandoned } from './queue.js';
import { stillWaitedFor } from './sack-arrival.js';
import { isListable, keyOf, type Skipped, skippedRun } from './skipped-run.js';
import { allInOrder, LOST_ON_THE_WAY, notSeen } from './unsent.js';

/** An answer sooner than this share of the recent ones is none; so much of it is the host's own (microseconds). */
const SOONEST = 0.9;
const HOST_SHARE = 1_000;

/** Most skipped streams read from one chunk. */
const MAX_ENTRIES = 1024;

/** TSNs looked at for the FORWARD-TSNs of one endpoint, while there are no fewer outstanding than CALM; of further ones nothing is told. */
const LOOK_LIMIT = 2_000_000;
const CALM = 64;

/** FORWARD-TSN or I-FORWARD-TSN was sent: its sender has given up what it passes over, and its receiver will not get the rest. */
export function forwardTsnSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const until = newCumulativeTsn(packet.view, chunk);
  if (isFlood(sender)) {
    sender.outbound.abandon(until, packet.time);
    sender.association.hasGaps = true;
    found(sender, 'more given up than followed', packet);
    return;
  }
  if (sender.emptied.length > 0) stillWaitedFor(sender, packet, until);
  const begun = notCompleted(sender, packet, partialDeliveries(replay, receiver));
  const skipped = skippedMessages(packet, chunk);
  if (skipped.length === MAX_ENTRIES) found(sender, 'more streams passed over than looked at', packet);
  const before = nothingLeft(replay, sender);
  const midway = !sender.outbound.betweenMessages;
  giveUp(replay, sender, packet, until, skipped);
  if (!before) queueMayBeAbandoned(replay, sender, packet, midway);
  receiver.forwardedTo = until;
  forwardTsnTimed(replay, sender, packet);
  replay.expect(receiver, 'FORWARD-TSN', packet, (how) => {
    if (receiver.over || filledBefore(replay, receiver, how)) return;
    const deliveries = cutOff(replay, receiver, begun, skipped);
    if (replay.profileOf(receiver).partialDeliveryPerEntry.value === 'each-entry') leaveOpen(receiver, begun, until);
    if (deliveries.length === 0) return;
    replay.record(
      receiver,
      { kind: 'partial-aborted', deliveries },
      {
        at: replay.settledMoment(receiver, how),
        frames: frames(how.copyFrame, how),
        why: `FORWARD-TSN in frame ${how.copyFrame} gives up a message of which ${replay.name(receiver)} had begun to hand up the first part`,
        assumptions: [...replay.arrivalAssumptions(receiver, how.arrived, 'it'), 'its application had begun to read the message'],
      },
    );
  });
}

/** Without those of which all that is not acknowledged left so shortly before the FORWARD-TSN that it cannot have been: it arrives first, and the message is whole. */
function notCompleted({ outbound, peer }: Endpoint, { time }: SctpPacket, begun: PartialDelivery[]): PartialDelivery[] {
  if (begun.length === 0) return begun;
  const onItsWay = ({ transmissions, lastTime }: SentChunk): boolean => transmissions === 1 && time - lastTime < peer.lag.least;
  const completed = messagesOf(outbound.snapshot()).filter(
    (message) => isWhole(message) && message.every((each) => !each.abandoned && (each.acknowledged !== 'no' || onItsWay(each))),
  );
  const beginnings = new Set(completed.map((message) => message[0]!.tsn));
  return begun.filter(({ tsn }) => !beginnings.has(tsn));
}

/** All its fragments were seen, as their TSNs show; those of I-DATA do not. */
function isWhole(message: readonly SentChunk[]): boolean {
  const first = message[0]!;
  const last = message.at(-1)!;
  return (
    !first.interleaved && (first.flags & BEGINNING) !== 0 && (last.flags & END) !== 0 && last.tsn === tsnAdd(first.tsn, message.length - 1)
  );
}

/** Each FORWARD-TSN is held against all that is outstanding: where nothing is acknowledged, that has to end somewhere. */
function isFlood(sender: Endpoint): boolean {
  const { outstanding } = sender.outbound;
  sender.lookedAt = outstanding < CALM ? 0 : sender.lookedAt + outstanding;
  return sender.lookedAt > LOOK_LIMIT;
}

/** Was all acknowledged sooner than an answer to the FORWARD-TSN can pass here? Then the data itself had arrived. */
function filledBefore(replay: Replay, receiver: Endpoint, how: Settlement): boolean {
  return how.proven && !replay.near(receiver) && how.time - how.firstCopy < SOONEST * receiver.lag.least - HOST_SHARE;
}

/** Unordered DATA that ends below `until` has no entry: what was begun of it is never ended while the association lasts. */
function leaveOpen(receiver: Endpoint, begun: readonly PartialDelivery[], until: number): void {
  for (const delivery of begun) {
    if (!delivery.unordered || delivery.interleaved || !tsnAtMost(delivery.tsn, until)) continue;
    if (receiver.leftOpen.length < MAX_INTERLEAVED) receiver.leftOpen = [...receiver.leftOpen, delivery];
  }
}

/** The sender's side: what it knew to be outstanding up to `until` is given up now, if it was not before. */
function giveUp(replay: Replay, sender: Endpoint, packet: SctpPacket, until: number, skipped: readonly Skipped[]): void {
  const { outbound } = sender;
  const known = packet.time - replay.delay(sender);
  const acknowledged = outbound.cumulative;
  const kept = outbound.snapshot(known);
  const listed = new Set(skipped.map(deliveryKey));
  const delivered = new Set(
    kept.filter((each) => tsnAtMost(each.tsn, acknowledged) && isListable(each) && !listed.has(keyOf(each))).map(({ tsn }) => tsn),
  );
  // Close to the capture point nothing is lost: a TSN that was not seen was never sent there.
  const distant = !replay.near(sender);
  const lossy = sender.sends !== undefined && distant;
  // What an earlier FORWARD-TSN passed over was given up then.
  const from = sender.peer.forwardedTo ?? acknowledged;
  const isGivenUp = ({ tsn }: SentChunk): boolean => tsnAtMost(tsn, until) && tsnBefore(from, tsn);
  const unseen = lossy ? notSeen(replay, sender, packet.time, kept).unseen.filter(isGivenUp) : [];
  const before = unseen.length > 0 ? kept.findLast((each) => tsnBefore(each.tsn, unseen[0]!.tsn)) : undefined;
  const since = Math.min(before?.firstTime ?? known, known);
  const holes = outbound.unseen().some((tsn) => tsnAtMost(tsn, until));
  const run =
    replay.profileOf(sender).forwardTsnEntries.value === 'each-chunk' ? skippedRun(kept, acknowledged, until, skipped) : undefined;
  const given = new Set(outbound.abandon(until, known).filter((tsn) => !delivered.has(tsn)));
  for (const chunk of run ?? []) if (!outbound.hasArrivedForGood(chunk.tsn) && outbound.giveUp(chunk.tsn)) given.add(named(chunk).tsn);
  sender.gaveUpTime = packet.time;
  if (unseen.length > 0) sender.toldUnseen ??= new Set();
  for (const { tsn } of unseen) sender.toldUnseen?.add(tsn);
  const seen = runsOf(replay, sender, kept, given);
  const chunks = allInOrder(seen, unseen);
  if (chunks.length === 0 || sender.over) return;
  const inPart = messagesOf(kept).filter((message) => message.some((each) => given.has(each.tsn)) && !(message.at(-1)!.flags & END));
  for (const message of inPart)
    sender.givingUp.push({ until, chunks: message, rest: sender.sends?.rests(message, tsnAdd(until, 1))[0], holes });
  for (const together of sameTries(chunks)) {
    const last = unseen.length > 0 ? since : lastSent(together);
    const first = together.find((each) => each.firstFrame > 0);
    replay.record(
      sender,
      { kind: 'abandoned', chunks: together },
      {
        at: { time: packet.time, earliest: Math.min(last, packet.time), latest: packet.time },
        frames: [...(first ? [first.firstFrame] : []), packet.frame],
        why: `${replay.name(sender)} has given up ${tsnRange(together)}, as FORWARD-TSN in frame ${packet.frame} says`,
        assumptions: [
          ...(unseen.length > 0 ? [LOST_ON_THE_WAY] : []),
          ...(distant && together.some(({ acknowledged }) => acknowledged === 'gap') ? [NOT_ARRIVED] : []),
          ...ackAssumptions(sender, together, seen.at(-1)?.firstTime ?? packet.time, false),
          ...ppidAssumptions(together),
        ],
      },
    );
  }
}

/** Its sender had it on its queue still, whatever was acknowledged by then. */
function named(chunk: SentChunk): SentChunk {
  if (chunk.acknowledged === 'cumulative') chunk.onTheWay = true;
  return chunk;
}

/** Neighbouring messages that were sent equally often are given up together, in the order of TSNs; before them what others were sent again without. */
function sameTries(chunks: readonly SentChunk[]): SentChunk[][] {
  const groups: SentChunk[][] = [];
  let before = -1;
  for (const message of messagesOf(chunks)) {
    const most = tries(message);
    if (most === before) groups.at(-1)!.push(...message);
    else groups.push([...message]);
    before = most;
  }
  return groups.map((group) => allInOrder(group, [])).sort((a, b) => lastSent(a) - lastSent(b));
}

function tries(chunks: readonly SentChunk[]): number {
  return Math.max(...chunks.map(({ transmissions }) => transmissions));
}

function lastSent(chunks: readonly SentChunk[]): number {
  return Math.max(...chunks.map(({ lastTime }) => lastTime));
}

/** The chunks of these TSNs and, where the stack takes them with it, those behind each up to the next last fragment. What NR-SACKs acknowledged is gone already. */
function runsOf(replay: Replay, sender: Endpoint, kept: readonly SentChunk[], given: Set<number>): SentChunk[] {
  const { outbound } = sender;
  if (replay.profileOf(sender).abandonedRun.value === 'to-next-end') {
    let open = false;
    let before: SentChunk | undefined;
    for (const chunk of kept) {
      const { tsn, flags } = chunk;
      if (before === undefined || tsnAdd(before.tsn, 1) !== tsn)
        open = (open || given.has(tsnAdd(tsn, -1))) && hidesFragment(before, chunk) && !replay.near(sender);
      if (open && outbound.giveUp(tsn)) given.add(tsn);
      open = (open || given.has(tsn)) && !(flags & END);
      before = chunk;
    }
  }
  return kept.filter((each) => given.has(each.tsn) && each.acknowledged !== 'for-good');
}

/**
 * Between these two are TSNs that did not pass here: a fragment that was lost before, so that the message goes on? Or the one that stands for what was never sent
 * of a message that was given up, and ends it (sctputil.c sctp_release_pr_sctp_chunk)?
 */
function hidesFragment(before: SentChunk | undefined, after: SentChunk): boolean {
  if (after.flags & BEGINNING) return false;
  return before === undefined || (before.flags & END) !== 0 || inSameMessage(before, after);
}

/** Data that had been given up before it was seen, overtaken by the FORWARD-TSN. */
export function givenUpSeen(replay: Replay, sender: Endpoint, packet: SctpPacket, tsn: number): void {
  if (sender.over || sender.toldUnseen?.delete(tsn)) return;
  const chunk = sender.outbound.justSent(tsn);
  replay.record(
    sender,
    { kind: 'abandoned', chunks: [chunk] },
    {
      at: { time: packet.time, earliest: Math.min(sender.gaveUpTime, packet.time), latest: packet.time },
      frames: [packet.frame],
      why: `${replay.name(sender)} had given up TSN ${tsn} when it was seen in frame ${packet.frame}, as a FORWARD-TSN before it says`,
      assumptions: ppidAssumptions([chunk]),
    },
  );
}

/** A chunk was sent again, and others that were due before it were not: they have been given up, though no FORWARD-TSN can say so yet. */
export function passedOver(replay: Replay, sender: Endpoint, packet: SctpPacket, tsn: number): void {
  const { outbound } = sender;
  if (replay.profileOf(sender).abandonedTransmitted.value !== 'told' || !replay.near(sender) || sender.over) return;
  if (sender.dropsReported) return;
  if (!negotiated(sender.offer, sender.peer.offer)?.has('PR-SCTP')) return;
  const passed = outbound.passedOver(tsn);
  if (passed.length === 0) return;
  const kept = outbound.snapshot();
  const given = new Set(passed.filter((each) => outbound.giveUp(each)));
  const chunks = runsOf(replay, sender, kept, given);
  replay.record(
    sender,
    { kind: 'abandoned', chunks },
    {
      at: { time: packet.time, earliest: Math.max(...chunks.map((each) => each.lastTime)), latest: packet.time },
      frames: [chunks[0]!.firstFrame, packet.frame],
      why: `${replay.name(sender)} sends TSN ${tsn} again in frame ${packet.frame} and passes ${tsnRange(chunks)} over: given up`,
      assumptions: ['what was not sent again in its turn was given up (RFC 3758)', ...ppidAssumptions(chunks)],
    },
  );
}

function tsnRange(chunks: readonly SentChunk[]): string {
  return chunks.length === 1 ? `TSN ${chunks[0]!.tsn}` : `TSNs ${chunks[0]!.tsn}-${chunks.at(-1)!.tsn}`;
}

/** A SACK up to `cumulative` is on its way to `endpoint`: giving up is done where it covers that. */
export function abandonmentAcknowledged(replay: Replay, endpoint: Endpoint, packet: SctpPacket, cumulative: number): void {
  const done = endpoint.givingUp.filter((each) => tsnAtMost(each.until, cumulative));
  if (done.length === 0) return;
  endpoint.givingUp = endpoint.givingUp.filter((each) => !done.includes(each));
  for (const { chunks, rest, holes } of done) {
    replay.record(
      endpoint,
      { kind: 'abandonment-done', chunks, rest, fragment: endpoint.outbound.fragment },
      {
        at: replay.moment(endpoint, packet.time),
        frames: [packet.frame],
        why: `SACK in frame ${packet.frame} acknowledges that ${replay.name(endpoint)} gave up a message it had sent in part`,
        assumptions: [...replay.arrivalAssumptions(endpoint, replay.isSeenAt(endpoint), 'it'), ...(holes ? [LOST_ON_THE_WAY] : [])],
      },
    );
  }
}

/** `endpoint` sent a SACK up to `cumulative`: did the FORWARD-TSN on its way to it arrive? */
export function forwardTsnArrived(replay: Replay, endpoint: Endpoint, packet: SctpPacket, cumulative: number): void {
  if (endpoint.forwardedTo !== undefined && tsnAtMost(endpoint.forwardedTo, cumulative)) replay.prove(endpoint, 'FORWARD-TSN', packet);
}

/** The streams and messages that the chunk says to skip. */
function skippedMessages(packet: SctpPacket, chunk: number): Skipped[] {
  const { view } = packet;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  const interleaved = chunkType(view, chunk) === ChunkNumber.I_FORWARD_TSN;
  const count = Math.min(MAX_ENTRIES, interleaved ? iForwardTsnEntries(view, chunk, end) : forwardTsnEntries(view, chunk, end));
  return Array.from({ length: count }, (_, entry) => ({
    stream: interleaved ? iForwardTsnStream(view, chunk, entry) : forwardTsnStream(view, chunk, entry),
    sequence: interleaved ? iForwardTsnMessageId(view, chunk, entry) : forwardTsnStreamSequence(view, chunk, entry),
    unordered: interleaved && iForwardTsnUnordered(view, chunk, entry),
    interleaved,
  }));
}

function remember(endpoint: Endpoint, delivery: string): void {
  endpoint.cutOff ??= new Set();
  const [oldest] = endpoint.cutOff;
  if (oldest !== undefined && endpoint.cutOff.size >= MAX_INTERLEAVED) endpoint.cutOff.delete(oldest);
  endpoint.cutOff.add(delivery);
}

/** Which partial deliveries it ends: one event each, or one for each entry that names them. */
function cutOff(replay: Replay, endpoint: Endpoint, begun: readonly PartialDelivery[], skipped: readonly Skipped[]): PartialDelivery[] {
  const open = begun.filter((delivery) => !endpoint.cutOff?.has(deliveryKey(delivery)));
  const once = replay.profileOf(endpoint).partialDeliveryPerEntry.value === 'once';
  const ended = once
    ? open.filter((delivery) => !delivery.interleaved || skipped.some((entry) => deliveryKey(entry) === deliveryKey(delivery)))
    : skipped.flatMap((entry) => open.find(({ stream, sequence }) => stream === entry.stream && sequence === entry.sequence) ?? []);
  for (const delivery of ended) remember(endpoint, deliveryKey(delivery));
  return ended;
}
