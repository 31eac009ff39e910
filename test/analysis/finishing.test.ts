/** What is left at the end of a capture comes out in steps, or at once: the same either way. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Analysis } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import type { Sink } from '../../src/reconstruct/model.js';
import { SAMPLES } from '../helper/samples.js';

/** Everything that comes out, as text, and how much of it had come after each step of the end. */
async function told(sample: string, end: (analysis: Analysis) => Iterator<void> | undefined): Promise<{ all: string[]; steps: number[] }> {
  const all: string[] = [];
  const take = (what: unknown) => void all.push(JSON.stringify(what));
  const sink: Sink = { notification: take, association: take, diagnosis: take };
  const analysis = new Analysis(sink);
  for await (const batch of await openCapture([join(SAMPLES, sample)])) analysis.batch(batch);
  const steps: number[] = [];
  for (const left = end(analysis); left?.next().done === false; ) steps.push(all.length);
  return { all, steps };
}

test.each(['restart.pcap', 'blind-abort.pcap', 'lost-messages.pcap'])('%s', async (sample) => {
  const atOnce = await told(sample, (analysis) => void analysis.finish());
  const bySteps = await told(sample, (analysis) => analysis.finishing());
  expect(bySteps.all).toEqual(atOnce.all);
  expect(bySteps.steps.length).toBeGreaterThan(2);
  // No step brings much more than one thing.
  const most = Math.max(...bySteps.steps.map((count, step) => count - (bySteps.steps[step - 1] ?? count)));
  expect(most).toBeLessThan(8);
});
