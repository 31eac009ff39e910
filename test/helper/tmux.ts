/** A terminal to drive: a window of tmux with a shell in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export const HAS_TMUX = spawnSync('tmux', ['-V']).status === 0;

const PROMPT = 'robot$ ';
/** Milliseconds. Machines that run tests may be slow. */
const PATIENCE = 20_000;
const GLANCE = 40;

let terminals = 0;

export class TmuxTerminal {
  readonly #socket = `sctpscope-test-${process.pid}-${terminals++}`;

  constructor(columns: number, rows: number) {
    // Ink shows nothing where it believes to be in continuous integration.
    const shell = `env -u CI -u CONTINUOUS_INTEGRATION -u NO_COLOR PS1='${PROMPT}' LC_ALL=C.UTF-8 bash --norc --noprofile -i`;
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', String(rows), shell);
    this.#tmux('set-option', '-g', 'escape-time', '5');
    this.#tmux('set-option', '-g', 'status', 'off');
    this.#tmux('set-option', '-g', 'remain-on-exit', 'on');
  }

  /** Types a line into the shell. */
  async run(command: string): Promise<void> {
    await this.shows(PROMPT.trimEnd());
    this.#tmux('send-keys', '-l', command);
    this.#tmux('send-keys', 'Enter');
  }

  /** Presses keys by tmux's names: 'j', 'Enter', 'C-z'. */
  press(...keys: string[]): void {
    for (const key of keys) this.#tmux('send-keys', key);
  }

  /** What is on the screen, blanks at the ends of lines left out. */
  screen(): string {
    return this.#tmux('capture-pane', '-p').trimEnd();
  }

  /** Waits until the screen shows a text (or matches), and returns it; throws with the screen that there was instead. */
  async shows(wanted: string | RegExp): Promise<string> {
    const found = (screen: string) => (typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen));
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const screen = this.screen();
      if (found(screen)) return screen;
      await sleep(GLANCE);
    }
    throw new Error(`the screen never showed ${wanted}, but:\n${this.screen()}`);
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** A variable of tmux: 'alternate_on', 'cursor_flag', 'wrap_flag', 'pane_pid'. */
  state(name: string): string {
    return this.#tmux('display-message', '-p', `#{${name}}`).trim();
  }

  /** The window goes away, as when a connection breaks. */
  hangUp(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }
}
