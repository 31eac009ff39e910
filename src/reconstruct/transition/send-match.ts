/**
 * Which message on the wire is which of the application's sends. A stack takes the messages of one stream in the order they were sent, ordered and unordered alike
 * (sctp_output.c sctp_fill_outqueue, outqueue.c), so both lists run the same way; SSN or MID counts them, length and PPID tell the rest.
 */
import { tsnBefore } from '../../dissect/serial-number.js';
import type { Send } from '../application.js';
import type { BegunMessage } from '../send-queue.js';

/**
 * For each send of one stream the message that was seen of it. Messages captured out of order are put in TSN order first. `counted`: all sends since the stream
 * began are here and took a number.
 */
export function matchSends(sends: readonly Send[], begun: readonly BegunMessage[], counted: boolean): (BegunMessage | undefined)[] {
  const matched = new Array<BegunMessage | undefined>(sends.length);
  const ordered = positions(sends, false);
  const unordered = positions(sends, true);
  let from = 0;
  for (const message of [...begun].sort((a, b) => (tsnBefore(a.tsn, b.tsn) ? -1 : 1))) {
    const numbered = counted && (!message.unordered || message.interleaved);
    const place = numbered ? (message.unordered ? unordered : ordered)[message.sequence] : undefined;
    const right = place !== undefined && place >= from && fits(sends[place]!, message);
    const at = right ? place : sends.findIndex((send, position) => position >= from && fits(send, message));
    if (at < 0) continue;
    matched[at] = message;
    from = at + 1;
  }
  return matched;
}

/** Where the ordered, or the unordered, ones are: the n-th has SSN or MID n. */
function positions(sends: readonly Send[], unordered: boolean): number[] {
  return sends.flatMap((send, at) => (send.unordered === unordered ? [at] : []));
}

function fits(send: Send, message: BegunMessage): boolean {
  if (send.unordered !== message.unordered || send.ppid !== message.ppid) return false;
  return message.whole ? send.length === message.first : send.length > message.first;
}
