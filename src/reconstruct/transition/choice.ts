/** What an application chose by calls that no packet shows (its log tells): told when the association's next packet passes, as of the call. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import type { Replay } from '../replay.js';

/** What was chosen up to the time of this packet happens at `endpoint`, if it is up. */
export function chosen(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  const due = endpoint.choices?.filter(({ time }) => time <= packet.time) ?? [];
  if (due.length === 0) return;
  endpoint.choices = endpoint.choices?.slice(due.length);
  for (const choice of due) {
    if (!endpoint.up || endpoint.closing || choice.time < endpoint.upTime) continue;
    const { time } = choice;
    const told = (why: string): Evidence => ({
      at: { time, earliest: time, latest: packet.time },
      frames: [packet.frame],
      why,
      assumptions: [THIS_ONE],
    });
    if (choice.kind === 'key-freed') {
      const why = `its application deactivated key ${choice.key}, and nothing is on the way that was sent with it`;
      replay.record(endpoint, { kind: 'key', indication: 'SCTP_AUTH_FREE_KEY', key: choice.key, before: 0 }, told(why));
    } else if (replay.profileOf(endpoint).ownPrimaryChoice.value === 'told') {
      const { address } = choice;
      const why = `its application made ${address} the primary address`;
      replay.record(endpoint, { kind: 'path', change: 'made-primary', address, by: undefined }, told(why));
    }
  }
}

/** What a claim assumes that rests on a call of an application with several associations, perhaps. */
export const THIS_ONE = 'the call was for this association';
