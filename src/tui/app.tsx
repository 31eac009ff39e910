/** The interface: state and model in, lines out. */
import { useApp } from 'ink';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { type Aliases, NO_ALIASES } from './aliases.js';
import { Rows } from './component/rows.js';
import { useKeys } from './component/use-keys.js';
import { composeScreen } from './compose-screen.js';
import { answerKey } from './controller.js';
import type { CaptureModel } from './model.js';
import { perform, type TerminalActs } from './perform.js';
import type { Store } from './store.js';
import type { Glyphs } from './text/glyphs.js';
import { THEMES } from './theme.js';
import type { Derived } from './view/derived.js';
import type { Stage } from './view/view.js';
import type { ViewState } from './view-state.js';

export interface AppProps {
  readonly store: Store;
  readonly model: CaptureModel;
  readonly derived: Derived;
  readonly glyphs: Glyphs;
  readonly aliases?: Aliases;
  readonly terminal: TerminalActs;
}

export function App({ store, model, derived, glyphs, aliases = NO_ALIASES, terminal }: AppProps): ReactElement {
  const { exit } = useApp();
  const state = useSyncExternalStore(store.subscribe, store.get);
  useSyncExternalStore(
    (listener) => model.subscribe(listener),
    () => model.version,
  );
  const stageOf = (current: ViewState): Stage => ({
    model,
    state: current,
    derived,
    glyphs,
    aliases,
    width: current.size.columns,
    height: current.size.rows,
  });
  useKeys((key) => {
    for (const request of answerKey(key, stageOf(store.get()))) {
      perform(request, { store, model, terminal });
    }
  });
  useEffect(() => {
    if (state.ended) exit();
  }, [state.ended, exit]);
  return <Rows lines={composeScreen(stageOf(state))} theme={THEMES[state.theme]} />;
}
