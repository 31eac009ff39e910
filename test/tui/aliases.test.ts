/** Names for addresses, and where they stand. */
import { describe, expect, test } from '@jest/globals';
import { Aliases, NO_ALIASES } from '../../src/tui/aliases.js';
import { UNICODE } from '../../src/tui/text/glyphs.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

const HOSTS = `
# a remark
10.1.0.1   mme mme.example   # another
fd00::0:1  enb-7
10.1.0.2\tpeer
not-an-address name
10.1.0.3
`;

describe('a file of aliases', () => {
  const aliases = new Aliases(HOSTS);

  test.each([
    ['10.1.0.1', 'mme'],
    ['10.1.0.1:5001', 'mme:5001'],
    ['10.1.0.1:5001 +2', 'mme:5001 +2'],
    ['[fd00::1]:5001', 'enb-7:5001'],
    ['fd00::1', 'enb-7'],
    ['10.1.0.11:5001', '10.1.0.11:5001'],
    ['10.1.0.3', '10.1.0.3'],
    ['?', '?'],
  ])('%s is %s', (name, alias) => {
    expect(aliases.endpoint(name)).toBe(alias);
  });

  test('holds as many as it has lines that make sense', () => {
    expect(aliases.count).toBe(3);
    expect(NO_ALIASES.endpoint('10.1.0.1:5001')).toBe('10.1.0.1:5001');
    expect(new Aliases('10.1.0.1 \u001b[2Jx').address('10.1.0.1')).not.toContain('\u001b');
  });
});

test('stand in the list, over the ladder, and where it is said who is told', () => {
  const player = new Player(new FixtureModel([ABORTED, SILENT]), 120, 40, UNICODE, new Aliases(HOSTS));
  expect(player.screen()).toMatch(/^▌ +1 mme:5001 ─ peer:5002/m);
  expect(player.press('j', 'enter').screen().split('\n')[1]).toMatch(/mme +10\.2\.0\.1 +peer +10\.2\.0\.2/);
  // Arrows still find their lifelines.
  expect(player.screen()).toMatch(/│─ INIT ─+>│/);
  expect(player.press('n').screen()).toContain('to mme:5001');
  expect(player.press('e').screen()).toContain('mme:5001 is told');
  expect(player.press('q', 'g', 'enter').screen()).toContain('frame 14  mme > peer');
  expect(player.misfits()).toEqual([]);
});
