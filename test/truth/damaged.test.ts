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

/** Claims that come out wrong though they are said to be certain: the damage, the case, the notification, and what is missing without a trace. */
const KNOWN_WRONG: readonly (readonly [damage: string, name: string, type: string, missing: string])[] = [
  ['without the middle', 'linux/55-partial-delivery-more-v1', 'SCTP_SEND_FAILED', 'SACKs for fragments that are then given up'],
  ['without the middle', 'usrsctp/21d-add-streams-v1', 'SCTP_ASSOC_CHANGE', 'request and response of added streams'],
  ['without the last but 2', 'linux/57-remote-error-more-v7', 'SCTP_REMOTE_ERROR', 'the ABORT before the ERROR'],
  ['without the last but 2', 'usrsctp/05-abort-queued-by-a-v2', 'SCTP_SEND_FAILED_EVENT', 'the SACK just before the ABORT'],
  ['without the last but 2', 'usrsctp/06-abort-by-b-v2', 'SCTP_SEND_FAILED_EVENT', 'the SACK just before the ABORT'],
  ['without the last but 3', 'linux/58-close-styles-v5', 'SCTP_SHUTDOWN_EVENT', 'the first of two SHUTDOWNs that cross'],
  ['without the last but 3', 'linux/58-close-styles-v5', 'SCTP_SENDER_DRY_EVENT', 'the first of two SHUTDOWNs that cross'],
  ['without the last but 3', 'usrsctp/26-lost-shutdown-ack-v1', 'SCTP_SHUTDOWN_EVENT', 'the first of two SHUTDOWNs'],
  ['without every 13th from 4 on', 'usrsctp/14-pd-abandoned-v2', 'SCTP_SEND_FAILED_EVENT', 'the last SACK before messages are given up'],
  ['without every 5th', 'linux/25-simultaneous-shutdown-v1', 'SCTP_SHUTDOWN_EVENT', 'one of two SHUTDOWNs that cross'],
  ['without every 5th', 'usrsctp/26-lost-shutdown-ack-v1', 'SCTP_SHUTDOWN_EVENT', 'the first of two SHUTDOWNs'],
  ['without every 5th', 'usrsctp/49-peeloff-v2', 'SCTP_SEND_FAILED_EVENT', 'the SACK just before the ABORT'],
];

test('there are enough captures', () => {
  expect(captures.length).toBeGreaterThan(100);
});

describe.each(DAMAGES)('$name', ({ name, late, done }) => {
  const scorer = new Scorer();
  for (const { recorded, frames } of captures) {
    const tags = late ? [...recorded.tags, 'late-capture'] : recorded.tags;
    scorer.add({ ...recorded, tags }, analyseFrames(done(frames), true, settingsOf(recorded)).notifications);
  }

  test('no claim that is said to be certain is wrong, but for those that are known', () => {
    const known = KNOWN_WRONG.filter(([damage]) => damage === name);
    const wrong = scorer.score.faults.filter(({ certain, text }) => certain && !text.includes(NAMED_OTHERWISE)).map(({ text }) => text);
    const isThis = (text: string, [, recorded, type]: (typeof known)[number]): boolean =>
      text.startsWith(`${recorded}:`) && text.includes(`${type} `);
    expect(wrong.filter((text) => !known.some((each) => isThis(text, each)))).toEqual([]);
    expect(known.filter((each) => !wrong.some((text) => isThis(text, each)))).toEqual([]);
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
