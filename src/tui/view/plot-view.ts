/** An association's transfer over time: TSNs with their acknowledgements, bytes in flight against the window, round trips. The cursor is a moment. */

import { lastUpTo } from '../presentation/ladder-anchor.js';
import { packetSummary } from '../presentation/packet-summary.js';
import { type Curve, legend, plotColumns, plotLines, timeOfColumn, valueText } from '../presentation/plot.js';
import { secondsText } from '../presentation/time-text.js';
import type { PlotKind, PlotScreen } from '../screen.js';
import type { Points, SideSeries } from '../session/transfer-series.js';
import { type Line, line, segment } from '../text/line.js';
import type { Request } from '../view-state.js';
import { ladderScreen } from './associations-view.js';
import { showPacket } from './ladder-jump.js';
import { type Stage, third, type ViewDefinition } from './view.js';

interface Plot {
  readonly title: string;
  readonly unit: 'count' | 'bytes' | 'duration';
  curves(side: SideSeries): Curve[];
  /** The scale's end; undefined where all should be seen. */
  most?(side: SideSeries): number;
}

const PLOTS: Readonly<Record<PlotKind, Plot>> = {
  tsn: {
    title: 'TSNs',
    unit: 'count',
    curves: ({ sent, acknowledged, again }) => [
      { name: 'sent', tone: 'data', mark: '.', points: sent },
      { name: 'acknowledged', tone: 'good', mark: '-', points: acknowledged, holds: true },
      { name: 'sent again', tone: 'bad', mark: 'R', points: again },
    ],
  },
  flight: {
    title: 'bytes in flight, and the window for them',
    unit: 'bytes',
    curves: ({ window, flight }) => [
      { name: 'a_rwnd', tone: 'warning', mark: 'w', points: window, holds: true },
      { name: 'in flight', tone: 'data', mark: '*', points: flight, holds: true },
    ],
    // A window far above what is sent is drawn at the top.
    most: ({ flight }) => 1.25 * greatest(flight),
  },
  roundTrip: {
    title: 'from DATA to its SACK',
    unit: 'duration',
    curves: ({ roundTrip }) => [{ name: 'round trip', tone: 'data', mark: '*', points: roundTrip }],
  },
};

const KINDS = Object.keys(PLOTS) as readonly PlotKind[];

function greatest(points: Points): number {
  let most = 0;
  for (let at = 0; at < points.length; at++) most = Math.max(most, points.value(at));
  return most;
}

/** Microseconds since the epoch that are seen. */
function windowOf({ model }: Stage, { association, window }: PlotScreen): { from: number; to: number } {
  const row = model.association(association);
  return window ?? { from: row?.start ?? 0, to: Math.max(row?.end ?? 1, (row?.start ?? 0) + 1) };
}

/** The packet of the association that is the last before the cursor's column ends. */
function packetAt(stage: Stage, screen: PlotScreen): number | undefined {
  const { model, width } = stage;
  const { from, to } = windowOf(stage, screen);
  const packets = model.packetsOf(screen.association);
  const end = timeOfColumn(screen.cursor + 1, plotColumns(width), from, to);
  return packets[
    Math.max(
      0,
      lastUpTo(packets.length, (at) => model.index.time(packets[at]!), end),
    )
  ];
}

export const plotView: ViewDefinition<PlotScreen> = {
  headHeight: 1,
  detailHeight: third,

  rows({ width }) {
    return plotColumns(width);
  },

  page(stage, screen, bodyHeight) {
    const { model, glyphs, width, aliases } = stage;
    const series = model.series(screen.association);
    const side = series.sides[screen.side];
    const plot = PLOTS[screen.kind];
    const { from, to } = windowOf(stage, screen);
    const start = model.association(screen.association)?.start ?? 0;
    const curves = plot.curves(side);
    const name = aliases.endpoint(model.association(screen.association)?.names[screen.side] ?? '');
    const lines = plotLines(
      { curves, from, to, unit: plot.unit, cursor: screen.cursor, ...(plot.most && { most: plot.most(side) }) },
      width,
      bodyHeight,
      glyphs,
    );
    const reading = series.ended ? '' : ', being read';
    const limited = series.limited ? ' (the first packets only)' : '';
    return {
      path: [model.name, `association ${screen.association}`, `${plot.title}${reading}${limited}`],
      head: [[segment(` ${name} sends `, 'strong'), ...legend(curves, glyphs)]],
      body: lines,
      detail: {
        title: `${secondsText(from - start, 10)} to ${secondsText(to - start, 10)} s${screen.window === undefined ? '' : ', - zooms out'}`,
        lines: detail(stage, screen, side),
      },
    };
  },

  act(command, stage, screen, bodyHeight): Request | undefined {
    const changed = (changes: Partial<PlotScreen>): Request => ({
      type: 'change',
      screen: { ...screen, ...changes },
      extent: { rows: plotColumns(stage.width), page: bodyHeight },
    });
    switch (command) {
      case 'nextPlot':
        return changed({ kind: KINDS[(KINDS.indexOf(screen.kind) + 1) % KINDS.length]! });
      case 'left':
      case 'right':
        return changed({ cursor: screen.cursor + (command === 'right' ? 1 : -1) * Math.max(1, stage.state.count) });
      case 'switchEndpoint':
        return changed({ side: screen.side === 0 ? 1 : 0 });
      case 'zoomIn':
        return zoomed(stage, screen, 1 / 4, changed);
      case 'zoomOut':
        return zoomed(stage, screen, 4, changed);
      case 'open': {
        const packet = packetAt(stage, screen);
        if (packet === undefined) return undefined;
        const shown = showPacket(stage, ladderScreen(screen.association), packet, bodyHeight);
        return shown.type === 'change' ? { type: 'open', screen: shown.screen } : shown;
      }
      default:
        return undefined;
    }
  },
};

/** Microseconds that a plot shows at least. */
const SHORTEST = 10;

/** With the moment under the cursor where it is, as far as there is something to see. */
function zoomed(stage: Stage, screen: PlotScreen, by: number, changed: (changes: Partial<PlotScreen>) => Request): Request {
  const all = windowOf(stage, { ...screen, window: undefined });
  const { from, to } = windowOf(stage, screen);
  const length = Math.max(SHORTEST, (to - from) * by);
  if (length >= all.to - all.from) return changed({ window: undefined, cursor: cursorOf(stage, screen, all) });
  const part = (screen.cursor + 0.5) / plotColumns(stage.width);
  const moment = from + (to - from) * part;
  const begin = Math.max(all.from, Math.min(moment - length * part, all.to - length));
  const window = { from: begin, to: begin + length };
  return changed({ window, cursor: cursorOf(stage, screen, window) });
}

/** The column of the moment under the cursor in another window. */
function cursorOf(stage: Stage, screen: PlotScreen, { from, to }: { from: number; to: number }): number {
  const now = windowOf(stage, screen);
  const columns = plotColumns(stage.width);
  const moment = now.from + ((now.to - now.from) * (screen.cursor + 0.5)) / columns;
  return Math.floor(((moment - from) / (to - from)) * columns);
}

/** The packet at the cursor, and the curves' values there. */
function detail(stage: Stage, screen: PlotScreen, side: SideSeries): Line[] {
  const { model, glyphs, width } = stage;
  const packet = packetAt(stage, screen);
  if (packet === undefined) return [line(' no packet', 'muted')];
  const { from, to } = windowOf(stage, screen);
  const moment = timeOfColumn(screen.cursor + 1, plotColumns(width), from, to);
  const plot = PLOTS[screen.kind];
  const values = plot.curves(side).flatMap(({ name, points }) => {
    const at = lastUpTo(points.length, (each) => points.time(each), moment);
    return at < 0 ? [] : [segment(` ${name} `, 'muted'), segment(`${valueText(points.value(at), plot.unit)} `, 'strong')];
  });
  return [...(values.length > 0 ? [values] : []), ...packetSummary(model, packet, width, glyphs)];
}
