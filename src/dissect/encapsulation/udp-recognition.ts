/** SCTP over UDP on a port nobody named: recognised by a valid CRC32c over chunks that fill the datagram exactly. Afterwards the pair of ports is known. */
import { crc32c } from '../crc32c.js';
import { CHUNK_HEADER, COMMON_HEADER } from '../packet.js';
import type { FramePlace } from './frame-place.js';

/** Port pairs remembered at most. */
export const PAIR_LIMIT = 4096;

const CHECKSUM = 8;

export class UdpRecognition {
  readonly #pairs = new Set<number>();
  /** Datagrams recognised between ports for which there was no room. */
  leftOut = 0;

  /** Does the datagram at cursor.at carry SCTP, by what it is or by what the same ports carried before? */
  recognises(cursor: FramePlace): boolean {
    const { udpSourcePort: source, udpDestinationPort: destination } = cursor;
    const pair = Math.min(source, destination) * 65_536 + Math.max(source, destination);
    if (this.#pairs.has(pair)) return cursor.holds(COMMON_HEADER);
    if (!isSctp(cursor)) return false;
    if (this.#pairs.size < PAIR_LIMIT) this.#pairs.add(pair);
    else this.leftOut++;
    return true;
  }
}

function isSctp({ view, at, end, wireEnd }: FramePlace): boolean {
  if (end !== wireEnd || (end - at) % 4 !== 0 || end - at < COMMON_HEADER + CHUNK_HEADER) return false;
  let chunk = at + COMMON_HEADER;
  while (end - chunk >= CHUNK_HEADER) {
    const length = view.getUint16(chunk + 2);
    if (length < CHUNK_HEADER) return false;
    chunk += (length + 3) & ~3;
  }
  return chunk === end && view.getInt32(at + CHECKSUM, true) === crc32c(view, at, end);
}
