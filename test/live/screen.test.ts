/** The interface on a live capture, at a real terminal. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { CLI, withNetwork } from '../helper/live-run.js';
import { replay } from '../helper/network.js';
import { SAMPLES, sampleText } from '../helper/samples.js';
import { HAS_TMUX, TmuxTerminal } from '../helper/tmux.js';

let terminal: TmuxTerminal | undefined;
afterEach(() => terminal?.hangUp());

withNetwork('the interface on a live capture', (run) => {
  (HAS_TMUX ? test : test.skip)(
    'follows the traffic, and leaves nothing behind',
    async () => {
      const { here, interface: device } = run.network;
      terminal = new TmuxTerminal(100, 28);
      await terminal.run(`ip netns exec ${here} ${process.execPath} ${CLI} live ${device}; echo "ended with $?."`);
      await terminal.shows(/reading\s+0 packets/);
      await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
      // The last notification is settled by silence.
      await terminal.shows(/(is told COMM_UP · .*COMM_LOST\s[\s\S]*){2}/);
      terminal.press('Enter');
      await terminal.shows(/ABORT User-Initiated Abort .*COMM_LOST/);
      terminal.press('!');
      await terminal.shows(`capturing on ${device} with`);
      terminal.press('C-c');
      const screen = await terminal.shows('ended with 0.');
      expect(screen).toContain('sctpscope: 9 frames captured; 0 dropped by');
      expect(run.network.processes()).toEqual([]);
    },
    60_000,
  );

  (HAS_TMUX ? test : test.skip)(
    'shows what is pending in the ladder',
    async () => {
      const { here, interface: device } = run.network;
      terminal = new TmuxTerminal(100, 28);
      await terminal.run(`ip netns exec ${here} ${process.execPath} ${CLI} live ${device}`);
      await terminal.shows(/reading\s+0 packets/);
      // A SHUTDOWN that is not answered.
      await replay(run.network, [join(SAMPLES, 'shutdown.pcap')], '--limit', '17');
      await terminal.shows('SHUTDOWN pending');
      terminal.press('Enter', 'G');
      expect(await terminal.shows(/▌ .*… ○ SHUTDOWN │ +not settled yet +│/)).toContain('nothing has settled it yet');
      terminal.press('C-c');
    },
    60_000,
  );

  (HAS_TMUX ? test : test.skip)(
    'what a log lacks stands on its screen while both grow',
    async () => {
      const { here, interface: device } = run.network;
      const folder = mkdtempSync(join(tmpdir(), 'screen-log-'));
      const log = join(folder, 'b.ndjson');
      writeFileSync(log, '');
      terminal = new TmuxTerminal(100, 28);
      const options = `--app-log 10.1.0.2=${log} --grace 1`;
      await terminal.run(`ip netns exec ${here} ${process.execPath} ${CLI} live ${device} ${options}; echo "ended with $?."`);
      await terminal.shows(/reading\s+0 packets/);
      // It subscribes, and is told nothing.
      const now = Date.now() / 1000;
      const calls = sampleText('abort-by-peer.b.ndjson')
        .split('\n')
        .filter((line) => /"call":"(?:socket|setsockopt|bind|listen)"/.test(line));
      appendFileSync(log, calls.map((line) => `${line.replace(/"time":[\d.]+/, `"time":${now}`)}\n`).join(''));
      await replay(run.network, [join(SAMPLES, 'abort-by-peer.pcap')]);
      await terminal.shows(/(is told COMM_UP · .*COMM_LOST\s[\s\S]*){2}/);
      terminal.press('c');
      await terminal.shows(/not logged .*COMM_UP[\s\S]*not logged .*COMM_LOST/);
      terminal.press('Enter');
      await terminal.shows(/▌ .*✗ ◐ COMM_UP/);
      terminal.press('C-c');
      await terminal.shows('ended with 1.');
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});
