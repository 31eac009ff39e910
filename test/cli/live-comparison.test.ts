/** A live comparison without an end: what has been compared for good is let go of, and what differs is still found and counted. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import type { FrameBatch, Microseconds } from '../../src/capture/frame.js';
import type { LiveFrames } from '../../src/capture/live/live-frames.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { FollowedLog } from '../../src/cli/followed-log.js';
import { LiveComparison } from '../../src/cli/live-comparison.js';
import { SAMPLES, sampleText } from '../helper/samples.js';

const ROUND = 20e6;

/** A capture of the same traffic over and over, every 20 seconds. */
class Rounds {
  readonly #taps: ((batch: FrameBatch) => void)[] = [];
  readonly #silences: ((until: Microseconds) => void)[] = [];
  readonly frames = {
    onBatch: (tap: (batch: FrameBatch) => void) => this.#taps.push(tap),
    onSilence: (listener: (until: Microseconds) => void) => this.#silences.push(listener),
  } as unknown as LiveFrames;

  async play(round: number): Promise<void> {
    for await (const batch of await openCapture([join(SAMPLES, 'shutdown.pcap')])) {
      const last = batch.time[batch.count - 1]!;
      for (let row = 0; row < batch.count; row++) batch.time[row]! += round * ROUND;
      for (const tap of this.#taps) tap(batch);
      for (const silence of this.#silences) silence(last + round * ROUND + 15e6);
    }
  }
}

const LOGGED = sampleText('shutdown.b.ndjson')
  .trim()
  .split('\n')
  .map((text) => JSON.parse(text) as Record<string, unknown>);

/** What the application at B logged, once for each round; in some it overlooks how the association came up. */
function lines(round: number, overlooked: boolean): string {
  return LOGGED.filter(({ event, sac_state }) => (event !== 'call' || round === 0) && !(overlooked && sac_state === 'SCTP_COMM_UP'))
    .map((line) => `${JSON.stringify({ ...line, time: Number(line['time']) + (round * ROUND) / 1e6 })}\n`)
    .join('');
}

/** Milliseconds: longer than a round takes to be played and logged. */
const GRACE = 300;

/** A live comparison with the log of the application at B. */
function begin() {
  const rounds = new Rounds();
  const log = new PassThrough({ highWaterMark: 2 ** 30 });
  const followed = new FollowedLog('10.1.0.2=-', undefined, DEFAULT_SETTINGS, log, (text) => {
    throw new Error(text);
  });
  const announced: string[] = [];
  const comparison = new LiveComparison(DEFAULT_SETTINGS, [followed], GRACE, ({ verdict, expected }, _id, withdrawn) =>
    announced.push(`${verdict} ${expected?.body.sn_type}${withdrawn ? ' withdrawn' : ''}`),
  );
  comparison.follow(rounds.frames);
  return { rounds, log, application: followed.calls.application, announced, comparison };
}

const grown = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, GRACE + 100));

test('a long run: few differences, all found, and little kept', async () => {
  const { rounds, log, application, announced, comparison } = begin();
  const wrong = [50, 150, 470];
  for (let round = 0; round < 480; round++) {
    log.write(lines(round, wrong.includes(round)));
    await rounds.play(round);
    if (round % 100 === 99) comparison.compareNow();
  }
  const last = await comparison.end();
  expect(announced).toEqual(wrong.map(() => 'missing SCTP_ASSOC_CHANGE'));
  expect(comparison.differences).toBe(3);
  expect(comparison.past).toMatchObject({ differences: 2, unsettled: 0 });
  expect(comparison.past.expected).toBeGreaterThan(2000);
  expect(application.notifications.length).toBeLessThan(2000);
  expect(last.logs[0]!.lanes.reduce((sum, lane) => sum + lane.expected, 0)).toBeLessThan(2000);
  expect(comparison.latest).toBe(last);
}, 60_000);

/** A socket of its own for each round, which asks for its notifications over and over, reads many messages, and closes. */
function busyLines(round: number, overlooked: boolean): string {
  const time = 1795290219.2 + (round * ROUND) / 1e6;
  const socket = `s${round}`;
  const texts = LOGGED.filter(({ sac_state }) => !(overlooked && sac_state === 'SCTP_COMM_UP')).map((line) =>
    JSON.stringify({ ...line, time: Number(line['time']) + (round * ROUND) / 1e6, ...(line['socket'] === undefined ? {} : { socket }) }),
  );
  const ask = JSON.stringify({
    time,
    event: 'call',
    call: 'setsockopt',
    socket,
    option: 'SCTP_EVENT',
    optlen: 8,
    raw: '0000000001800100',
    result: 0,
  });
  const message = JSON.stringify({ time, event: 'message', socket, stream: 0, length: 100, assoc_id: round });
  const close = JSON.stringify({ time, event: 'call', call: 'close', socket, result: 0 });
  return [...texts, ...Array(700).fill(ask), ...Array(1500).fill(message), close, ''].join('\n');
}

test('a log with more calls than can be kept: it is compared to its end, and little is kept', async () => {
  const { rounds, log, application, announced, comparison } = begin();
  const wrong = [20, 140];
  let most = 0;
  for (let round = 0; round < 160; round++) {
    log.write(busyLines(round, wrong.includes(round)));
    await rounds.play(round);
    most = Math.max(most, application.kept);
  }
  await comparison.end();
  expect(application.summary?.lines).toBeGreaterThan(350_000);
  expect(announced).toEqual(wrong.map(() => 'missing SCTP_ASSOC_CHANGE'));
  expect(application.leftOut).toBe(0);
  expect(most).toBeLessThan(45_000);
  expect(comparison.past).toMatchObject({ unsettled: 0 });
}, 120_000);

test('what a long log tells of the time before the capture is not in the way', async () => {
  const { rounds, log, application, announced, comparison } = begin();
  for (let before = -20_000; before < 0; before++) log.write(lines(before, false));
  log.write(lines(0, true));
  await rounds.play(0);
  comparison.compareNow();
  await grown();
  comparison.compareNow();
  expect(application.leftOut).toBe(0);
  expect(announced).toEqual(['missing SCTP_ASSOC_CHANGE']);
}, 120_000);

test('where memory is short, the older half goes, and nothing false is said of it', async () => {
  const { rounds, log, announced, comparison } = begin();
  for (let round = 0; round < 40; round++) {
    log.write(lines(round, false));
    await rounds.play(round);
  }
  const holders = comparison.holders;
  expect(Object.keys(holders)).toEqual(['associations of the comparison', 'expected notifications']);
  const { size } = holders['expected notifications']!;
  for (const holder of Object.values(holders)) holder.forget(Math.ceil(holder.size / 2));
  expect(holders['expected notifications']!.size).toBeLessThanOrEqual(Math.ceil(size / 2));
  expect(comparison.past.expected).toBeGreaterThan(size / 3);
  log.write(lines(40, true));
  await rounds.play(40);
  await comparison.end();
  expect(announced).toEqual(['missing SCTP_ASSOC_CHANGE']);
}, 60_000);
