/** Holds the interface's state; React reads it, keys change it. */
import { type Action, reduce, type ViewState } from './view-state.js';

export class Store {
  #state: ViewState;
  readonly #listeners = new Set<() => void>();

  constructor(state: ViewState) {
    this.#state = state;
  }

  get = (): ViewState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(action: Action): void {
    const state = reduce(this.#state, action);
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
