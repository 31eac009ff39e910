/** Takes the times off the lines of a log, and keeps count of what kind they are. */
import type { LogClock } from './app-log.js';
import { fromEpoch, fromEpochText, parseTime } from './log-time.js';

/** Microseconds. */
const DAY = 86_400_000_000;

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

/** A line with its time taken off. */
export interface StampedLine {
  /** Microseconds, see LogLine; undefined where the line has none. */
  time: number | undefined;
  rest: string;
}

const OPENING = /^[\s[(]*/;
const CLOSING = /^[\s\]):]*/;
/** Seconds since the program began, in brackets: '[P][12.345] '. */
const ELAPSED = /^(?:\[[A-Z]\])?\[ *(\d{1,8}\.\d{1,9})\]\s*/;

/** Takes the times off the lines of one log, in order. */
export class StampReader {
  clock: LogClock = 'none';
  private readonly days = new DayCounter();

  read(line: string): StampedLine {
    const elapsed = ELAPSED.exec(line);
    if (elapsed !== null) return this.stamped(false, Math.round(Number(elapsed[1]) * 1e6), line.slice(elapsed[0].length));
    const start = OPENING.exec(line)![0].length;
    const parsed = parseTime(line.slice(start, start + 64));
    if (parsed === undefined) return { time: undefined, rest: line };
    const rest = line.slice(start + parsed.length).replace(CLOSING, '');
    return this.stamped(parsed.absolute, parsed.ofDay ? this.days.unroll(parsed.time) : parsed.time, rest);
  }

  /** A time that stands by itself: as at a line's beginning, or a number of seconds, milliseconds, … since the epoch. */
  alone(text: string): number | undefined {
    const number = /^\d{9,19}(?:\.\d+)?$/.test(text) ? (fromEpochText(text) ?? fromEpoch(Number(text))) : undefined;
    return number === undefined ? this.read(text).time : this.stamped(true, number, '').time;
  }

  private stamped(absolute: boolean, time: number, rest: string): StampedLine {
    if (!absolute) this.clock = 'unknown-offset';
    else if (this.clock === 'none') this.clock = 'epoch';
    return { time, rest };
  }
}
