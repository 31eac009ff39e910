/** What the lines for people begin with: the time of day, and how certain it is. */

/** Certainty at a glance. */
export const MARKS = { certain: '●', likely: '◐', possible: '○' } as const;

/** Time of day in UTC, to the microsecond. */
export function clock(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return '--:--:--.------';
  const date = new Date(microseconds / 1000);
  const fraction = String(Math.floor(microseconds % 1e6)).padStart(6, '0');
  return `${date.toISOString().slice(11, 19)}.${fraction}`;
}
