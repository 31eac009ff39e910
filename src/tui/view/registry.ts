/** All views, and the one for a screen. */
import type { Screen, View } from '../screen.js';
import { associationsView } from './associations-view.js';
import { comparisonView } from './comparison-view.js';
import { diagnosesView } from './diagnoses-view.js';
import { helpView } from './help-view.js';
import { ladderView } from './ladder-view.js';
import { notificationsView } from './notifications-view.js';
import { packetView } from './packet-view.js';
import { pairView } from './pair-view.js';
import { plotView } from './plot-view.js';
import { profileView } from './profile-view.js';
import { statisticsView } from './statistics-view.js';
import { structView } from './struct-view.js';
import type { ViewDefinition } from './view.js';

type ViewOf<V extends View> = ViewDefinition<Extract<Screen, { view: V }>>;

export const VIEWS: { readonly [V in View]: ViewOf<V> } = {
  associations: associationsView,
  ladder: ladderView,
  packet: packetView,
  notifications: notificationsView,
  struct: structView,
  comparison: comparisonView,
  profile: profileView,
  plot: plotView,
  pair: pairView,
  diagnoses: diagnosesView,
  statistics: statisticsView,
  help: helpView,
};

/** The view of a screen. A screen's own view takes it: the table above says so, which the compiler cannot follow through the index. */
export function viewOf(screen: Screen): ViewDefinition<Screen> {
  return VIEWS[screen.view] as ViewDefinition<Screen>;
}
