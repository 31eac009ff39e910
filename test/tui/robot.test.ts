/** A robot at a real terminal: opens samples, walks the screens, resizes, leaves, and looks whether the terminal is as it was. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { SAMPLES } from '../helper/samples.js';
import { HAS_TMUX, TmuxTerminal } from '../helper/tmux.js';

const PROGRAM = `${process.execPath} ${join(process.cwd(), 'build/src/cli.js')}`;
const SAMPLE = join(SAMPLES, 'lost-messages.pcap');

const open: TmuxTerminal[] = [];

jest.setTimeout(120_000);

afterEach(() => {
  for (const terminal of open.splice(0)) terminal.hangUp();
});

function terminalOf(columns = 80, rows = 24): TmuxTerminal {
  const terminal = new TmuxTerminal(columns, rows);
  open.push(terminal);
  return terminal;
}

async function opened(options = '', columns = 80, rows = 24): Promise<TmuxTerminal> {
  const terminal = terminalOf(columns, rows);
  await terminal.run(`${PROGRAM} ${options} ${SAMPLE}`);
  await terminal.shows('aborted by right');
  return terminal;
}

/** The terminal is as it was: main screen, cursor, wrapping; lines, echo and signals. */
async function expectSane(terminal: TmuxTerminal): Promise<void> {
  await terminal.run('echo "modes:" $(stty -a | grep -oE "[-]?(icanon|echo|isig|opost)\\b")');
  const screen = await terminal.shows(/^modes: .+$/m);
  expect(/^modes: (.+)$/m.exec(screen)?.[1]?.split(' ').toSorted()).toEqual(['echo', 'icanon', 'isig', 'opost']);
  expect([terminal.state('alternate_on'), terminal.state('cursor_flag'), terminal.state('wrap_flag')]).toEqual(['0', '1', '1']);
}

/** The process that the shell in the window runs. */
function programOf(terminal: TmuxTerminal): number {
  return Number(execFileSync('pgrep', ['-P', terminal.state('pane_pid')], { encoding: 'utf8' }).trim());
}

/** Waits for the shell and asks it how the program ended. */
async function exitStatus(terminal: TmuxTerminal): Promise<number> {
  await terminal.run('echo "ended with $?."');
  const screen = await terminal.shows(/^ended with \d+\./m);
  return Number(/^ended with (\d+)\./m.exec(screen)?.[1]);
}

(HAS_TMUX ? describe : describe.skip)(
  HAS_TMUX ? 'a robot at a terminal' : 'a robot at a terminal (left out: there is no tmux; apt-get install tmux)',
  () => {
    test('finds why the messages were lost in seven keys, at 80x24', async () => {
      const terminal = await opened();
      expect(terminal.state('alternate_on')).toBe('1');
      terminal.press('Enter');
      await terminal.shows('INIT-ACK');
      terminal.press('a');
      expect(await terminal.shows(/▌ +21 .*ABORT/)).toContain('SEND_FAILED SENT');
      terminal.press('e');
      await terminal.shows('is told');
      terminal.press('j', 'j', 'j');
      const screen = await terminal.shows('ssf_flags_name = SCTP_DATA_SENT');
      expect(screen).toContain('ABORT (cause 12, User-Initiated Abort) in frame 21');
      terminal.press('q', 'q', 'q');
      await terminal.shows('Leave?');
      terminal.press('q');
      expect(await exitStatus(terminal)).toBe(0);
      await expectSane(terminal);
    });

    test('walks every screen and follows the window’s size', async () => {
      const terminal = await opened();
      for (const [columns, rows] of [
        [120, 40],
        [60, 15],
        [200, 50],
        [80, 24],
      ] as const) {
        terminal.resize(columns, rows);
        await terminal.shows(/how it ended[\s\S]*q leave$/);
        const steps: [key: string, shows: RegExp][] = [
          ['Enter', /INIT-ACK/],
          ['n', /notification ·/],
          ['x', /as bytes$/m],
          ['q', /notification ·/],
          ['v', /sent again/],
          ['q', /notification ·/],
          ['P', /another stack$/m],
          ['q', /notification ·/],
          ['c', /verdict/],
          ['c', /notification ·/],
          ['Enter', /1 of 4 to 10\.1\.0\.2:6010/],
          ['Tab', /1 of 6 to 10\.1\.0\.1:5001/],
          ['q', /association 1$/m],
          ['g', /▌ +1 /],
          ['Enter', /frame 1$/m],
          ['q', /INIT-ACK/],
          ['!', /problems$/m],
          ['!', /INIT-ACK/],
          ['i', /statistics of association 1$/m],
          ['i', /INIT-ACK/],
          ['=', /frame 1 is held/],
          ['j', /= beside frame 1/],
          ['=', /frame 1 beside frame 2$/m],
          ['n', /▌≠/],
          ['f', /▌≠ Frame/],
          ['q', /INIT-ACK/],
          ['\\', /INIT-ACK/],
          ['\\', /INIT-ACK/],
          ['?', /help: ladder$/m],
          ['?', /INIT-ACK/],
          ['q', /how it ended/],
        ];
        for (const [key, shows] of steps) {
          terminal.press(key);
          await terminal.shows(shows);
        }
      }
      terminal.resize(50, 10);
      await terminal.shows('50x10 is too small');
      terminal.press('C-c');
      expect(await exitStatus(terminal)).toBe(0);
    });

    test('a filter and a command are typed', async () => {
      const terminal = await opened();
      terminal.press('/', 'n', 'o', 'n', 'e', 'Enter');
      await terminal.shows('nothing matches the filter');
      terminal.press('/', 'C-u', 'Enter');
      await terminal.shows('aborted by right');
      terminal.press('Enter', ':', 'f', 'r', 'a', 'm', 'e', 'Space', '2', '0', 'Enter');
      await terminal.shows(/▌ +20 .*HEARTBEAT-ACK/);
      terminal.press(':', 'q', 'Enter');
      expect(await exitStatus(terminal)).toBe(0);
    });

    test('the application’s log beside what it was told, another stack, and what is shown saved', async () => {
      const terminal = await opened(`--app-log ${join(SAMPLES, 'lost-messages.a.ndjson')}`);
      await terminal.shows('no difference, 14 as told');
      terminal.press('c');
      expect(await terminal.shows('comparison with the logs')).toMatch(/✓ as told .*COMM_LOST/);
      terminal.press('q', 'P');
      await terminal.shows(/If 10\.1\.0\.1:5001 were usrsctp: .*changed/);
      terminal.press('q', 'Enter', 'w', 'C-u');
      const folder = mkdtempSync(join(tmpdir(), 'robot-'));
      try {
        const path = join(folder, 'saved.txt');
        for (let times = 0; times < 2; times++) {
          await terminal.shows(/save as .*:$/m);
          terminal.press(path, 'Enter');
          if (times === 0) await terminal.shows(/wrote \d+ notifications of association 1/);
          terminal.press(...(times === 0 ? ['w', 'C-u'] : []));
        }
        await terminal.shows('is there already');
        terminal.press('n');
        await terminal.shows('not saved');
        expect(readFileSync(path, 'utf8')).toMatch(/INIT-ACK[\s\S]*Association 1: /);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    test('what only the log has is seen in the ladder, at its time', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'robot-'));
      try {
        const log = readFileSync(join(SAMPLES, 'lost-messages.a.ndjson'), 'utf8').trimEnd().split('\n');
        const { time } = JSON.parse(log.at(-1) ?? '') as { time: number };
        const told = { time, event: 'notification', sn_type: 'SCTP_SHUTDOWN_EVENT', sn_flags: 0, sn_length: 12, sn_assoc_id: 5 };
        const path = join(folder, 'a.ndjson');
        writeFileSync(path, `${[...log, JSON.stringify(told)].join('\n')}\n`);
        const terminal = await opened(`--app-log ${path}`);
        await terminal.shows('1 difference, 14 as told');
        terminal.press('Enter', 'd');
        expect(await terminal.shows(/▌ .*‼ SHUTDOWN_EVENT/)).toContain('and nothing in the capture raised it');
        terminal.press('Enter');
        await terminal.shows(/▌‼ not told/);
        terminal.press('C-c');
        expect(await exitStatus(terminal)).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    test('ASCII only where that is wanted', async () => {
      const terminal = await opened('--ascii');
      terminal.press('Enter');
      expect(await terminal.shows('INIT-ACK')).toMatch(/^[\x20-\x7e\n]*$/);
    });

    test('goes to the shell and comes back', async () => {
      const terminal = await opened();
      terminal.press('Enter');
      await terminal.shows('INIT-ACK');
      terminal.press('C-z');
      await terminal.shows(/Stopped/);
      expect([terminal.state('alternate_on'), terminal.state('cursor_flag')]).toEqual(['0', '1']);
      await terminal.run('fg');
      await terminal.shows('INIT-ACK');
      terminal.press('j');
      await terminal.shows(/▌ +2 /);
      terminal.press('C-c');
      expect(await exitStatus(terminal)).toBe(0);
      await expectSane(terminal);
    });

    test('draws again what another program has overwritten', async () => {
      const terminal = await opened();
      execFileSync('sh', ['-c', `printf '\\033[2J\\033[Hrubbish' > "${terminal.state('pane_tty')}"`]);
      await terminal.shows('rubbish');
      terminal.press('C-l');
      expect(await terminal.shows('aborted by right')).not.toContain('rubbish');
    });

    test.each([
      ['TERM', 15],
      ['HUP', 1],
      ['INT', 2],
    ])('SIG%s gives the terminal back', async (signal, number) => {
      const terminal = await opened();
      process.kill(programOf(terminal), `SIG${signal}`);
      expect(await exitStatus(terminal)).toBe(128 + number);
      await expectSane(terminal);
    });

    test('a crash gives the terminal back, and its message is seen there', async () => {
      const terminal = terminalOf();
      const crash = 'data:text/javascript,process.on(`SIGUSR2`,()=>{throw%20new%20Error(`made%20to%20crash`)})';
      await terminal.run(`${process.execPath} --import '${crash}' ${join(process.cwd(), 'build/src/cli.js')} ${SAMPLE}`);
      await terminal.shows('aborted by right');
      process.kill(programOf(terminal), 'SIGUSR2');
      await terminal.shows('Error: made to crash');
      expect(await exitStatus(terminal)).not.toBe(0);
      await expectSane(terminal);
    });

    test('a capture on standard input leaves the keyboard usable and no file behind', async () => {
      const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sctpscope-'));
      const before = spools();
      const terminal = terminalOf();
      await terminal.run(`(cat ${SAMPLE}; sleep 1000) | ${PROGRAM} -`);
      await terminal.shows('COMM_UP');
      terminal.press('Enter', 'G');
      await terminal.shows(/▌.*SEND_FAILED|▌ +21/);
      terminal.press('C-c');
      for (let tries = 0; tries < 100 && terminal.state('alternate_on') === '1'; tries++) await sleep(50);
      // The program has ended while its input goes on; this ends that too.
      terminal.press('C-c');
      await expectSane(terminal);
      expect(spools()).toEqual(before);
    });

    test('a window that goes away takes the program with it', async () => {
      const terminal = await opened();
      const pid = programOf(terminal);
      terminal.hangUp();
      for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(50);
      expect(isAlive(pid)).toBe(false);
    });
  },
);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
