/** Screens as text, for comparing with what is drawn in a test. */
import { type Aliases, NO_ALIASES } from '../../src/tui/aliases.js';
import { composeScreen } from '../../src/tui/compose-screen.js';
import { answerKey } from '../../src/tui/controller.js';
import type { CaptureModel } from '../../src/tui/model.js';
import { perform } from '../../src/tui/perform.js';
import { Store } from '../../src/tui/store.js';
import { type Glyphs, UNICODE } from '../../src/tui/text/glyphs.js';
import { type Line, lineWidth, plainText } from '../../src/tui/text/line.js';
import { Derived } from '../../src/tui/view/derived.js';
import type { Stage } from '../../src/tui/view/view.js';
import { initialState, type ViewState } from '../../src/tui/view-state.js';

/** Lines as one text, as they are drawn in a template literal: a line break first, everything indented alike, blanks at the ends left out. */
export function picture(lines: readonly Line[]): string {
  return lines.map(plainText).join('\n').trimEnd();
}

/** A drawing without its first line break and its indentation. */
export function drawn(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indentation = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indentation).trimEnd()).join('\n');
}

const NOTHING = { redraw: () => undefined, suspend: () => undefined, copy: () => undefined };

/** Keys in, screens out: the whole interface but for the terminal. */
export class Player {
  readonly store: Store;
  readonly #model: CaptureModel;
  readonly #derived = new Derived();
  readonly #glyphs: Glyphs;
  readonly #aliases: Aliases;

  constructor(model: CaptureModel, columns = 80, rows = 24, glyphs = UNICODE, aliases = NO_ALIASES) {
    this.#aliases = aliases;
    this.#model = model;
    this.#glyphs = glyphs;
    this.store = new Store(initialState(columns, rows, 'none'));
  }

  press(...keys: string[]): this {
    for (const key of keys) {
      for (const request of answerKey(key, this.#stage(this.store.get()))) {
        perform(request, { store: this.store, model: this.#model, terminal: NOTHING });
      }
    }
    return this;
  }

  resize(columns: number, rows: number): this {
    this.store.dispatch({ type: 'resize', columns, rows });
    return this;
  }

  /** All lines, each as wide as the terminal. */
  lines(): Line[] {
    return composeScreen(this.#stage(this.store.get()));
  }

  screen(): string {
    return picture(this.lines());
  }

  /** Lines that would not fit, which there must never be. */
  misfits(): string[] {
    const { columns, rows } = this.store.get().size;
    const lines = this.lines();
    return [
      ...(lines.length === rows ? [] : [`${lines.length} lines for ${rows} rows`]),
      ...lines.filter((line) => lineWidth(line) !== columns).map(plainText),
    ];
  }

  #stage(state: ViewState): Stage {
    return {
      model: this.#model,
      state,
      derived: this.#derived,
      glyphs: this.#glyphs,
      aliases: this.#aliases,
      width: state.size.columns,
      height: state.size.rows,
    };
  }
}
