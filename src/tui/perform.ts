/** Carries out what a key asked for. */
import type { CaptureModel } from './model.js';
import type { Store } from './store.js';
import type { Request } from './view-state.js';

/** What the terminal does beside showing lines. */
export interface TerminalActs {
  redraw(): void;
  suspend(): void;
  /** Into the clipboard of whoever sits at the terminal. */
  copy(text: string): void;
}

export interface Performers {
  readonly store: Store;
  readonly model: CaptureModel;
  readonly terminal: TerminalActs;
}

async function save({ selection, path, overwrite }: Request & { type: 'save' }, store: Store, model: CaptureModel): Promise<void> {
  store.dispatch({ type: 'notice', text: `writing ${path}` });
  const result = await model.save(selection, path, overwrite);
  if ('exists' in result) store.dispatch({ type: 'prompt', prompt: { kind: 'overwrite', text: path } });
  else
    store.dispatch({
      type: 'notice',
      text: 'failure' in result ? `not saved: ${result.failure}` : `wrote ${result.written} of ${selection.what} to ${path}`,
    });
}

export function perform(request: Request, { store, model, terminal }: Performers): void {
  switch (request.type) {
    case 'redraw':
    case 'suspend':
      terminal[request.type]();
      break;
    case 'copy':
      terminal.copy(request.text);
      store.dispatch({ type: 'notice', text: `copied ${request.text.split('\n').length} lines, where the terminal takes them (OSC 52)` });
      break;
    case 'keep':
      model.keep(request.association, request.stacks);
      store.dispatch({ type: 'back' });
      break;
    case 'save':
      void save(request, store, model);
      break;
    default:
      store.dispatch(request);
  }
}
