/** Times and durations for a column of the screen. Times are microseconds since the epoch. */

/** How the time of a row is told. */
export const TIME_MODES = ['since-start', 'of-day', 'delta'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

/** Seconds with as many decimals as fit into `width` columns, six at most. */
export function secondsText(microseconds: number, width: number): string {
  if (!Number.isFinite(microseconds)) return '?';
  const seconds = microseconds / 1e6;
  const whole = Math.trunc(Math.abs(seconds)).toString().length + (seconds < 0 ? 1 : 0);
  const decimals = Math.max(0, Math.min(6, width - whole - 1));
  return seconds.toFixed(decimals);
}

/** '23:59:59.123456' in Coordinated Universal Time. */
export function timeOfDay(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return '?';
  const text = new Date(Math.floor(microseconds / 1000)).toISOString();
  return `${text.slice(11, 23)}${String(Math.floor(microseconds % 1000)).padStart(3, '0')}`;
}

/** '2025-11-21 19:15:02.123456' in Coordinated Universal Time. */
export function dateAndTime(microseconds: number): string {
  if (!Number.isFinite(microseconds) || Math.abs(microseconds) > 8.64e18) return '?';
  return `${new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, 10)} ${timeOfDay(microseconds)}`;
}

export const TIME_WIDTH: Readonly<Record<TimeMode, number>> = { 'since-start': 10, 'of-day': 15, delta: 10 };

/** The time column of a row: `start` is that of the association, `previous` that of the row before. */
export function rowTime(time: number, mode: TimeMode, start: number, previous: number): string {
  if (mode === 'of-day') return timeOfDay(time);
  const width = TIME_WIDTH[mode];
  return mode === 'delta' ? `+${secondsText(time - previous, width - 1)}` : secondsText(time - start, width);
}

/** A duration in at most seven columns: '213 us', '18.2 ms', '4.10 s', '12m 3s', '5h 07m', '12d 4h'. */
export function durationText(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return '?';
  if (microseconds < 1000) return `${Math.round(microseconds)} us`;
  if (microseconds < 999_950) return `${(microseconds / 1000).toPrecision(3)} ms`;
  const seconds = microseconds / 1e6;
  if (seconds < 59.95) return `${seconds.toPrecision(3)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes}m ${Math.round(seconds) % 60}s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}h ${String(minutes % 60).padStart(2, '0')}m`;
  const days = Math.floor(hours / 24);
  return days < 100 ? `${days}d ${hours % 24}h` : `${days}d`;
}

/** A count in at most five columns: '9999', '12.3k', '1.20M'. */
export function countText(count: number): string {
  if (count < 10_000) return String(count);
  for (const [unit, letter] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (count >= unit * 0.9995) return `${(count / unit).toPrecision(3)}${letter}`;
  }
  return String(count);
}
