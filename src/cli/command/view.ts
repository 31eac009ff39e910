/** `sctpscope FILE`: the terminal interface; what analyze prints where standard output is no terminal. */
import { openCapture } from '../../capture/open-capture.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { SCREEN_OPTIONS, screenSettings, showCapture } from '../screen.js';
import { ANALYSIS_OPTIONS, analysisSettings } from '../settings.js';
import { analyze } from './analyze.js';

export const view: Command = {
  name: 'view',
  operands: 'FILE...',
  summary: 'the terminal interface; also without its name: sctpscope FILE',
  description:
    'Opens a capture (pcap, pcapng, gzip; - is standard input) in the terminal: associations, ladders with the notifications of both endpoints, packets.\n' +
    'Where standard output is not a terminal, prints what analyze prints.',
  options: [...SCREEN_OPTIONS, ...ANALYSIS_OPTIONS],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (operands.length === 0) throw new UsageError('give a capture file (or - for standard input)');
  const { stdout } = surroundings;
  if (!stdout.isTTY) return analyze.run(operands, options, surroundings);
  const settings = analysisSettings(options);
  const screen = screenSettings(options, surroundings, operands.includes('-'));
  const source = await openCapture(operands);
  await showCapture({ source, paths: operands, settings }, screen);
  // A pipe that is still being written must not keep the program.
  if (screen.keyboard !== process.stdin) process.stdin.destroy();
  return 0;
}
