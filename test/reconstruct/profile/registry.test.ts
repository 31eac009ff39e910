/** Every profile answers every question, and says where it has the answer from. */
import { expect, test } from '@jest/globals';
import { PROFILE_NAMES, profileNamed } from '../../../src/reconstruct/profile/registry.js';
import type { Answer, StackProfile } from '../../../src/reconstruct/profile/stack-profile.js';

const SPELLINGS = [...PROFILE_NAMES, 'linux@2.6.18', 'linux@6.1', 'usrsctp@0.9.5', 'freebsd@14'];

const questions = (profile: StackProfile): [string, Answer<unknown>][] =>
  Object.entries(profile).filter((entry): entry is [string, Answer<unknown>] => typeof entry[1] === 'object');

const asked = [...new Set(SPELLINGS.flatMap((name) => questions(profileNamed(name)!).map(([question]) => question)))].sort();

test('there are questions', () => {
  expect(PROFILE_NAMES).toEqual(expect.arrayContaining(['linux', 'usrsctp', 'freebsd', 'rfc']));
  expect(asked.length).toBeGreaterThan(30);
});

test.each(SPELLINGS)('%s answers every question and names its source', (name) => {
  const answers = questions(profileNamed(name)!);
  expect(answers.map(([question]) => question).sort()).toEqual(asked);
  expect(answers.filter(([, { source }]) => !/\w{3}/.test(source))).toEqual([]);
  expect(answers.filter(([, answer]) => !('value' in answer))).toEqual([]);
});

test.each(SPELLINGS)('%s is called by its name and version', (spelling) => {
  const { name, version, hasSocketApi } = profileNamed(spelling)!;
  expect(`${name}@${version}`.startsWith(spelling)).toBe(true);
  expect(version !== '').toBe(hasSocketApi);
});

test.each(['', 'solaris', 'linux6.1', '@6.1', 'toString', '__proto__'])('there is no profile %j', (name) => {
  expect(profileNamed(name)).toBeUndefined();
});
