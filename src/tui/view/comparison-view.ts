/** What applications should have been told and what their logs say, side by side, differences first; below, the reasons for the one under the cursor. */
import type { Difference } from '../../compare/difference.js';
import { comparisonHeads, comparisonLines, countedVerdicts } from '../presentation/comparison-list.js';
import { differenceDetail, logLines } from '../presentation/difference-detail.js';
import { lastUpTo } from '../presentation/ladder-anchor.js';
import type { ComparisonScreen, LadderScreen } from '../screen.js';
import { associationOf } from '../session/comparison-index.js';
import { type Line, line, wrap } from '../text/line.js';
import type { Action } from '../view-state.js';
import { ladderScreen } from './associations-view.js';
import { showPacket } from './ladder-jump.js';
import { half, type Page, type Stage, type ViewDefinition } from './view.js';

export const comparisonView: ViewDefinition<ComparisonScreen> = {
  headHeight: 1,
  detailHeight: half,

  rows({ model, derived }, screen) {
    return derived.compared(model, screen).length;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, width } = stage;
    const rows = derived.compared(model, screen);
    const seen = rows.slice(screen.top, screen.top + bodyHeight);
    const base = model.index.count > 0 ? model.index.time(0) : 0;
    const body: readonly Line[] =
      seen.length > 0
        ? comparisonLines(seen, screen.cursor - screen.top, base, width, glyphs)
        : wrap(nothing(stage, screen), width - 2).map((text) => line(` ${text}`, 'muted'));
    return {
      path: [model.name, ...(screen.association === 0 ? [] : [`association ${screen.association}`]), 'comparison with the logs'],
      head: [comparisonHeads(width, glyphs)],
      body,
      detail: detail(stage, screen, rows),
    };
  },

  act(command, stage, screen, bodyHeight) {
    if (command !== 'open') return undefined;
    const chosen = stage.derived.compared(stage.model, screen)[screen.cursor];
    return chosen === undefined ? undefined : toLadder(stage, chosen, bodyHeight);
  },
};

function detail(stage: Stage, screen: ComparisonScreen, rows: readonly Difference[]): NonNullable<Page['detail']> {
  const { model, glyphs, width } = stage;
  const chosen = rows[screen.cursor];
  const logs = model.comparison?.logs ?? [];
  const filter = screen.filter === '' ? '' : ` ${glyphs.between} filter: ${screen.filter}`;
  if (chosen === undefined) return { title: `the logs${filter}`, lines: logs.flatMap((log) => logLines(log, width)) };
  const log = logs.find(({ application }) => application.settings.name === chosen.log);
  return {
    title: `${countedVerdicts(rows)} ${glyphs.between} ${chosen.log}${filter}`,
    lines: differenceDetail(chosen, log, width, glyphs),
  };
}

function nothing({ model }: Stage, { filter }: ComparisonScreen): string {
  if (model.comparison !== undefined) {
    return filter === '' ? 'no log says anything about this association' : 'nothing matches the filter; / changes it';
  }
  return model.compares
    ? 'the logs are held against the capture when it has been read'
    : 'there is no log to compare with: sctpscope FILE --app-log [ADDR[:PORT]=]LOG names one';
}

/** The ladder at what was expected, or at what only the log has; where that has no place there, at the packet before it. */
function toLadder(stage: Stage, difference: Difference, bodyHeight: number): Action {
  const { model } = stage;
  const { time } = difference;
  const ladder = ladderScreen(associationOf(difference));
  const place = placeOf(stage, ladder, difference);
  if (place !== undefined) return { type: 'return', screen: { ...ladder, ...place, top: Math.max(0, place.cursor - 5) } };
  const packets = model.packetsOf(ladder.association);
  const before = time === undefined ? 0 : lastUpTo(packets.length, (at) => model.index.time(packets[at]!), time);
  const shown = showPacket(stage, ladder, packets[Math.max(0, before)] ?? 0, bodyHeight);
  return shown.type === 'change' ? { type: 'return', screen: shown.screen } : shown;
}

function placeOf(
  { model, derived }: Stage,
  ladder: LadderScreen,
  difference: Difference,
): Pick<LadderScreen, 'cursor' | 'focus'> | undefined {
  const { expected } = difference;
  const rows = derived.ladder(model, ladder);
  if (expected === undefined) {
    const cursor = rows.rowOfLogged(difference);
    const aside = rows.aside(cursor);
    return aside && { cursor, focus: aside.endpoint };
  }
  const told = model.notificationsOf(expected.association, expected.endpoint);
  const cursor = rows.rowOfNotification(
    expected.endpoint,
    told.findIndex((notification) => model.comparison?.of(notification) === difference),
  );
  return cursor < 0 ? undefined : { cursor, focus: expected.endpoint };
}
