/** Carries out what a key asked for. */
import type { CaptureModel } from './model.js';
import type { Store } from './store.js';
import type { Request } from './view-state.js';

/** What the terminal does beside showing lines. */
export interface TerminalActs {
  redraw(): void;
  suspend(): void;
}

export interface Performers {
  readonly store: Store;
  readonly model: CaptureModel;
  readonly terminal: TerminalActs;
}

export function perform(request: Request, { store, model, terminal }: Performers): void {
  switch (request.type) {
    case 'redraw':
    case 'suspend':
      terminal[request.type]();
      break;
    case 'keep':
      model.keep(request.association, request.stacks);
      store.dispatch({ type: 'back' });
      break;
    default:
      store.dispatch(request);
  }
}
