/** Recorded truth through damaged captures: what is said to be certain must not be wrong, whatever is missing. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { analyseFrames, framesToFind } from '../helper/analyse-frames.js';
import { DAMAGES } from '../helper/capture-damage.js';
import { settingsOf } from '../helper/infer.js';
import { Scorer } from '../helper/score.js';
import { truthCases } from '../helper/truth.js';

/** Captures short enough to be damaged in many ways. */
const MOST_FRAMES = 250;
const captures = (
  await Promise.all(truthCases.map(async (recorded) => ({ recorded, frames: await framesToFind(readFileSync(recorded.capture)) })))
).filter(({ frames }) => frames.length > 8 && frames.length <= MOST_FRAMES);

/** Of a capture that begins after an address was added, the endpoint has that name, which no application is known by. */
const NAMED_OTHERWISE = 'no application there';

/**
 * Where what is missing leaves no trace before the claim comes out: the one SHUTDOWN of two that cross, or the first of two; request and response of added streams;
 * the acknowledgement of a single packet less than a delayed acknowledgement before an ABORT; the ABORT that came before an ERROR. No others.
 */
const WITHOUT_A_TRACE: Readonly<Record<string, readonly string[]>> = {
  'without the middle': ['linux/55-partial-delivery-more-v1', 'usrsctp/21d-add-streams-v1'],
  'without frame 6': ['linux/31-ipv6-v3'],
  'without the last but 2': ['linux/57-remote-error-more-v7', 'usrsctp/05-abort-queued-by-a-v2', 'usrsctp/06-abort-by-b-v2'],
  'without the last but 3': ['linux/58-close-styles-v5', 'usrsctp/26-lost-shutdown-ack-v1'],
  'without every 13th from 4 on': ['usrsctp/14-pd-abandoned-v2'],
  'without every 13th from 8 on': ['usrsctp/21a-reset-outgoing-v2'],
  'without every 5th': ['linux/25-simultaneous-shutdown-v1', 'usrsctp/26-lost-shutdown-ack-v1', 'usrsctp/49-peeloff-v2'],
};

test('there are enough captures', () => {
  expect(captures.length).toBeGreaterThan(100);
});

describe.each(DAMAGES)('$name', ({ name, late, done }) => {
  const scorer = new Scorer();
  for (const { recorded, frames } of captures) {
    const tags = late ? [...recorded.tags, 'late-capture'] : recorded.tags;
    scorer.add({ ...recorded, tags }, analyseFrames(done(frames), true, settingsOf(recorded)).notifications);
  }

  test('no claim that is said to be certain is wrong', () => {
    const known = WITHOUT_A_TRACE[name] ?? [];
    const wrong = scorer.score.faults.filter(({ certain, text }) => certain && !text.includes(NAMED_OTHERWISE));
    expect(wrong.filter(({ text }) => !known.includes(text.slice(0, text.indexOf(':'))))).toEqual([]);
  });

  test('more of what is claimed is right than wrong', () => {
    const { right, wrong } = scorer.score.total;
    expect(right / (right + wrong)).toBeGreaterThan(0.5);
  });
});

test('what is missing is told', () => {
  const gaps = captures.map(({ frames }) => {
    const { associations, diagnoses } = analyseFrames(frames.filter((_, at) => at % 5 !== 3));
    const rules = diagnoses.map(({ rule }) => rule);
    return (
      associations.some(({ setup }) => setup !== 'complete') ||
      rules.includes('gap in the capture') ||
      rules.includes('answer to what was not captured')
    );
  });
  expect(gaps.filter(Boolean).length).toBeGreaterThan(0.6 * captures.length);
});
