/** `sctpscope FILE`: the terminal interface; what analyze prints where standard output is no terminal. */
import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { openCapture } from '../../capture/open-capture.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { ANALYSIS_OPTIONS, analysisSettings } from '../settings.js';
import { analyze } from './analyze.js';

const THEMES = ['dark', 'light', 'none'] as const;
type Theme = (typeof THEMES)[number];

export const view: Command = {
  name: 'view',
  operands: 'FILE...',
  summary: 'the terminal interface; also without its name: sctpscope FILE',
  description:
    'Opens a capture (pcap, pcapng, gzip; - is standard input) in the terminal: associations, ladders with the notifications of both endpoints, packets.\n' +
    'Where standard output is not a terminal, prints what analyze prints.',
  options: [
    { name: '--ascii', help: 'draw with ASCII only' },
    { name: '--theme', value: THEMES.join('|'), help: 'colours for a dark (default) or light background, or none' },
    { name: '--no-color', help: 'no colours, as with NO_COLOR in the environment' },
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (operands.length === 0) throw new UsageError('give a capture file (or - for standard input)');
  const { stdout } = surroundings;
  if (!stdout.isTTY) return analyze.run(operands, options, surroundings);
  const theme = themeOf(options, surroundings);
  const settings = analysisSettings(options);
  const keyboard = operands.includes('-') || !process.stdin.isTTY ? controllingTerminal() : process.stdin;
  const source = await openCapture(operands);
  // React reads this when it is loaded: its checks for developers cost time at every key.
  process.env['NODE_ENV'] ??= 'production';
  const { openInterface } = await import('../../tui/open-interface.js');
  await openInterface({ source, paths: operands, settings, keyboard, screen: process.stdout, theme, ascii: options['ascii'] === true });
  // A pipe that is still being written must not keep the program.
  if (keyboard !== process.stdin) process.stdin.destroy();
  keyboard.destroy();
  return 0;
}

function themeOf(options: OptionValues, { color }: Surroundings): Theme {
  const wanted = options['theme'] ?? 'dark';
  const theme = THEMES.find((name) => name === wanted);
  if (theme === undefined) throw new UsageError(`--theme ${String(wanted)}: known are ${THEMES.join(', ')}`);
  return color && options['no-color'] !== true ? theme : 'none';
}

/** Where keys come from while standard input is the capture. */
function controllingTerminal(): ReadStream {
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch {
    throw new UsageError('there is no terminal to take keys from; sctpscope analyze prints without one');
  }
}
