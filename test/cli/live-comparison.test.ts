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

/** What the application at B logged, once for each round; in some it overlooks how the association came up. */
function lines(round: number, overlooked: boolean): string {
  return sampleText('shutdown.b.ndjson')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter(({ event, sac_state }) => (event !== 'call' || round === 0) && !(overlooked && sac_state === 'SCTP_COMM_UP'))
    .map((line) => `${JSON.stringify({ ...line, time: Number(line['time']) + (round * ROUND) / 1e6 })}\n`)
    .join('');
}

/** Milliseconds: longer than a round takes to be played and logged. */
const GRACE = 300;

test('a long run: few differences, all found, and little kept', async () => {
  const rounds = new Rounds();
  const log = new PassThrough();
  const followed = new FollowedLog('10.1.0.2=-', undefined, DEFAULT_SETTINGS, log, (text) => {
    throw new Error(text);
  });
  const announced: string[] = [];
  const comparison = new LiveComparison(DEFAULT_SETTINGS, [followed], GRACE, ({ verdict, expected }, _id, withdrawn) =>
    announced.push(`${verdict} ${expected?.body.sn_type}${withdrawn ? ' withdrawn' : ''}`),
  );
  comparison.follow(rounds.frames);
  const wrong = [50, 150, 470];
  for (let round = 0; round < 480; round++) {
    log.write(lines(round, wrong.includes(round)));
    await rounds.play(round);
    if (round % 100 === 99) comparison.compareNow();
  }
  const last = await comparison.end();
  expect(announced).toEqual(wrong.map(() => 'missing SCTP_ASSOC_CHANGE'));
  expect(comparison.differences).toBe(3);
  expect(comparison.past.differences).toBe(2);
  expect(comparison.past.expected).toBeGreaterThan(2000);
  expect(followed.calls.application.notifications.length).toBeLessThan(4000);
  expect(last.logs[0]!.lanes.reduce((sum, lane) => sum + lane.expected, 0)).toBeLessThan(4000);
}, 60_000);
