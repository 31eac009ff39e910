/** `sctpscope FILE`: the terminal interface; what analyze prints where standard output is no terminal. */
import type { Expectation } from '../../compare/comparison-input.js';
import { captureFiles } from '../capture-files.js';
import type { Command, OptionValues, Surroundings } from '../command.js';
import { comparedSettings, compareWithLogs } from '../expectation.js';
import { FILTER_OPTION, filterOption } from '../filter-option.js';
import { INPUT_OPTIONS, inputFiles } from '../input-option.js';
import { settleClocks } from '../log-clocks.js';
import { LOG_OPTIONS, readLogs, readSnapshots } from '../log-options.js';
import { SCREEN_OPTIONS, screenSettings, showCapture } from '../screen.js';
import { ANALYSIS_OPTIONS, analysisSettings, list } from '../settings.js';
import { analyze } from './analyze.js';

export const view: Command = {
  name: 'view',
  operands: 'FILE...',
  summary: 'the terminal interface; also without its name: sctpscope FILE',
  description:
    'Opens a capture (pcap, pcapng, gzip, zstd; - is standard input) in the terminal: associations, ladders with the notifications of both endpoints, packets.\n' +
    'With --app-log it shows beside them what the applications logged.\n' +
    'Where standard output is not a terminal, prints what analyze prints.',
  options: [...SCREEN_OPTIONS, FILTER_OPTION, ...INPUT_OPTIONS, ...LOG_OPTIONS, ...ANALYSIS_OPTIONS],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  if (!stdout.isTTY) return analyze.run(operands, options, surroundings);
  const files = inputFiles('view', operands, options);
  const settings = analysisSettings(options);
  const filter = filterOption(options) === undefined ? '' : String(options['filter']);
  const logs = await readLogs(options, settings, surroundings);
  const snapshot = await readSnapshots(options);
  const screen = screenSettings(
    options,
    surroundings,
    [...files, ...list(options['app-log'])].some((name) => /(^|=)-$/.test(name)),
  );
  const capture = await captureFiles(files, settings, options, stderr);
  await settleClocks(capture, logs, snapshot, surroundings);
  const source = await capture.open();
  const compare = (expected: Expectation) => compareWithLogs(expected, settings, logs, snapshot);
  await showCapture(
    { source, paths: capture.paths, settings: comparedSettings(capture.settings, logs), filter, ...(logs.length > 0 && { compare }) },
    screen,
  );
  // A pipe that is still being written must not keep the program.
  if (screen.keyboard !== process.stdin) process.stdin.destroy();
  return 0;
}
