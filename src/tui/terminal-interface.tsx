/** Runs the interface on a terminal from the first key to the last, and gives the terminal back however it ends. */
import type { ReadStream } from 'node:tty';
import { render } from 'ink';
import type { Aliases } from './aliases.js';
import { App } from './app.js';
import type { CaptureModel } from './model.js';
import { ScreenPainter } from './screen-painter.js';
import { Store } from './store.js';
import type { Glyphs } from './text/glyphs.js';
import type { ThemeName } from './theme.js';
import { Derived } from './view/derived.js';
import { initialState } from './view-state.js';

export interface TerminalOptions {
  readonly model: CaptureModel;
  /** Where keys come from: a terminal, not the capture. */
  readonly keyboard: ReadStream;
  readonly screen: NodeJS.WriteStream;
  readonly theme: ThemeName;
  readonly glyphs: Glyphs;
  readonly aliases: Aliases;
  /** The mouse is asked for; else it stays the terminal's, which selects text with it. */
  readonly mouse: boolean;
  /** What the list of associations is filtered by at first. */
  readonly filter: string;
}

/** How Ink runs under the painter. */
export const INK_OPTIONS = {
  // Every frame in full.
  debug: true,
  // Rows come out as they are. Else Ink sets every character into a grid, which takes 75 ms a key at 300x100.
  isScreenReaderEnabled: true,
  exitOnCtrlC: false,
  patchConsole: false,
} as const;

const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;
const SIGNAL_NUMBER: Readonly<Record<(typeof ENDING_SIGNALS)[number], number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 };

/** Settles when the user has left. */
export async function runInterface({ model, keyboard, screen, theme, glyphs, aliases, mouse, filter }: TerminalOptions): Promise<void> {
  const painter = new ScreenPainter(screen, mouse);
  const store = new Store(initialState(painter.columns, painter.rows, theme, filter));
  const resized = (): void => {
    store.dispatch({ type: 'resize', columns: painter.columns, rows: painter.rows });
    painter.repaint();
  };
  const continued = (): void => {
    keyboard.setRawMode(true);
    painter.enter();
    resized();
  };
  const restore = (): void => {
    if (keyboard.isTTY) keyboard.setRawMode(false);
    painter.leave();
  };
  const suspend = (): void => {
    restore();
    process.once('SIGCONT', continued);
    // To the whole group, as the terminal driver would: the shell waits for its first process, which may be npm.
    process.kill(0, 'SIGTSTP');
  };
  const ended = (signal: NodeJS.Signals): void => {
    restore();
    process.exit(128 + SIGNAL_NUMBER[signal as keyof typeof SIGNAL_NUMBER]);
  };
  const hungUp = (): void => store.dispatch({ type: 'end' });

  screen.on('resize', resized);
  keyboard.on('end', hungUp);
  process.on('uncaughtExceptionMonitor', restore);
  process.on('exit', restore);
  for (const signal of ENDING_SIGNALS) process.on(signal, ended);
  keyboard.setRawMode(true);
  painter.enter();
  try {
    const app = render(
      <App
        store={store}
        model={model}
        derived={new Derived()}
        glyphs={glyphs}
        aliases={aliases}
        terminal={{ redraw: () => painter.repaint(), suspend, copy: (text) => painter.copy(text) }}
      />,
      {
        // The painter has all of a stream that Ink uses in this mode.
        stdout: painter as unknown as NodeJS.WriteStream,
        stdin: keyboard,
        ...INK_OPTIONS,
      },
    );
    await app.waitUntilExit();
  } finally {
    restore();
    screen.off('resize', resized);
    keyboard.off('end', hungUp);
    process.off('uncaughtExceptionMonitor', restore);
    process.off('exit', restore);
    process.off('SIGCONT', continued);
    for (const signal of ENDING_SIGNALS) process.off(signal, ended);
    keyboard.pause();
  }
}
