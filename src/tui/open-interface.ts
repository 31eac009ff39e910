/** Opens the interface on a capture and reads it meanwhile. What the command line loads, with React and Ink behind it. */
import type { ReadStream } from 'node:tty';
import type { AnalysisSettings } from '../analysis/analysis.js';
import type { FrameSource } from '../capture/frame.js';
import { Aliases } from './aliases.js';
import { CaptureSession } from './session/capture-session.js';
import type { Compare, Endless, FollowedLogs, Printers } from './session/session-options.js';
import { runInterface } from './terminal-interface.js';
import { glyphsFor } from './text/glyphs.js';
import type { ThemeName } from './theme.js';

export interface InterfaceOptions {
  readonly source: FrameSource;
  /** The source's files, '-' for standard input; empty for a live capture. */
  readonly paths: readonly string[];
  readonly settings: AnalysisSettings;
  /** Where keys come from: a terminal, not the capture. */
  readonly keyboard: ReadStream;
  readonly screen: NodeJS.WriteStream;
  readonly theme: ThemeName;
  readonly ascii: boolean;
  readonly mouse?: boolean;
  /** What the list of associations is filtered by at first. */
  readonly filter?: string;
  /** Names for addresses, as /etc/hosts has them. */
  readonly aliases?: string;
  /** Holds the applications' logs against what was expected. */
  readonly compare?: Compare;
  /** Logs that are followed beside a live capture. */
  readonly followed?: FollowedLogs;
  /** How notifications are saved, by the end of the file's name. */
  readonly printers?: Printers;
  /** Of a capture without an end: what keeps it within bounds. */
  readonly endless?: Endless;
}

/** Settles when the user has left. */
export async function openInterface({
  source,
  paths,
  settings,
  keyboard,
  screen,
  theme,
  ascii,
  mouse = false,
  filter = '',
  aliases = '',
  compare,
  followed,
  printers,
  endless,
}: InterfaceOptions): Promise<void> {
  const session = new CaptureSession(source, settings, { paths, compare, followed, printers, endless });
  session.run();
  try {
    await runInterface({
      model: session,
      keyboard,
      screen,
      theme,
      glyphs: glyphsFor(process.env, ascii),
      aliases: new Aliases(aliases),
      mouse,
      filter,
    });
  } finally {
    session.close();
  }
}
