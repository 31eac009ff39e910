/** Tables of scenarios: each is played as both kinds of stack, and what comes out is all that may come out. */
import { expect, test } from '@jest/globals';
import { play, type StoryOptions } from './scenario.js';

/** What each application is told; an end that is not named is told nothing. */
export interface Told {
  A?: string[];
  B?: string[];
}

export interface ScenarioRow {
  happens: string;
  packets: string;
  linux: Told;
  usrsctp: Told;
  /** Set-up and outcome of each association. */
  associations: string[];
  /** Rules of the findings; none where not named. */
  diagnoses?: string[];
  options?: StoryOptions;
}

const PROFILES = [
  ['linux', 'linux@6.1'],
  ['usrsctp', 'usrsctp'],
] as const;

export function tellsEach(rows: readonly ScenarioRow[]): void {
  const each = rows.flatMap((row) => PROFILES.map(([stack, profile]) => ({ stack, profile, ...row })));
  test.each(each)('$stack: $happens', ({ stack, profile, packets, associations, diagnoses = [], options, ...told }) => {
    const { A = [], B = [] } = told[stack];
    expect(play(profile, packets, options)).toEqual({ A, B, associations, diagnoses });
  });
}
