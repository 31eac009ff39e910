/** What a filter compares. */

/** Chunk types and cause codes are their numbers, times microseconds since the epoch, addresses text as RFC 5952 wants it. */
export type Value = number | string;
