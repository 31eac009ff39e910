/** What a view is: one per screen, each in its own file. */
import type { Aliases } from '../aliases.js';
import type { Command } from '../key-bindings.js';
import type { CaptureModel, Selection } from '../model.js';
import type { Screen } from '../screen.js';
import type { Glyphs } from '../text/glyphs.js';
import type { Line } from '../text/line.js';
import type { Request, ViewState } from '../view-state.js';
import type { Derived } from './derived.js';

/** What a view is given. */
export interface Stage {
  readonly model: CaptureModel;
  readonly state: ViewState;
  readonly derived: Derived;
  readonly glyphs: Glyphs;
  readonly aliases: Aliases;
  /** Columns and rows of the terminal. */
  readonly width: number;
  readonly height: number;
}

/** The parts of a screen, title and footer excluded; every line is `stage.width` wide at most. */
export interface Page {
  /** From the list to here. */
  readonly path: readonly string[];
  readonly head: readonly Line[];
  readonly body: readonly Line[];
  /** Under the body, below a rule with a title; left out where there is none. */
  readonly detail?: { readonly title: string; readonly lines: readonly Line[] };
}

export interface ViewDefinition<S extends Screen> {
  /** Rows that the cursor moves over. */
  rows(stage: Stage, screen: S): number;
  /** Lines that the detail below takes; 0 for none. */
  detailHeight(stage: Stage): number;
  /** There is no cursor: the rows are read, and move. */
  readonly isText?: true;
  /** Lines above the body. */
  readonly headHeight: number;
  page(stage: Stage, screen: S, bodyHeight: number): Page;
  /** What is saved of it; left out where there is nothing to save. */
  selection?(stage: Stage, screen: S): Selection | undefined;
  /** What a command does that only this view can answer; undefined where the reducer knows it alone. */
  act(command: Command, stage: Stage, screen: S, bodyHeight: number): Request | undefined;
}

/** Title, heads, rule, footer, and a few rows of the body. */
const LEFT_TO_OTHERS = 8;

function raised({ height }: Stage): number {
  return Math.max(4, height - LEFT_TO_OTHERS);
}

/** A third of the screen for the detail, 3 to 14 lines; nearly all where the user wants it so. */
export function third(stage: Stage): number {
  return stage.state.raised ? raised(stage) : Math.max(3, Math.min(14, Math.round((stage.height - 4) * 0.36)));
}

/** Half of the screen, or nearly all. */
export function half(stage: Stage): number {
  return stage.state.raised ? raised(stage) : Math.max(4, Math.floor((stage.height - 4) * 0.55));
}
