/** Times in logs: epoch seconds, ISO 8601 and its kin, times of day. All become microseconds. */

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
  /** Characters it takes. */
  length: number;
}

const EPOCH = /^(\d{9,10}\.\d{1,9})/;
const DATE_TIME = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d:?\d\d)?/;
const MONTH_DAY_TIME = /^(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/;
/** glog: 'I0315 10:11:12.123456', newer ones 'I20230315 …'; the letter is the severity. */
const GLOG = /^[IWEF](?:(\d{4}))?(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d+)/;
/** Osmocom: '20231116123344567'. */
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})(?=\s)/;
/** ctime: 'Thu Nov 16 12:33:44 2023'. */
const CTIME = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})/;
const TIME_OF_DAY = /^(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/;

const SYSLOG = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A year for dates without one: a leap year, so that every day exists. */
const SOME_YEAR = 1972;

type TimeForm = readonly [pattern: RegExp, read: (match: RegExpExecArray) => Omit<ParsedTime, 'length'>];

/** How logs write a time, the most telling first. */
const TIME_FORMS: readonly TimeForm[] = [
  [
    DATE_TIME,
    ([, year, month, day, hour, minute, second, digits, zone]) => {
      const time = date(Number(year), Number(month), day, hour, minute, second, digits) - zoneOffset(zone);
      return { time, absolute: zone !== undefined, ofDay: false };
    },
  ],
  [
    MONTH_DAY_TIME,
    ([, month, day, hour, minute, second, digits]) => ({
      time: date(SOME_YEAR, Number(month), day, hour, minute, second, digits),
      absolute: false,
      ofDay: false,
    }),
  ],
  [
    SYSLOG,
    ([, month, day, hour, minute, second, digits]) => ({
      time: date(SOME_YEAR, MONTHS.indexOf(month!) + 1, day, hour, minute, second, digits),
      absolute: false,
      ofDay: false,
    }),
  ],
  [
    GLOG,
    ([, year, month, day, hour, minute, second, digits]) => ({
      time: date(Number(year ?? SOME_YEAR), Number(month), day, hour, minute, second, digits),
      absolute: false,
      ofDay: false,
    }),
  ],
  [
    COMPACT,
    ([, year, month, day, hour, minute, second, digits]) => ({
      time: date(Number(year), Number(month), day, hour, minute, second, digits),
      absolute: false,
      ofDay: false,
    }),
  ],
  [
    CTIME,
    ([, month, day, hour, minute, second, year]) => ({
      time: date(Number(year), MONTHS.indexOf(month!) + 1, day, hour, minute, second, undefined),
      absolute: false,
      ofDay: false,
    }),
  ],
  [EPOCH, ([, text]) => ({ time: fromEpochText(text!)!, absolute: true, ofDay: false })],
  [
    TIME_OF_DAY,
    ([, hour, minute, second, digits]) => ({
      time: (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1e6 + fraction(digits),
      absolute: false,
      ofDay: true,
    }),
  ],
];

function date(year: number, month: number, ...[day, hour, minute, second, digits]: (string | undefined)[]): number {
  return Date.UTC(year, month - 1, Number(day), Number(hour), Number(minute), Number(second)) * 1e3 + fraction(digits);
}

/**
 * The time at the beginning of a text; undefined where none is there. '2026-11-21T10:11:12.123456Z', '2017-01-20 15:53:57,546', '09/24 13:56:42.434',
 * 'Nov 21 10:11:12', '1795290214.256413', '19:26:09.513096', 'I0315 10:11:12.123456', '20231116123344567', 'Thu Nov 16 12:33:44 2023'.
 */
export function parseTime(text: string): ParsedTime | undefined {
  for (const [pattern, read] of TIME_FORMS) {
    const match = pattern.exec(text);
    if (match !== null) return { ...read(match), length: match[0].length };
  }
  return undefined;
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60) * 1e6;
}
