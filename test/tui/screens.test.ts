/** The screens as a person sees them, on fixtures: drawings in full where the whole matters, parts where it does not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { binding, COMMANDS } from '../../src/tui/key-bindings.js';
import { ASCII } from '../../src/tui/text/glyphs.js';
import { currentScreen } from '../../src/tui/view-state.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { drawn, Player } from './picture.js';

function both(): FixtureModel {
  const model = new FixtureModel([ABORTED, SILENT]);
  const text = 'SACK with verification tag 0x0000dead belongs to no association between these addresses';
  model.diagnoses.push({ rule: 'wrong verification tag', severity: 'warning', association: 1, frame: 9, time: model.index.time(8), text });
  return model;
}

/** Rows of the body between the heads and the rule. */
function body(player: Player): string[] {
  const lines = player.screen().split('\n').slice(2);
  return lines
    .slice(
      0,
      lines.findIndex((line) => /^(──|--) /.test(line)),
    )
    .filter((line) => line !== '');
}

/** What stands below the rule, the footer left out. */
function detail(player: Player): string[] {
  const lines = player.screen().split('\n');
  return lines
    .slice(
      lines.findIndex((line) => /^(──|--) /.test(line)),
      -1,
    )
    .filter((line) => line !== '');
}

/** A text as keys. */
function typed(text: string): string[] {
  return [...text].map((key) => (key === ' ' ? 'space' : key));
}

function footer(player: Player): string {
  return player.screen().split('\n').at(-1) ?? '';
}

describe('associations', () => {
  test('at 80x24', () => {
    expect(new Player(both()).screen()).toBe(
      drawn(`
         sctpscope › fixture.pcap                           24 packets · 2 associations
            # endpoints (left and right)     how it ended           told packets  lasted
        ▌   1 10.1.0.1:5001 ─ 10.1.0.2:5002  aborted by right    4 │ 1 ○      13  1.30 s
            2 10.1.0.1:5001 ─ 10.1.0.2:5002  open                2 │ 0 ◐      11  5.00 s








        ── sorted by start ─────────────────────────────────────────────────────────────
         aborted by right: 10.1.0.2:5002 sent an ABORT with cause 12 (User-Initiated
         Abort) in frame 13
         2025-11-21 19:15:02.000000 UTC · 1.30 s · seen from its handshake on
         left  10.1.0.1:5001  8 packets · 8 DATA, 1000 bytes · linux@6.1 90 %
               is told COMM_UP · COMM_LOST · SEND_FAILED SENT · SEND_FAILED UNSENT
         right 10.1.0.2:5002  5 packets · 5 DATA, 1000 bytes · 1 sent again · linux@6.1…
               is told COMM_UP



         Enter open  e all told  >/< sort  / filter  ! problems  ? help  q leave
      `),
    );
  });

  test('with the columns that are wanted, in that order, or all again', () => {
    const player = new Player(both()).press(':', ...typed('columns endpoints paths told'), 'enter');
    expect(player.screen().split('\n').slice(1, 3)).toEqual([
      ' endpoints (left and right)                                      paths      told',
      '▌10.1.0.1:5001 ─ 10.1.0.2:5002                                   1> <1   4 │ 1 ○',
    ]);
    expect(player.press(':', ...typed('columns colour'), 'enter').screen()).toContain('columns: number, endpoints, outcome');
    expect(player.press(':', ...typed('columns'), 'enter').screen()).toContain('how it ended');
    expect(player.misfits()).toEqual([]);
  });

  test('sorted by packets, then turned round', () => {
    const ids = (player: Player) => body(player).map((row) => row.slice(1).trim().split(' ')[0]);
    expect(ids(new Player(both()).press('>', '>'))).toEqual(['1', '2']);
    expect(ids(new Player(both()).press('>', '>', 'z'))).toEqual(['2', '1']);
    expect(detail(new Player(both()).press('>', '>', 'z'))[0]).toContain('sorted by packets, turned round');
  });

  test('a filter is typed, seen while it is, and leaves what matches', () => {
    const player = new Player(both()).press('/', ...'unreach');
    expect(footer(player)).toBe('/unreach');
    player.press('enter');
    expect(body(player)).toHaveLength(1);
    expect(detail(player)[0]).toContain('filter: unreach (1 of 2)');
    expect(body(player.press('/', 'ctrl-u', ...'nowhere', 'enter'))).toEqual([' nothing matches the filter; / changes it']);
    expect(body(player.press('/', 'ctrl-u', 'enter'))).toHaveLength(2);
  });

  test.each([
    ['chunk == ABORT', ['1']],
    ['not chunk == ABORT', ['2']],
    ['notification == ADDR_UNREACHABLE and chunk == HEARTBEAT', ['2']],
    ['outcome == open or frame == 13', ['1', '2']],
    ['certainty == possible', ['1']],
    ['ip.addr == 10.2.0.0/16', ['2']],
  ])('the filter %s leaves %j', (filter, ids) => {
    const rows = body(new Player(both()).press('/', ...typed(filter), 'enter'));
    expect(rows.map((row) => row.slice(1).trim().split(' ')[0])).toEqual(ids);
  });

  test('what is no filter says so while it is typed, and is not taken', () => {
    const player = new Player(both()).press('/', ...'chunk==ABRT');
    expect(footer(player)).toMatch(/^\/chunk==ABRT {3}chunk wants a chunk type/);
    expect(footer(player.press('enter'))).toMatch(/^\/chunk==ABRT {3}chunk wants/);
    expect(body(player)).toHaveLength(2);
    expect(footer(player.press('ctrl-u', ...'chunk==ABORT'))).toBe('/chunk==ABORT');
    expect(body(player.press('enter'))).toHaveLength(1);
  });

  test('q asks before it leaves', () => {
    const player = new Player(both()).press('q');
    expect(footer(player)).toBe(' Leave? q once more leaves, any other key stays');
    expect(player.store.get().ended).toBe(false);
    expect(player.press('q').store.get().ended).toBe(true);
  });

  test('while the capture is read', () => {
    const model = new FixtureModel([{ ...ABORTED, unreported: true }]);
    model.progress = { fraction: 0.42, frames: 99, packets: 12345, ended: false, failure: undefined };
    const [title, , row] = new Player(model).screen().split('\n');
    expect(title).toBe(' sctpscope › fixture.pcap                reading ████░░░░░░ 42 %  12.3k packets');
    expect(row).toContain('being read');
  });

  test('associations appear as they are read', () => {
    const model = new FixtureModel([ABORTED, SILENT]);
    const [first, second] = model.associations.splice(0, 2);
    const player = new Player(model);
    expect(body(player)).toEqual([' no SCTP association in this capture: 24 packets of none; ! tells more']);
    model.associations.push(first!);
    model.changed();
    expect(body(player)).toHaveLength(1);
    model.associations.push(second!);
    model.changed();
    expect(body(player)).toHaveLength(2);
  });

  test('a capture without SCTP says so', () => {
    expect(body(new Player(new FixtureModel([])))).toEqual([' no SCTP in this capture; ! tells what was found instead']);
    expect(new Player(new FixtureModel([])).press('enter', 'e', 'j', 'G').misfits()).toEqual([]);
  });
});

describe('ladder', () => {
  test('at 80x24, the cursor on the abort', () => {
    expect(new Player(both()).press('enter', 'a').screen()).toBe(
      drawn(`
         fixture.pcap › association 1
         frame       time     application told 10.1.0.1:5001    10.1.0.2:5002 is told
             1   0.000000                      │─ INIT ────────────────────>│
             2   0.000200                      │<──────────────── INIT-ACK ─│
             3   0.000400                      │─ COOKIE-ECHO ─────────────>│ ◐ COMM_UP
             4   0.000600            ● COMM_UP │<────────────── COOKIE-ACK ─│
             5   0.100000                      ┊  DATA SACK 6> <2, 1 again  ┊
        ▌   13   1.302000          ● COMM_LOST │<──────────────── ABORT 12 ─│
                            ● SEND_FAILED SENT │                            │
                          ○ SEND_FAILED UNSENT │                            │





        ── packet · row 6 of 8 ─────────────────────────────────────────────────────────
         frame 13  10.1.0.2 > 10.1.0.1  32 bytes  2025-11-21 19:15:03.302000 UTC
           ABORT 12
         ● 10.1.0.1:5001 is told COMM_LOST cause 12 (User-Initiated Abort)
             the ABORT in frame 13 ended the association



         Enter open  n/N notification  e all told  a/A abort  ? help  q back
      `),
    );
  });

  test('n goes from notification to notification, each with its fields and reason', () => {
    const player = new Player(both()).press('enter');
    const seen = Array.from({ length: 6 }, () => detail(player.press('n'))[1]);
    expect(seen).toEqual([
      ' ◐ likely SCTP_ASSOC_CHANGE to 10.1.0.2:5002',
      ' ● certain SCTP_ASSOC_CHANGE to 10.1.0.1:5001',
      ' ● certain SCTP_ASSOC_CHANGE to 10.1.0.1:5001',
      ' ● certain SCTP_SEND_FAILED to 10.1.0.1:5001',
      ' ○ possible SCTP_SEND_FAILED to 10.1.0.1:5001',
      ' ○ possible SCTP_SEND_FAILED to 10.1.0.1:5001',
    ]);
    expect(footer(player)).toBe(' no notification below');
    expect(detail(player.press('N', 'N'))).toEqual([
      expect.stringContaining('notification · row 6 of 8'),
      ' ● certain SCTP_ASSOC_CHANGE to 10.1.0.1:5001',
      ' why      the ABORT in frame 13 ended the association',
      ' sac_state = SCTP_COMM_LOST  sac_error = 3072 (cause 12, User-Initiated Abort)',
      ' frames   13',
      ' time     2025-11-21 19:15:03.302000 UTC',
      ' profile  linux@6.1 · rule a-rule · subscribed by sctp_association_event',
    ]);
  });

  test('a run opens and closes under the cursor', () => {
    const player = new Player(both()).press('enter', 'j', 'j', 'j', 'j');
    expect(body(player)).toHaveLength(8);
    player.press('space');
    expect(body(player).slice(4, 8)).toEqual(
      drawn(`
        ▌    5   0.100000                      │─ DATA 1001 ───────────────>│
             6   0.100200                      │<─────────────── SACK 1001 ─│
             7   0.200000                      │─ DATA 1002 ───────────────>│
             8   0.200100                      │─ DATA 1003 ───────────────>│
      `).split('\n'),
    );
    expect(body(player.press('j', 'j', 'space'))[4]).toBe('▌    5   0.100000                      ┊  DATA SACK 6> <2, 1 again  ┊');
  });

  test('f opens all runs, and the cursor stays on its packet', () => {
    const player = new Player(both(), 80, 40).press('enter', 'a', 'f');
    expect(body(player)).toHaveLength(15);
    expect(body(player).find((row) => row.startsWith('▌'))).toContain('ABORT 12');
    expect(body(player.press('f'))).toHaveLength(8);
  });

  test('r finds a retransmission inside a run, 12G a frame', () => {
    for (const keys of [['r'], ['1', '2', 'G'], [':', ...'frame 12', 'enter'].map((key) => (key === ' ' ? 'space' : key))]) {
      expect(body(new Player(both()).press('enter', ...keys)).find((row) => row.startsWith('▌'))).toContain(
        '12   1.301000                      │─ again: DATA 1004 ─',
      );
    }
  });

  test('a time-out is a pause in the ladder; several addresses fold where there is no room', () => {
    expect(body(new Player(both(), 80, 24, ASCII).press('j', 'enter'))).toEqual(
      drawn(`
        >   14   0.000000                    |- INIT ---------------------->|
            15   0.001000                    |<------------------ INIT-ACK -|
            16   0.002000                    |- COOKIE-ECHO --------------->|
            17   0.003000                    |<---------------- COOKIE-ACK -|
            18   1.000000                    :   HEARTBEAT 2> <2, 3.00 ms   :
            22   2.000000                    |- DATA 7 -------------------->|
                 3.500000 + ADDR_UNREACHABLE .    time-out, 1.50 s later    .
            23   5.000000                    |- again: DATA 7 ------------->|
            24   5.001000       * SENDER_DRY |<-------------------- SACK 7 -|
      `).split('\n'),
    );
  });

  test('with room, a column for each address', () => {
    const player = new Player(both(), 120, 24).press('j', 'enter');
    expect(player.screen().split('\n').slice(1, 11)).toEqual(
      drawn(`
         frame       time   application told 10.1.0.1            10.2.0.1               10.1.0.2             10.2.0.2 is told
        ▌   14   0.000000                    │─ INIT ──────────────────────────────────────>│                       │
            15   0.001000                    │<────────────────────────────────── INIT-ACK ─│                       │
            16   0.002000                    │─ COOKIE-ECHO ───────────────────────────────>│                       │
            17   0.003000                    │<──────────────────────────────── COOKIE-ACK ─│                       │
            18   1.000000                    ┊                       HEARTBEAT 2> <2, 3.00 ms                       ┊
            22   2.000000                    │─ DATA 7 ────────────────────────────────────>│                       │
                 3.500000 ◐ ADDR_UNREACHABLE ┆                        time-out, 1.50 s later                        ┆
            23   5.000000                    │                       │─ again: DATA 7 ─────────────────────────────>│
            24   5.001000       ● SENDER_DRY │                       │<──────────────────────────────────── SACK 7 ─│
      `).split('\n'),
    );
    expect(player.press('s').screen().split('\n')[1]).toContain('10.1.0.1:5001 +1');
  });

  test('a filter leaves the packets and notifications that match', () => {
    expect(body(new Player(both()).press('enter', '/', ...'lost', 'enter'))).toEqual([
      '▌   13   1.302000          ● COMM_LOST │<──────────────── ABORT 12 ─│',
    ]);
  });

  test.each([
    ['chunk == ABORT', ['  13 ']],
    ['chunk == ABORT or frame in 1..2', ['   1 ', '   2 ', '  13 ']],
    ['notification == COMM_LOST and source == 10.1.0.2', ['  13 ']],
    ['sctp.srcport == 5002 and time < 1763752502.001', ['   2 ', '   4 ']],
    ['association == 2', []],
    ['outcome == aborted and certainty == possible', ['  13 ']],
  ])('the filter %s leaves frames %j', (filter, frames) => {
    const rows = body(new Player(both()).press('enter', 'f', '/', ...typed(filter), 'enter'));
    expect(rows.map((row) => row.slice(2, 7)).filter((frame) => frame.trim() !== '')).toEqual(frames);
  });

  test('many notifications of one name at one packet fold', () => {
    const failed = { sn_type: 'SCTP_SEND_FAILED', ssf_flags_name: 'SCTP_DATA_SENT', ssf_info: { sinfo_stream: 0, sinfo_ppid: 0 } } as const;
    const model = new FixtureModel([
      { ...ABORTED, told: Array.from({ length: 40 }, () => ({ endpoint: 0 as const, frame: 13, body: failed })) },
    ]);
    const player = new Player(model, 80, 90).press('enter', 'n');
    expect(body(player).at(-1)).toContain('● SEND_FAILED SENT x40 │');
    expect(body(player.press('space'))).toHaveLength(5 + 40);
  });

  test('the time column goes from start to time of day to delta', () => {
    const player = new Player(both()).press('enter', 't');
    expect(body(player)[1]).toContain(' 19:15:02.000200 ');
    expect(body(player.press('t'))[1]).toContain(' +0.000200 ');
  });
});

describe('notifications of an endpoint', () => {
  test('in order, with the one under the cursor in full', () => {
    expect(new Player(both()).press('e', 'j').screen()).toBe(
      drawn(`
         fixture.pcap › association 1 › 10.1.0.1:5001 is told
            #       time   notification        fields                              frame
            1   0.000600 ● COMM_UP             streams out 10 in 10                    4
        ▌   2   1.302000 ● COMM_LOST           cause 12 (User-Initiated Abort)        13
            3   1.302000 ● SEND_FAILED SENT    tsn 1004 stream 3 ppid 46              13
            4   1.302000 ○ SEND_FAILED UNSENT  stream 3 ppid 46                       13





        ── 2 of 4 to 10.1.0.1:5001 ─────────────────────────────────────────────────────
         ● certain SCTP_ASSOC_CHANGE to 10.1.0.1:5001
         why      the ABORT in frame 13 ended the association
         sac_state = SCTP_COMM_LOST  sac_error = 3072 (cause 12, User-Initiated Abort)
         frames   13
         time     2025-11-21 19:15:03.302000 UTC
         profile  linux@6.1 · rule a-rule · subscribed by sctp_association_event





         Enter open  Tab other endpoint  t time  / filter  ! problems  ? help  q back
      `),
    );
  });

  test('Tab shows the other endpoint, Enter the packet in the ladder', () => {
    const player = new Player(both()).press('e', 'tab');
    expect(body(player)).toEqual(['▌   1   0.000400 ◐ COMM_UP                                                     3']);
    player.press('enter');
    expect(currentScreen(player.store.get())).toMatchObject({ view: 'ladder', association: 1, focus: 1 });
    expect(body(player).find((row) => row.startsWith('▌'))).toContain('COOKIE-ECHO');
  });
});

describe('packet', () => {
  test('at 80x24: fields above, their bytes below, marked without colour', () => {
    const player = new Player(both()).press('enter', 'a', 'enter', 'j', 'j');
    expect(body(player)).toEqual(
      ['  Source Port Number  5001', '▌  Verification Tag  0x00001001', ' ABORT  ABORT 12', '   Chunk Length  20']
        .map((row, index) => (index === 0 ? ` ${row}` : row))
        .toSpliced(0, 0, ' Common header'),
    );
    expect(detail(player).slice(0, 2)).toEqual([
      '── bytes 4 to 7 of the SCTP packet ─────────────────────────────────────────────',
      '0000  00 07 0e 15[1c 23 2a 31]38 3f 46 4d 54 5b 62 69 .....#*18?FMT[bi',
    ]);
  });

  test('side by side at 120 columns', () => {
    expect(body(new Player(both(), 120, 20).press('enter', 'a', 'enter', 'j', 'j'))[2]).toMatch(/^▌ {2}Verification Tag {2}0x00001001 +│$/);
  });

  test('n and p go through the association and stop at its ends', () => {
    const player = new Player(both()).press('enter', 'enter', 'n');
    expect(player.screen()).toContain('association 1 › frame 2');
    expect(footer(player.press('p', 'p'))).toBe(' this is the first packet of the association');
  });
});

describe('problems, statistics, help', () => {
  test('Enter on a problem shows its packet', () => {
    const player = new Player(both()).press('!');
    expect(body(player)).toEqual(['▌      9   0.200300     1 warning SACK with verification tag 0x0000dead belongs…']);
    expect(body(player.press('enter')).find((row) => row.startsWith('▌'))).toContain('SACK 1003');
  });

  test('statistics count chunks and notifications', () => {
    const text = new Player(both(), 80, 60).press('i').screen();
    expect(text).toMatch(/SCTP packets +24\n/);
    expect(text).toMatch(/ DATA +8 {2}█{30}\n/);
    expect(text).toMatch(/Every endpoint together is told\n +COMM_UP +2\n/);
    expect(new Player(both(), 80, 80).press('enter', 'i').screen()).toMatch(/10\.1\.0\.2:5002 is told\n +COMM_UP +1\n/);
  });

  test('those of an association begin with its summary: windows, TSNs, paths', () => {
    const screen = new Player(both(), 80, 30).press('enter', 'i').screen();
    expect(screen).toContain(
      drawn(`
           extensions               PR-SCTP AUTH
           streams                  out 10, in 10
           window                   106496 to 512 bytes
           TSNs                     1001 to 1005
           acknowledged up to       1003
           DATA chunks              8
           user data                1000 bytes
           sent again               0
           path to 10.1.0.2         active, round trip 300 us (200 us to 400 us, 3
                                    times), 1 sent again
      `)
        .split('\n')
        .map((row) => `   ${row}`)
        .join('\n'),
    );
  });

  test('what does not find room below the line says so, and has it with \\', () => {
    const player = new Player(both(), 80, 18).press('enter', 'n');
    expect(player.screen()).toMatch(/^── notification · row \d+ of \d+ · \\ shows more ─/m);
    expect(player.screen()).not.toContain(' profile ');
    expect(player.press('\\').screen()).toContain(' profile  linux@6.1');
    expect(player.screen()).not.toContain('shows more');
    expect(player.misfits()).toEqual([]);
    expect(player.press('\\').screen()).toContain('shows more');
  });

  test('text that is read moves with the keys, and stops at its end', () => {
    const player = new Player(both()).press('enter', 'i', 'j');
    expect(body(player)[0]).toMatch(/^ +how it ended/);
    const end = player.press('G').screen();
    expect(end).toContain('● 0 certain   ◐ 1 likely');
    expect(player.press('j').screen()).toBe(end);
    expect(player.press('k').screen()).not.toBe(end);
  });

  test('help is of the view it was asked in', () => {
    const player = new Player(both()).press('enter', '?');
    expect(player.screen()).toContain('help: ladder');
    expect(player.screen()).toContain(binding('nextNotification').help);
  });

  test('commands can be typed', () => {
    const player = new Player(both());
    expect(player.press(':', ...'theme', 'space', ...'light', 'enter').store.get().theme).toBe('light');
    expect(footer(player.press(':', ...'nonsense', 'enter'))).toContain("there is no command 'nonsense'");
    expect(player.press(':', ...'statistics', 'enter').screen()).toContain('statistics of the whole capture');
    expect(player.press(':', ...'q', 'enter').store.get().ended).toBe(true);
  });
});

describe('sizes', () => {
  test('below 60x15 it says what it wants', () => {
    for (const [columns, rows] of [
      [59, 24],
      [80, 14],
      [10, 2],
      [1, 1],
    ] as const) {
      expect(new Player(both(), columns, rows).press('enter', 'n', 'G').misfits()).toEqual([]);
    }
    expect(new Player(both(), 59, 15).screen()).toBe(['59x15 is too small:', 'sctpscope wants 60x15.', 'q leaves'].join('\n'));
  });

  const KEYS = [...new Set(COMMANDS.flatMap((command) => [...binding(command).keys]))].filter((key) => key !== 'ctrl-c');

  test('whatever is pressed at whatever size, every line fits', () => {
    const press = fc.record({
      key: fc.constantFrom(...KEYS, '1', '7', 'x'),
      columns: fc.integer({ min: 60, max: 300 }),
      rows: fc.integer({ min: 15, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 25 }), fc.boolean(), (presses, ascii) => {
        const player = ascii ? new Player(both(), 80, 24, ASCII) : new Player(both());
        for (const { key, columns, rows } of presses) {
          player.press(key).resize(columns, rows);
          expect(player.misfits()).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with ASCII wanted nothing else is on the screen', () => {
    const player = new Player(both(), 100, 40, ASCII);
    for (const keys of [[], ['enter'], ['n'], ['enter'], ['q', 'q', '!'], ['q', 'i'], ['q', '?']])
      expect(player.press(...keys).screen()).toMatch(/^[\x20-\x7e\n]*$/);
  });
});
