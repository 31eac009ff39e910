/** Authenticated chunks: RFC 4895. Which key a packet was signed with; whether the signature is right cannot be seen without the keys. */
import { sharedKeyId } from '../../dissect/chunk/auth.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';

/** Sent so often in vain, and in so long (microseconds), data was discarded and not lost. */
const TRIES = 3;
const TRIED = 1.5e6;
/** With more on their way to an endpoint than that, a key is believed at once. */
const WAITING_LIMIT = 64;

/** An AUTH chunk was sent: its receiver may be told of a key it had not expected. */
export function authSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const key = sharedKeyId(packet.view, chunk);
  const rule = replay.profileOf(receiver).newKey.value;
  const before = sender.activeKey;
  const another = key !== (rule === 'on-change' ? before : receiver.activeKey);
  sender.activeKey = key;
  if (!another || receiver.closing || !(receiver.up || receiver.state === 'unknown')) return;
  const { frame, time } = packet;
  const at = replay.moment(receiver, time);
  const told = (refused: boolean): void =>
    replay.record(
      receiver,
      { kind: 'key', indication: 'SCTP_AUTH_NEW_KEY', key, before },
      {
        at,
        frames: [frame],
        why: `${replay.name(sender)} signs with key ${key} in frame ${frame}`,
        assumptions: [
          ...replay.arrivalAssumptions(receiver, replay.isSeenAt(receiver), 'it'),
          'both ends have the same secret for that key',
        ],
        ...(refused ? { merelyPossible: true, aside: true } : {}),
      },
    );
  if (receiver.awaiting.length > WAITING_LIMIT) told(false);
  else replay.expect(receiver, 'SACK', packet, () => told(isRefused(sender, receiver, time)), TRIED);
}

/** What is signed wrongly is discarded in silence (RFC 4895 section 6.3): its data is sent again and again, and never acknowledged, to a peer that lives on. */
function isRefused({ outbound }: Endpoint, { lastTime }: Endpoint, since: number): boolean {
  return lastTime > since && outbound.triesSince(since) >= TRIES;
}
