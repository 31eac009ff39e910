/** What a receiver does with a chunk or parameter type it does not know, by the type's two highest bits: RFC 9260 sections 3.2 and 3.2.1. */

const CHUNK_ACTIONS = [
  'stop processing the packet, do not report',
  'stop processing the packet, report in an ERROR',
  'skip the chunk, do not report',
  'skip the chunk, report in an ERROR',
] as const;

const PARAMETER_ACTIONS = [
  'stop processing the chunk, do not report',
  'stop processing the chunk, report the parameter',
  'skip the parameter, do not report',
  'skip the parameter, report it',
] as const;

/** `type` is 0 to 255. */
export function unknownChunkAction(type: number): string {
  return CHUNK_ACTIONS[(type >> 6) & 3]!;
}

/** `type` is 0 to 65535. */
export function unknownParameterAction(type: number): string {
  return PARAMETER_ACTIONS[(type >> 14) & 3]!;
}
