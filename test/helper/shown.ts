/** Screens and outputs that documents show: each in a block under a comment that says how it is made. UPDATE_README=1 draws them anew. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { comparedSettings, compareWithLogs } from '../../src/cli/expectation.js';
import { readLogs } from '../../src/cli/log-options.js';
import { main } from '../../src/cli/main.js';
import type { Expectation } from '../../src/compare/comparison-input.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { Player } from '../tui/picture.js';
import { fakeSurroundings } from './surroundings.js';

/** `<!-- screen FILE [--app-log LOG]: keys -->` or `<!-- output: arguments -->`, and the block. */
const SHOWN = /(<!-- (screen|output)(?: ([^:]*))?: (.*) -->\n```text\n)([\s\S]*?)(```\n)/g;

/** The document with every block as the program draws it now, and how many there are. */
export async function drawnAnew(document: string): Promise<{ text: string; blocks: number }> {
  const blocks = [...document.matchAll(SHOWN)];
  let text = document;
  for (const [whole, head, what, of = '', rest = '', , tail] of blocks) {
    const shown = what === 'screen' ? await screen(of, rest) : await output(rest);
    text = text.replace(whole, () => `${head}${shown}${tail}`);
  }
  return { text, blocks: blocks.length };
}

/** The interface on a capture at 80x24, after some keys. */
async function screen(of: string, keys: string): Promise<string> {
  const [file = '', ...options] = of.split(' ');
  const logs = await readLogs({ 'app-log': options.filter((word) => word !== '--app-log') }, DEFAULT_SETTINGS, fakeSurroundings());
  const compare = (expected: Expectation) => compareWithLogs(expected, DEFAULT_SETTINGS, logs, []);
  const session = new CaptureSession(await openCapture([file]), comparedSettings(DEFAULT_SETTINGS, logs), {
    ...(logs.length > 0 && { compare }),
  });
  await session.run();
  const player = new Player(session);
  for (const key of keys.split(' ').filter(Boolean)) {
    player.press(key);
    for (let tries = 0; tries < 200 && player.screen().includes('being told again'); tries++) await sleep(10);
  }
  const shown = player.screen();
  session.close();
  return `${shown}\n`;
}

async function output(command: string): Promise<string> {
  const surroundings = fakeSurroundings();
  await main(command.split(' '), surroundings);
  return `${surroundings.output().trimEnd()}\n`;
}
