/** Messages as numbers, so that maps need no text. */
/** A message by stream, order and sequence number, in one number (exact: 16 + 32 + 2 bits). */
export function messageKey(stream: number, sequence: number, flags: number, interleaved: boolean): number {
  return (stream * 4 + (flags & 4 ? 2 : 0) + (interleaved ? 1 : 0)) * 2 ** 32 + sequence;
}
