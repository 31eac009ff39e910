/** ICMP errors about packets of an association: RFC 9260 section 10. Of the stacks known here none lets one end what is established; some let one end a set-up. */
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import type { IcmpError } from '../../dissect/icmp-error.js';
import { icmpText } from '../../dissect/icmp-text.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';
import { fail } from './failure.js';
import { nobodyThere } from './sack-arrival.js';

/** Common header, chunk header and Initiate Tag: less of an INIT is not enough to know it by. */
const QUOTED = 20;
const COMMON_HEADER = 12;

/** Nobody speaks SCTP there: destination unreachable, protocol (RFC 792); parameter problem, unrecognised next header (RFC 4443). */
const NO_SUCH_PROTOCOL: readonly (readonly [version: 4 | 6, type: number, code: number])[] = [
  [4, 3, 2],
  [6, 4, 1],
];

/** An ICMP error about a packet of `sender` passed. */
export function icmpPassed(replay: Replay, sender: Endpoint, icmp: IcmpError): void {
  if (!NO_SUCH_PROTOCOL.some(([version, type, code]) => version === icmp.version && type === icmp.type && code === icmp.code)) return;
  if (icmp.reporter === icmp.destination) nobodyThere(sender.peer);
  if (sender.state !== 'COOKIE-WAIT' || !sender.settingUp || !quotesInit(sender, icmp)) return;
  if (replay.profileOf(sender).unreachableProtocol.value !== 'ends-set-up') return;
  fail(replay, sender, 'icmp', 0, undefined, {
    at: replay.moment(sender, icmp.time),
    frames: [sender.attempts.lastFrame, icmp.frame],
    why: `${icmpText(icmp.version, icmp.type, icmp.code)} in frame ${icmp.frame} answers the INIT of ${replay.name(sender)}`,
    assumptions: replay.arrivalAssumptions(sender, false, 'it'),
  });
}

/** The error must quote the INIT with its Initiate Tag, or anybody could end the set-up. */
function quotesInit(sender: Endpoint, { view, start, end }: IcmpError): boolean {
  if (end - start < QUOTED || view.getUint8(start + COMMON_HEADER) !== ChunkNumber.INIT) return false;
  return view.getUint32(start + 16) === sender.offer?.tag;
}
