/** What identifies a packet wherever it was captured: what no hop changes. */
import { COMMON_HEADER, type SctpPacket } from '../dissect/packet.js';

/** Bytes of the chunks that tell a packet from others: enough for the TSN of a DATA chunk and the nonce of a HEARTBEAT, less than most snap lengths. */
const COMPARED = 96;
/** Offset of the verification tag in the common header: ports may be translated, and checksums be left to the hardware. */
const TAG = 4;

/** FNV-1a of the tag and the chunks, and the length, in one number (exact: 32 + 16 bits). */
export function contentKey({ bytes, start, end, wireEnd }: SctpPacket): number {
  let hash = 0x811c9dc5;
  for (let at = start + TAG; at < start + TAG + 4; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  const last = Math.min(end, start + COMMON_HEADER + COMPARED);
  for (let at = start + COMMON_HEADER; at < last; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash >>> 0) * 2 ** 16 + ((wireEnd - start) & 0xffff);
}
