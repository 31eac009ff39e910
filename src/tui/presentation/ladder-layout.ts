/**
 * Where things stand in a ladder of a given width:
 *
 *     cursor frame time margin-of-endpoint-0 │ lifelines, one per address column │ margin-of-endpoint-1
 */
import { displayWidth } from '../text/display-width.js';

/** A lifeline: an address of an endpoint, or all of them. */
export interface AddressColumn {
  readonly endpoint: 0 | 1;
  /** The address whose lifeline it is, or the endpoint's name. */
  readonly address: string;
  /** What stands over it. */
  readonly label: string;
  /** Columns from the left edge of the screen. */
  readonly x: number;
}

export interface LadderLayout {
  readonly width: number;
  readonly frame: number;
  readonly time: number;
  readonly margins: readonly [number, number];
  readonly columns: readonly AddressColumn[];
  /** Addresses did not fit in a column each. */
  readonly folded: boolean;
}

export interface LadderLayoutInput {
  readonly width: number;
  /** Addresses of each endpoint, without ports. */
  readonly addresses: readonly [readonly string[], readonly string[]];
  /** Names of the endpoints: what a column is called that stands for all addresses. */
  readonly names: readonly [string, string];
  readonly fold: boolean;
  readonly lastFrame: number;
  readonly timeWidth: number;
  /** Columns that the longest notification in each margin would take. */
  readonly wanted: readonly [number, number];
}

const CURSOR = 1;
const LEAST_MARGIN = 11;
/** Columns between two lifelines, at least: for two endpoints, and where there are more lifelines. */
const LEAST_SPAN = 22;
const LEAST_SPAN_OF_MANY = 15;

export function ladderLayout(input: LadderLayoutInput): LadderLayout {
  const frame = Math.max(5, String(input.lastFrame).length);
  const room = input.width - CURSOR - frame - 1 - input.timeWidth - 1;
  const columns = input.addresses[0].length + input.addresses[1].length;
  const needed = (columns - 1) * (LEAST_SPAN_OF_MANY + 1) + 1 + 2 * LEAST_MARGIN;
  const folded = columns > 2 && (input.fold || needed > room);
  const lifelines = folded || columns <= 2 ? 2 : columns;
  const least = lifelines === 2 ? LEAST_SPAN + 2 : (lifelines - 1) * (LEAST_SPAN_OF_MANY + 1) + 1;
  const margins = shareMargins(input.wanted, Math.max(2 * LEAST_MARGIN, room - least));
  const first = input.width - room + margins[0];
  const last = input.width - 1 - margins[1];
  const labels =
    folded || columns <= 2 ? folds(input, folded) : input.addresses.flatMap((list, endpoint) => list.map((label) => ({ endpoint, label })));
  return {
    width: input.width,
    frame,
    time: input.timeWidth,
    margins,
    folded,
    columns: labels.map(({ endpoint, label }, index) => ({
      endpoint: endpoint === 0 ? 0 : 1,
      address: label,
      label,
      x: Math.round(first + ((last - first) * index) / (labels.length - 1)),
    })),
  };
}

function folds(input: LadderLayoutInput, folded: boolean): { endpoint: number; label: string }[] {
  return [0, 1].map((endpoint) => {
    const more = (input.addresses[endpoint]?.length ?? 1) - 1;
    return { endpoint, label: `${input.names[endpoint]}${folded && more > 0 ? ` +${more}` : ''}` };
  });
}

/** Each margin gets what it wants; where that is too much, the smaller wish is granted first. */
function shareMargins(wanted: readonly [number, number], room: number): [number, number] {
  const [left, right] = [Math.max(LEAST_MARGIN, wanted[0]), Math.max(LEAST_MARGIN, wanted[1])];
  if (left + right <= room) return [left, right];
  const half = Math.floor(room / 2);
  if (left <= half) return [left, room - left];
  if (right <= half) return [room - right, right];
  return [half, room - half];
}

/** Columns a margin's text takes: mark, blank, text, and a blank toward the lifeline. */
export function marginWidth(text: string): number {
  return displayWidth(text) + 3;
}

/** The lifeline of an address; the endpoint's first where it has none of its own. */
export function columnOf(layout: LadderLayout, endpoint: 0 | 1, address: string): number {
  const exact = layout.columns.find((column) => column.endpoint === endpoint && column.address === address);
  return (exact ?? layout.columns.find((column) => column.endpoint === endpoint) ?? layout.columns[0])?.x ?? 0;
}
