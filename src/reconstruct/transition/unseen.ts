/** Fragments that left and were lost before they came past the capture point: holes in the TSNs tell, and the application's log what was in them. */
import { BEGINNING, END, UNORDERED } from '../../dissect/chunk/data.js';
import { tsnAdd, tsnBefore } from '../../dissect/serial-number.js';
import type { Send } from '../application.js';
import type { Outbound } from '../outbound.js';
import type { BegunMessage } from '../send-queue.js';
import type { SentChunk } from '../sent-chunk.js';

/** User data in a full packet of an Ethernet, where no fragment shows how much it is. */
const ETHERNET_FRAGMENT = 1452;

/** A send and its first TSN, where it is known; where not, the known ones next to it in its stream. */
export interface Traced {
  send: Send;
  first: number | undefined;
  after: number | undefined;
  before: number | undefined;
}

/** The sends of one stream, each with the message that was seen of it. */
export function trace(sends: readonly Send[], messages: readonly (BegunMessage | undefined)[]): Traced[] {
  const traced: Traced[] = [];
  let after: number | undefined;
  for (const [at, send] of sends.entries()) {
    const first = messages[at]?.tsn;
    traced.push({ send, first, after, before: undefined });
    after = first ?? after;
  }
  let before: number | undefined;
  for (const each of traced.toReversed()) {
    each.before = before;
    before = each.first ?? before;
  }
  return traced;
}

/** Gives each TSN that was used, not acknowledged and never seen to the message it must belong to; a send that begins in a hole gets its first TSN. */
export function fillHoles(outbound: Outbound, kept: readonly SentChunk[], traced: readonly Traced[]): SentChunk[] {
  const size = outbound.fragment || ETHERNET_FRAGMENT;
  const known = new Map(kept.map((chunk) => [chunk.tsn, chunk]));
  const missing = traced.filter((each) => each.first === undefined).sort((a, b) => a.send.time - b.send.time);
  const sends = new Map(traced.map((each) => [each.first, each.send]));
  const filled: SentChunk[] = [];
  for (const tsn of outbound.unseen()) {
    const previous = known.get(tsnAdd(tsn, -1));
    const next = known.get(tsnAdd(tsn, 1));
    let chunk: SentChunk | undefined;
    if (previous !== undefined && !previous.interleaved && !(previous.flags & END)) {
      const rest = restOf(known, previous, sends);
      const last = rest === undefined ? next !== undefined && (next.flags & BEGINNING) !== 0 : rest <= size;
      chunk = unseenChunk(tsn, previous, (previous.flags & UNORDERED) | (last ? END : 0), Math.min(size, rest ?? size));
    } else {
      const found = missing.find((each) => each.first === undefined && between(tsn, each));
      if (found === undefined) continue;
      const { send } = found;
      found.first = tsn;
      sends.set(tsn, send);
      const flags = BEGINNING | (send.length <= size ? END : 0) | (send.unordered ? UNORDERED : 0);
      const message = { ...send, sequence: 0, interleaved: previous?.interleaved ?? false, abandoned: false };
      chunk = unseenChunk(tsn, message, flags, Math.min(size, send.length));
    }
    known.set(tsn, chunk);
    filled.push(chunk);
  }
  return filled;
}

function between(tsn: number, { after, before }: Traced): boolean {
  return (after === undefined || tsnBefore(after, tsn)) && (before === undefined || tsnBefore(tsn, before));
}

/** Bytes of a message that are still to come after `last`, where the send is known. */
function restOf(known: ReadonlyMap<number, SentChunk>, last: SentChunk, sends: ReadonlyMap<number | undefined, Send>): number | undefined {
  let bytes = 0;
  for (let chunk: SentChunk | undefined = last; chunk !== undefined; chunk = known.get(tsnAdd(chunk.tsn, -1))) {
    bytes += chunk.length;
    if (!(chunk.flags & BEGINNING)) continue;
    const send = sends.get(chunk.tsn);
    return send && send.length - bytes;
  }
  return undefined;
}

/** What was given up of a message was given up with its rest, for which FreeBSD's stack uses a TSN of which nothing is sent (sctputil.c sctp_release_pr_sctp_chunk). */
type Message = Pick<SentChunk, 'stream' | 'sequence' | 'ppid' | 'interleaved' | 'abandoned'>;

function unseenChunk(tsn: number, { stream, sequence, ppid, interleaved, abandoned }: Message, flags: number, length: number): SentChunk {
  const unseen = {
    transmissions: 1,
    firstFrame: 0,
    lastFrame: 0,
    firstTime: 0,
    lastTime: 0,
    payload: undefined,
  } as const;
  return { ...unseen, tsn, stream, sequence, ppid, interleaved, abandoned, flags, length, acknowledged: 'no' };
}
