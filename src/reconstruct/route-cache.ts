/**
 * The endpoint that packets with a verification tag were last seen going to, at hand while further ones come on the same way. One place per tag, by its lowest bits:
 * tag, source, destination and ports lie side by side, so that the memory is asked once.
 */
import type { SctpPacket } from '../dissect/packet.js';
import type { Endpoint } from './association.js';

/** Places; a power of two. Enough that two endpoints of a busy capture seldom share one. */
const PLACES = 1 << 14;
/** Words of a place: tag, source, destination, both ports. */
const WORDS = 4;

export class RouteCache {
  private readonly ways = new Int32Array(PLACES * WORDS);
  private readonly receivers: (Endpoint | undefined)[] = new Array<Endpoint | undefined>(PLACES).fill(undefined);

  /** Hot: bench analyze. */
  find({ verificationTag, source, destination, sourcePort, destinationPort }: SctpPacket): Endpoint | undefined {
    const place = verificationTag & (PLACES - 1);
    const at = place * WORDS;
    const { ways } = this;
    const known =
      ways[at] === (verificationTag | 0) &&
      ways[at + 1] === source &&
      ways[at + 2] === destination &&
      ways[at + 3] === ((sourcePort << 16) | destinationPort);
    return known ? this.receivers[place] : undefined;
  }

  keep({ verificationTag, source, destination, sourcePort, destinationPort }: SctpPacket, receiver: Endpoint): void {
    const place = verificationTag & (PLACES - 1);
    this.receivers[place] = receiver;
    this.ways.set([verificationTag, source, destination, (sourcePort << 16) | destinationPort], place * WORDS);
  }

  /** Whose this tag is may have changed. */
  forget(tag: number): void {
    this.receivers[tag & (PLACES - 1)] = undefined;
  }
}
