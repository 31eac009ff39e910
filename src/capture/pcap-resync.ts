/**
 * Finding the way back into a damaged pcap file: where do plausible record headers follow one another?
 *
 * A header is plausible when its lengths are possible, its fraction is below a second, and its time is near that of the record before. One header may be
 * chance; several in a row, each where the one before says, are not.
 */

/** The largest frame that capture programs write (libpcap's MAXIMUM_SNAPLEN). */
export const FRAME_LIMIT = 262_144;

/** No frame is longer on the wire, segmentation offload included. */
const ORIGINAL_LIMIT = 1 << 24;

/** Seconds that two records in a row are apart at most, where nothing is wrong. */
export const DAY = 86_400;

/** Headers in a row that convince. */
const CONVINCING = 3;

/** Answers of a search that has found nothing: there is nothing; it depends on bytes that are still to come. */
export const NONE = -1;
export const UNDECIDED = -2;

/** The records of one file. */
export interface RecordFormat {
  /** Bytes of the record header; the frame follows it. */
  headerLength: number;
  littleEndian: boolean;
  /** Ticks in a second: a million, or a thousand million. */
  ticksPerSecond: number;
}

/** Bytes to look at: up to `end`; `ended`: the file ends there. */
export interface SearchedBytes {
  view: DataView;
  end: number;
  ended: boolean;
}

function plausible(view: DataView, at: number, format: RecordFormat, nearSeconds: number): boolean {
  const captured = view.getUint32(at + 8, format.littleEndian);
  if (captured === 0 || captured > FRAME_LIMIT) return false;
  const original = view.getUint32(at + 12, format.littleEndian);
  if (original < captured || original > ORIGINAL_LIMIT) return false;
  if (view.getUint32(at + 4, format.littleEndian) >= format.ticksPerSecond) return false;
  return !(Math.abs(view.getUint32(at, format.littleEndian) - nearSeconds) > DAY);
}

/** `at`, where plausible records follow one another from there on; else NONE or UNDECIDED. `nearSeconds` is the time of a record before, NaN where there is none. */
export function recordsAt({ view, end, ended }: SearchedBytes, at: number, format: RecordFormat, nearSeconds: number): number {
  const atEnd = (enough: boolean) => (ended && enough ? at : ended ? NONE : UNDECIDED);
  let next = at;
  let seconds = nearSeconds;
  for (let count = 0; count < CONVINCING; count++) {
    if (next === end && count > 0) return atEnd(true);
    if (end - next < format.headerLength) return atEnd(count > 1);
    if (!plausible(view, next, format, seconds)) return NONE;
    seconds = view.getUint32(next, format.littleEndian);
    next += format.headerLength + view.getUint32(next + 8, format.littleEndian);
  }
  return at;
}

/** The first place in [from, to) where records start; else NONE or UNDECIDED. */
export function findRecords(bytes: SearchedBytes, from: number, to: number, format: RecordFormat, nearSeconds: number): number {
  for (let at = from; at < to; at++) {
    const found = recordsAt(bytes, at, format, nearSeconds);
    if (found !== NONE) return found;
  }
  return NONE;
}

/** Is `place` the header of a record that is reached from the one at `at` by their lengths? */
export function leadsTo(view: DataView, at: number, place: number, format: RecordFormat): boolean {
  let next = at;
  while (next < place) next += format.headerLength + view.getUint32(next + 8, format.littleEndian);
  return next === place;
}
