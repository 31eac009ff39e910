/** Authenticated chunks: RFC 4895. Which key a packet was signed with; whether the signature is right cannot be seen without the keys. */
import { sharedKeyId } from '../../dissect/chunk/auth.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';

/** An AUTH chunk was sent: its receiver may be told of a key it had not expected. */
export function authSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  const key = sharedKeyId(packet.view, chunk);
  const rule = replay.profileOf(receiver).newKey.value;
  const before = sender.activeKey;
  const another = key !== (rule === 'on-change' ? before : receiver.activeKey);
  sender.activeKey = key;
  if (!another || receiver.closing || !(receiver.up || receiver.state === 'unknown')) return;
  replay.record(
    receiver,
    { kind: 'key', indication: 'SCTP_AUTH_NEW_KEY', key, before },
    {
      at: replay.moment(receiver, packet.time),
      frames: [packet.frame],
      why: `${replay.name(sender)} signs with key ${key} in frame ${packet.frame}`,
      assumptions: [...replay.arrivalAssumptions(receiver, replay.isSeenAt(receiver), 'it'), 'both ends have the same secret for that key'],
    },
  );
}
