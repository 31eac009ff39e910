/** Moments: values are microseconds since the epoch; written are seconds since the epoch, ISO 8601, or a time of day (UTC). */
import type { Kind } from './kind.js';
import type { Value } from './value.js';

const SECOND = 1e6;
const DAY = 86400 * SECOND;

interface Moment {
  /** Microseconds since the epoch, or since midnight. */
  at: number;
  /** Any day's. */
  daily: boolean;
}

const TIME_OF_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?$/;

function moment(written: string): Moment | undefined {
  if (/^\d{1,12}(\.\d{1,9})?$/.test(written)) return { at: Math.round(Number(written) * SECOND), daily: false };
  const [, hours, minutes, seconds = '0'] = TIME_OF_DAY.exec(written) ?? [];
  if (hours !== undefined) return { at: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND, daily: true };
  return isoMoment(written);
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

function isoMoment(written: string): Moment | undefined {
  const [, day, time = '00:00', fraction = '', zone = 'Z'] = ISO.exec(written) ?? [];
  const milliseconds = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(milliseconds) ? undefined : { at: milliseconds * 1000 + Number(`0${fraction}`) * SECOND, daily: false };
}

function since({ at, daily }: Moment): (value: Value) => number {
  return (value) => {
    const distance = (daily ? Number(value) % DAY : Number(value)) - at;
    return Math.abs(distance) < 0.5 ? 0 : distance;
  };
}

function order(written: string): ((value: Value) => number) | undefined {
  const at = moment(written);
  return at === undefined ? undefined : since(at);
}

export const timeKind: Kind = {
  wants: 'a time: seconds since the epoch, 2025-11-21T19:15:02, or 19:15:02 (UTC)',
  equal(written) {
    const distance = order(written);
    return distance === undefined ? undefined : (value) => distance(value) === 0;
  },
  order,
  range(from, to) {
    const [low, high] = [moment(from), moment(to)];
    if (low === undefined || high === undefined || low.daily !== high.daily || (low.at > high.at && !low.daily)) return undefined;
    const [afterLow, beforeHigh] = [since(low), since(high)];
    if (low.at <= high.at) return (value) => afterLow(value) >= 0 && beforeHigh(value) <= 0;
    return (value) => afterLow(value) >= 0 || beforeHigh(value) <= 0;
  },
  text: (value) => (Number(value) / SECOND).toFixed(6),
};
