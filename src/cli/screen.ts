/** The terminal interface as the commands open it: its options, where its keys come from, and React behind it only now. */
import { openSync, readFileSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { AnalysisSettings } from '../analysis/analysis.js';
import type { FrameSource } from '../capture/frame.js';
import { systemErrorText } from '../capture/system-error.js';
import type { Comparison } from '../compare/comparison.js';
import type { Expectation } from '../compare/comparison-input.js';
import type { Notification } from '../notification/notification.js';
import type { AssociationReport } from '../reconstruct/model.js';
import { type Option, type OptionValues, type Surroundings, UsageError } from './command.js';
import { associationLine, notificationLine } from './format/ndjson.js';
import { associationText } from './format/text.js';
import type { Forgetful, MemoryBudget } from './memory-budget.js';

const THEMES = ['dark', 'light', 'none'] as const;

export const SCREEN_OPTIONS: readonly Option[] = [
  { name: '--ascii', help: 'draw with ASCII only' },
  { name: '--aliases', value: 'FILE', help: 'names for addresses, in the form of /etc/hosts' },
  { name: '--mouse', help: 'the wheel moves, a click brings the cursor, another opens' },
  { name: '--theme', value: THEMES.join('|'), help: 'colours for a dark (default) or light background, or none' },
  { name: '--no-color', help: 'no colours, as with NO_COLOR in the environment' },
];

export interface ScreenSettings {
  theme: (typeof THEMES)[number];
  ascii: boolean;
  mouse: boolean;
  /** The file's text. */
  aliases: string;
  keyboard: ReadStream;
}

/** Throws UsageError for a wrong option, and where there is no terminal to take keys from. */
export function screenSettings(options: OptionValues, surroundings: Surroundings, standardInputTaken: boolean): ScreenSettings {
  const theme = themeOf(options, surroundings);
  const keyboard = standardInputTaken || !process.stdin.isTTY ? controllingTerminal() : process.stdin;
  return { theme, ascii: options['ascii'] === true, mouse: options['mouse'] === true, aliases: aliasesOf(options), keyboard };
}

function aliasesOf({ aliases }: OptionValues): string {
  if (typeof aliases !== 'string') return '';
  try {
    return readFileSync(aliases, 'utf8');
  } catch (error) {
    throw new UsageError(`--aliases ${aliases} cannot be read: ${systemErrorText(error)}`);
  }
}

/** What is shown: a capture, and where its frames can be read again (nowhere, of a live one). */
export interface ShownCapture {
  source: FrameSource;
  paths: readonly string[];
  settings: AnalysisSettings;
  /** What the list of associations is filtered by at first. */
  filter?: string;
  /** Holds the applications' logs against what was expected. */
  compare?: (expected: Expectation) => Comparison;
  /** Logs that are followed beside a live capture, and what they say by now. */
  followed?: { readonly latest: Comparison | undefined };
  /** Of a capture without an end: what keeps it within bounds. */
  endless?: Endless;
}

/** Packets that the interface can show, a power of two; bytes of them on the disk; and what sees to the memory. */
interface Endless {
  packets: number;
  spool: number;
  budget(holder: Forgetful): MemoryBudget;
}

/** What the interface saves beside captures: what analyze prints. */
const PRINTERS = {
  ndjson: (reports: readonly AssociationReport[], notifications: readonly Notification[]) =>
    [...reports.map(associationLine), ...notifications.map(notificationLine)].map((line) => `${JSON.stringify(line)}\n`).join(''),
  txt: (reports: readonly AssociationReport[], notifications: readonly Notification[]) =>
    reports
      .map((report) =>
        associationText(
          report,
          notifications.filter(({ association }) => association === report.id),
        ),
      )
      .join(''),
};

/** Settles when the user has left. */
export async function showCapture(shown: ShownCapture, screen: ScreenSettings): Promise<void> {
  const { openInterface } = await import('../tui/open-interface.js');
  await openInterface({ ...shown, printers: PRINTERS, screen: process.stdout, ...screen });
  screen.keyboard.destroy();
}

function themeOf(options: OptionValues, { color }: Surroundings): ScreenSettings['theme'] {
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
