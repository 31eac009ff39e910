/** The interface on a live capture, at a real terminal. */
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { CLI, withNetwork } from '../helper/live-run.js';
import { replay } from '../helper/network.js';
import { SAMPLES } from '../helper/samples.js';
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
});
