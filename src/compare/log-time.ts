/** Times in logs: epoch seconds, ISO 8601 and its kin, times of day. All become microseconds. */

const DAY = 86_400_000_000;

/** Microseconds since the epoch of a number of seconds; numbers too large for seconds are milliseconds, microseconds or nanoseconds. */
export function fromEpoch(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  if (value < 1e11) return Math.round(value * 1e6);
  if (value < 1e14) return Math.round(value * 1e3);
  return Math.round(value < 1e17 ? value : value / 1e3);
}

/** Microseconds of '1795290214.256413', exactly. */
export function fromEpochText(text: string): number | undefined {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text);
  if (match === null) return undefined;
  return fromEpoch(Number(match[1]))! + fraction(match[2]);
}

function fraction(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 6).padEnd(6, '0'));
}

export interface ParsedTime {
  /** Microseconds: since the epoch, or since midnight. */
  time: number;
  /** Its date and zone are known. */
  absolute: boolean;
  /** It has no date: a time of day. */
  ofDay: boolean;
}

const DATE_TIME = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?/;
const MONTH_DAY_TIME = /^(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/;
const TIME_OF_DAY = /^(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/;

/** '2026-11-21T10:11:12.123456Z', '2017-01-20 15:53:57,546', '09/24 13:56:42.434', '19:26:09.513096' at the beginning of a text; undefined for anything else. */
export function parseTime(text: string): ParsedTime | undefined {
  const date = DATE_TIME.exec(text);
  if (date !== null) {
    const [, year, month, day, hour, minute, second, digits, zone] = date;
    const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return { time: utc * 1e3 + fraction(digits) - zoneOffset(zone), absolute: zone !== undefined, ofDay: false };
  }
  const short = MONTH_DAY_TIME.exec(text);
  if (short !== null) {
    const [, month, day, hour, minute, second, digits] = short;
    const utc = Date.UTC(1972, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return { time: utc * 1e3 + fraction(digits), absolute: false, ofDay: false };
  }
  const clock = TIME_OF_DAY.exec(text);
  if (clock === null) return undefined;
  const [, hour, minute, second, digits] = clock;
  return { time: (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1e6 + fraction(digits), absolute: false, ofDay: true };
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60) * 1e6;
}

/** Counts the days of a log that has only times of day: a clock that jumps back by more than half a day has passed midnight. */
export class DayCounter {
  private days = 0;
  private last = 0;

  unroll(timeOfDay: number): number {
    if (timeOfDay < this.last - DAY / 2) this.days++;
    else if (timeOfDay > this.last + DAY / 2 && this.days > 0) return timeOfDay + (this.days - 1) * DAY;
    this.last = timeOfDay;
    return timeOfDay + this.days * DAY;
  }
}
