/** Which captures a command reads, and with what: FILE..., -r FILE, --reader. */

import type { FrameSource } from '../capture/frame.js';
import { openCapture } from '../capture/open-capture.js';
import { type Option, type OptionValues, UsageError } from './command.js';
import { list } from './settings.js';

const READERS = ['own', 'pcap-parser'] as const;

export const INPUT_OPTIONS: readonly Option[] = [
  { name: '--read', short: '-r', value: 'FILE', multiple: true, help: 'the same as the operand FILE' },
  { name: '--reader', value: READERS.join('|'), help: 'pcap-parser: read with the npm package of that name, as a second opinion' },
];

/** All files that are named; throws UsageError where there is none. */
export function inputFiles(command: string, operands: readonly string[], options: OptionValues): string[] {
  const files = [...list(options['read']), ...operands];
  if (files.length === 0)
    throw new UsageError(
      `${command} needs a capture file: sctpscope ${command} FILE... (- is standard input: tcpdump -w - | sctpscope ${command} -)`,
    );
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read once only');
  return files;
}

/** What the files are to be read with. */
export function readerOption(options: OptionValues): (typeof READERS)[number] {
  const wanted = options['reader'] ?? 'own';
  const reader = READERS.find((name) => name === wanted);
  if (reader === undefined) throw new UsageError(`--reader ${String(wanted)}: known are ${READERS.join(', ')}`);
  return reader;
}

/** Throws CaptureError where one of the files cannot be read at all. */
export function openInput(files: readonly string[], options: OptionValues): Promise<FrameSource> {
  return openCapture(files, { reader: readerOption(options) });
}
