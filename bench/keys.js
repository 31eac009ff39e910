// Processor time that a key waits for, at most, while a capture is read: everything between two turns of the event loop, with keys pressed at a list and at a ladder.
// Processor time and not the clock's, so that other work on the machine does not count.
//
//     node bench/keys.js [PACKETS]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { makeCapture } from './make-capture.js';

process.env['NODE_ENV'] = 'production';
const { render } = await import('ink');
const { createElement } = await import('react');
const { DEFAULT_SETTINGS } = await import('../dist/analysis/analysis.js');
const { openCapture } = await import('../dist/capture/open-capture.js');
const { App } = await import('../dist/tui/app.js');
const { ScreenPainter } = await import('../dist/tui/screen-painter.js');
const { CaptureSession } = await import('../dist/tui/session/capture-session.js');
const { Store } = await import('../dist/tui/store.js');
const { INK_OPTIONS } = await import('../dist/tui/terminal-interface.js');
const { UNICODE } = await import('../dist/tui/text/glyphs.js');
const { Derived } = await import('../dist/tui/view/derived.js');
const { initialState } = await import('../dist/tui/view-state.js');

const SIZES = [
  [80, 24],
  [200, 60],
  [300, 100],
];
const SCREENS = { list: '', ladder: '\r' };
const MOVEMENTS = ['j', 'j', 'G', 'k', 'g', '\u001b[6~', 'j'];
/** Turns of the event loop between two keys. */
const PAUSE = 10;

/** A keyboard and a terminal that takes everything at once. */
function shown(session, columns, rows) {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
  });
  const painter = new ScreenPainter({ columns, rows, write: () => true });
  painter.enter();
  const store = new Store(initialState(columns, rows, 'dark'));
  const terminal = { redraw: () => undefined, suspend: () => undefined, copy: () => undefined };
  const app = render(createElement(App, { store, model: session, derived: new Derived(), glyphs: UNICODE, terminal }), {
    ...INK_OPTIONS,
    stdout: painter,
    stdin,
  });
  return { stdin, close: () => app.unmount() };
}

/** Milliseconds of processor time of each turn, ascending. */
async function turns(path, columns, rows, opening) {
  const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
  const { stdin, close } = shown(session, columns, rows);
  let reading = true;
  const read = session.run().then(() => {
    reading = false;
  });
  const spent = [];
  let keys = 0;
  for (let turn = 0; reading; turn++) {
    if (session.associations.length > 0 && turn % PAUSE === 0) {
      stdin.write(keys < opening.length ? opening[keys] : MOVEMENTS[keys % MOVEMENTS.length]);
      keys++;
    }
    const before = process.cpuUsage();
    await nextTurn();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  await read;
  close();
  session.close();
  return { keys, spent: spent.sort((a, b) => a - b) };
}

const packets = Number(process.argv[2] ?? 1_000_000);
if (!existsSync('dist/cli.js')) throw new Error('npm run build first');
const folder = mkdtempSync(join(tmpdir(), 'sctpscope-keys-'));
try {
  const path = join(folder, 'keys.pcap');
  makeCapture(path, packets);
  console.log(`keys while ${packets.toLocaleString('en-US')} packets are read: processor time between two turns, milliseconds`);
  for (const [columns, rows] of SIZES) {
    for (const [screen, opening] of Object.entries(SCREENS)) {
      const { keys, spent } = await turns(path, columns, rows, opening);
      const part = (share) => spent[Math.min(spent.length - 1, Math.floor(spent.length * share))].toFixed(1).padStart(6);
      console.log(
        `${`${columns}x${rows} ${screen}`.padEnd(16)} keys ${String(keys).padStart(4)}  p90 ${part(0.9)}  p99 ${part(0.99)}  p99.9 ${part(0.999)}  most ${part(1)}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
