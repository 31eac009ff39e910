/** Why notifications may stand in another order than they were raised, or be read late. */
import { duration, type ReasonRule } from './rule.js';

/** The lines are in the wrong order, their times in the right one. */
const writtenLater: ReasonRule = ({ difference: { expected, logged, neighbour } }) => {
  const [time, other] = [logged?.time, neighbour?.logged.time];
  if (time === undefined || other === undefined || expected === undefined) return undefined;
  if (time < other !== expected.time <= neighbour!.expected.time) return undefined;
  return {
    name: 'written-out-of-order',
    weight: 0.9,
    why: 'by their times the two lines are in the right order: they were written in the wrong one',
    check: 'whether several threads or buffers write the log',
  };
};

const severalReaders: ReasonRule = ({ difference: { expected, neighbour } }) => {
  const together = expected !== undefined && expected.time === neighbour?.expected.time;
  return {
    name: 'several-readers',
    weight: 0.5,
    why: together
      ? 'both follow from one packet, and the stack queues them in a fixed order: the order was lost after reading'
      : 'the packets that raised them are apart: the order was lost between reading and logging',
    check: 'whether more than one thread reads the socket, or handles what was read',
  };
};

export const ORDER_REASONS: readonly ReasonRule[] = [writtenLater, severalReaders];

const notReading: ReasonRule = ({ difference: { expected }, prepared: { application, fit } }) => {
  const time = expected!.time + fit.offset;
  const span = application.deafness.find(({ from, to }) => time >= from - 1e6 && (to === undefined || time <= to));
  if (span === undefined) return undefined;
  return {
    name: 'not-reading',
    weight: 0.9,
    why: `the application had stopped reading${span.to === undefined ? '' : ` for ${duration(span.to - span.from)}`}`,
    check: 'nothing: the log says so itself',
  };
};

const busy: ReasonRule = ({ difference: { delay } }) => ({
  name: 'read-late',
  weight: 0.3,
  why: `it was read ${duration(delay ?? 0)} after the stack raised it: the application was busy, blocked or reading other sockets`,
  check: 'what the application did in that time; the receive queue of the socket (ss -S)',
});

export const LATE_REASONS: readonly ReasonRule[] = [notReading, busy];
