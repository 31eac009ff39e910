/**
 * The terminal as Ink sees it. Ink runs in its mode that writes every frame in full; this paints the lines of a frame that differ from what the terminal
 * shows, each at its own row. So nothing scrolls or flickers, the last row can be used, and the screen can be painted anew after a resize.
 */

const CSI = '\u001b[';
/** Alternate screen, no automatic wrapping, no cursor, empty. */
const ENTER = `${CSI}?1049h${CSI}?7l${CSI}?25l${CSI}0m${CSI}2J`;
/** Buttons and wheel are told, as SGR 1006 writes them. */
const MOUSE_ON = `${CSI}?1000h${CSI}?1006h`;
const MOUSE_OFF = `${CSI}?1006l${CSI}?1000l`;
const LEAVE = `${CSI}0m${CSI}?7h${CSI}?25h${CSI}?1049l`;

export interface PaintedTerminal {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
}

export class ScreenPainter {
  readonly #terminal: PaintedTerminal;
  readonly #mouse: boolean;
  #shown: string[] = [];
  #frame = '';
  #entered = false;

  constructor(terminal: PaintedTerminal, mouse = false) {
    this.#terminal = terminal;
    this.#mouse = mouse;
  }

  get columns(): number {
    return this.#terminal.columns || 80;
  }

  get rows(): number {
    return this.#terminal.rows || 24;
  }

  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#terminal.write(this.#mouse ? ENTER + MOUSE_ON : ENTER);
    this.#shown = [];
    this.#paint();
  }

  /** Gives the terminal back as it was. */
  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    this.#terminal.write(this.#mouse ? MOUSE_OFF + LEAVE : LEAVE);
  }

  /** OSC 52 of xterm: the terminal puts it into its clipboard, over ssh too, where that is allowed. */
  copy(text: string): void {
    this.#terminal.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
  }

  /** Paints everything again: something else may have written on the screen. */
  repaint(): void {
    if (!this.#entered) return;
    this.#terminal.write(`${CSI}0m${CSI}2J`);
    this.#shown = [];
    this.#paint();
  }

  /** A frame from Ink. */
  write = (frame: string): boolean => {
    if (frame === '') return true;
    this.#frame = frame;
    if (this.#entered) this.#paint();
    return true;
  };

  /** Ink would listen for resizes; the interface does that itself. */
  on = (): this => this;
  off = (): this => this;

  #paint(): void {
    const lines = this.#frame.split('\n').slice(0, this.rows);
    let changes = '';
    for (let row = 0; row < Math.max(lines.length, this.#shown.length); row++) {
      const text = lines[row] ?? '';
      if (text !== (this.#shown[row] ?? '')) changes += `${CSI}${row + 1};1H${CSI}2K${text}`;
    }
    this.#shown = lines;
    if (changes !== '') this.#terminal.write(changes);
  }
}
