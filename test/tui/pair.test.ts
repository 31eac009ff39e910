/** Two packets, associations or notifications side by side. */
import { describe, expect, test } from '@jest/globals';
import { type PairedFact, pairedFacts } from '../../src/tui/presentation/paired-facts.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { drawn, Player } from './picture.js';

function player(columns = 80, rows = 24): Player {
  return new Player(new FixtureModel([ABORTED, SILENT]), columns, rows);
}

/** Two lists, '  label = value' a line, as rows 'label: left | right'. */
function paired(left: string, right: string): string {
  const facts = (text: string) =>
    text
      .split('\n')
      .filter((row) => row.trim() !== '')
      .map((row) => {
        const [, blanks = '', label = '', value = ''] = /^( *)(.*?) = (.*)$/.exec(row) ?? [];
        return { depth: blanks.length, label, value };
      });
  return pairedFacts(facts(left), facts(right))
    .map(({ depth, label, left: one = '-', right: other = '-' }: PairedFact) => `${' '.repeat(depth)}${label}: ${one} | ${other}`)
    .join('\n');
}

describe('which fields stand beside each other', () => {
  test('those of the same name', () => {
    expect(paired('a = 1\nb = 2', 'a = 1\nb = 3')).toBe('a: 1 | 1\nb: 2 | 3');
  });

  test('what only one side has stands where it stands there', () => {
    expect(paired('a = 1\nb = 2', 'x = 0\na = 1\ny = 5\nb = 2\nz = 9')).toBe('x: - | 0\na: 1 | 1\ny: - | 5\nb: 2 | 2\nz: - | 9');
    expect(paired('a = 1\nc = 7', 'a = 1')).toBe('a: 1 | 1\nc: 7 | -');
  });

  test('the second of a name beside the second of that name, in the group of that name', () => {
    expect(paired('DATA = x\n tsn = 1\nDATA = y\n tsn = 2', 'DATA = z\n tsn = 3')).toBe(
      'DATA: x | z\n tsn: 1 | 3\nDATA: y | -\n tsn: 2 | -',
    );
  });

  test('groups that only one side has beside each other', () => {
    expect(paired('INIT = x\n tag = 1', 'INIT-ACK = y\n tag = 2\n cookie = c')).toBe('INIT, INIT-ACK: x | y\n tag: 1 | 2\n cookie: - | c');
  });
});

test('two packets, the first held until the second is chosen', () => {
  const at = player().press('enter', '=');
  expect(at.screen()).toContain('frame 1 is held: = on another packet puts them side by side');
  expect(at.press('j').screen()).toContain('= beside frame 1');
  expect(at.press('=').screen()).toBe(
    drawn(`
       fixture.pcap › frame 1 beside frame 2
                                  frame 1                    frame 2
      ▌≠ Frame                    1                          2
           Association            1                          1
       ≠   Time (UTC)             2025-11-21 19:15:02.000000 2025-11-21 19:15:02.0002…
       ≠   From                   10.1.0.1                   10.1.0.2
       ≠   To                     10.1.0.2                   10.1.0.1
           SCTP bytes             32                         32
         Common header
           Source Port Number     5001                       5001
           Verification Tag       0x00001001                 0x00001001
       ≠ INIT, INIT-ACK           INIT                       INIT-ACK
           Chunk Length           20                         20


      ── 5 of 11 fields differ ───────────────────────────────────────────────────────
       Frame
       frame 1  1
       frame 2  2




       n/N difference  f only differences  ! problems  c logs  ? help  q back
    `),
  );
});

test('n and N go from difference to difference, f leaves only those', () => {
  const at = player().press('enter', '=', 'j', '=', 'n', 'n');
  expect(at.screen()).toMatch(/^▌≠ {3}From/m);
  expect(at.press('N').screen()).toMatch(/^▌≠ {3}Time/m);
  expect(at.press('f').screen()).not.toContain('SCTP bytes');
  expect(at.press('G').screen()).toMatch(/^▌≠ INIT, INIT-ACK/m);
  expect(at.press('n').screen()).toContain('no difference below');
});

test('two associations', () => {
  const at = player(120, 40).press('=', 'j', '=');
  expect(at.screen()).toContain('association 1 beside association 2');
  expect(at.screen()).toMatch(/^ ≠ {3}how it ended +aborted by right +open$/m);
  expect(at.screen()).toMatch(/^ {5}verification tag +0x00001000 +0x00001000$/m);
  expect(at.press('q', '=').screen()).toContain('association 2 is held');
});

test('two notifications, from a margin of the ladder and from their list', () => {
  const at = player(120, 40).press('enter', 'n', '=', 'n', 'n', '=');
  expect(at.screen()).toContain('COMM_UP 1 beside COMM_LOST 2');
  expect(at.screen()).toMatch(/^ ≠ {3}sac_state +SCTP_COMM_UP +SCTP_COMM_LOST$/m);
  const listed = player(120, 40).press('enter', 'e', '=', 'j', '=');
  expect(listed.screen()).toContain('COMM_UP 1 beside COMM_LOST 2');
});

test('the same again lets go of it; another kind takes its place', () => {
  const at = player().press('enter', '=', '=');
  expect(at.screen()).toContain('frame 1 is not held any more');
  expect(at.press('=', 'n', '=').screen()).toContain('COMM_UP 1 is held');
});

test('by their numbers', () => {
  const compare = (...words: string[]) => [':', ...[...`compare ${words.join(' ')}`].map((key) => (key === ' ' ? 'space' : key)), 'enter'];
  expect(
    player()
      .press(...compare('1', '2'))
      .screen(),
  ).toContain('association 1 beside association 2');
  expect(
    player()
      .press('enter', ...compare('3', '12'))
      .screen(),
  ).toContain('frame 3 beside frame 12');
  expect(
    player()
      .press('enter', ...compare('3', '999'))
      .screen(),
  ).toContain('compare wants the numbers of two frames');
});

test.each([
  [60, 15],
  [80, 24],
  [300, 100],
])('fits into %ix%i', (columns, rows) => {
  const at = player(columns, rows).press('=', 'j', '=');
  expect(at.misfits()).toEqual([]);
  expect(at.press('G').misfits()).toEqual([]);
});
