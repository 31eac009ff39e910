/** When an application could hear: from where its log begins to its close, the end of its log, or the moment it stopped reading for good. */
import { type ClockFit, captureTime } from './clock-fit.js';
import type { LoggedApplication } from './logged-application.js';
import type { LoggedSocket } from './socket-table.js';

/** By the capture's clock, microseconds. */
export interface Listening {
  from: number;
  to: number;
  /** What ended it, for a person, and when that was. */
  why: string;
  endedAt: number;
}

/**
 * What was raised this close to the end may never have been read, and what the log begins with was raised shortly before, or sooner where its times are
 * coarser. Microseconds.
 */
const LAST_MOMENT = 50_000;

/** How long an application may be silent at the end of its log and still be there. Microseconds. */
const GOES_ON = 1_000_000;

/** Of the sockets that may be told of a lane; without any, of the whole log. */
export function listening(application: LoggedApplication, sockets: readonly LoggedSocket[], fit: ClockFit, timed: boolean): Listening {
  const always = {
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    why: 'the log has no times',
    endedAt: Number.POSITIVE_INFINITY,
  };
  if (!timed || application.firstTime === undefined || application.lastTime === undefined) return always;
  const from = application.fromTheBeginning
    ? Number.NEGATIVE_INFINITY
    : captureTime(fit, application.firstTime) - Math.max(LAST_MOMENT, application.grain);
  const ends = [endOfLog(application), ...lastClose(application, sockets), ...endOfReading(application, sockets)];
  const first = ends.reduce((earliest, end) => (end.time < earliest.time ? end : earliest));
  const endedAt = captureTime(fit, first.time - (first.grace ?? 0));
  return { from, to: captureTime(fit, first.time) - LAST_MOMENT, why: first.why, endedAt };
}

interface End {
  /** By the log's clock. */
  time: number;
  /** So much later than what ended it, microseconds. */
  grace?: number;
  why: string;
}

function endOfLog({ lastTime, leftOut, grain, settings }: LoggedApplication): End {
  if (leftOut > 0) return { time: lastTime!, why: `so much of ${settings.name} was read` };
  const grace = GOES_ON + grain;
  return { time: lastTime! + grace, grace, why: `${settings.name} ends` };
}

/** The close after which nothing was read: of every socket that could be told, the last one's. */
function lastClose(application: LoggedApplication, sockets: readonly LoggedSocket[]): End[] {
  if (sockets.length === 0 || sockets.some(({ closedAt }) => closedAt?.time === undefined)) return [];
  const last = sockets.reduce((latest, socket) => (socket.closedAt!.time! > latest.closedAt!.time! ? socket : latest));
  const { line, time } = last.closedAt!;
  if (sockets.some(({ name }) => (application.lastRead.get(name) ?? 0) > time!)) return [];
  return [{ time: time!, why: `the application closed its socket in line ${line}` }];
}

/** It said that it stops reading, and never read again. */
function endOfReading({ deafness, lastRead }: LoggedApplication, sockets: readonly LoggedSocket[]): End[] {
  const names = new Set(sockets.map(({ name }) => name));
  return deafness
    .filter(
      ({ socket, from, to }) =>
        to === undefined && (socket === undefined || names.size === 0 || names.has(socket)) && from >= lastTimeOf(lastRead, names),
    )
    .map(({ from }) => ({ time: from, why: 'the application stopped reading' }));
}

function lastTimeOf(lastRead: ReadonlyMap<string, number>, names: ReadonlySet<string>): number {
  const times = [...lastRead].filter(([name]) => names.size === 0 || names.has(name)).map(([, time]) => time);
  return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...times);
}
