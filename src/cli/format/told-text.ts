/** What the endpoints of associations are told, held as text until the association is printed: a run of equal notifications is one. */
import { printable } from '../../dissect/printable.js';
import { headline } from '../../notification/headline.js';
import type { Certainty, Notification, NotificationBody } from '../../notification/notification.js';
import { clock } from './line-mark.js';

/** Bytes held of all associations together; of further notifications only the number is told. */
const TOLD_LIMIT = 1 << 25;
/** What a group takes beside them. */
const GROUP = 128;

/** Equal notifications in a row: the line of the first behind its mark, the lines below it, and how many they are. */
interface Group {
  certainty: Certainty;
  head: string;
  rest: string;
  count: number;
}

/** Of one endpoint. */
export interface Told {
  groups: Group[];
  /** What those of the last group have in common. */
  key: string;
  /** For which there was no room. */
  leftOut: number;
}

export class ToldText {
  readonly #limit: number;
  readonly #told = new Map<number, [Told, Told]>();
  #length = 0;

  constructor(limit = TOLD_LIMIT) {
    this.#limit = limit;
  }

  add(notification: Notification): void {
    const { association, endpoint, body, certainty } = notification;
    const both = this.#told.get(association) ?? nothingTold();
    this.#told.set(association, both);
    const told = both[endpoint];
    const key = JSON.stringify(withoutPayload(body)) + certainty;
    if (told.leftOut === 0 && told.key === key) told.groups.at(-1)!.count++;
    else if (this.#length >= this.#limit) told.leftOut++;
    else this.#begin(told, key, notification);
  }

  /** By join(), which leaves one piece of text: what is added up keeps all its parts. */
  #begin(told: Told, key: string, { certainty, time, body, frames, why, assumptions }: Notification): void {
    const where = frames.length === 0 ? '' : `frame ${frames.join(', ')}; `;
    const rest = [
      `        ${certainty}; ${where}${printable(why)}`,
      ...assumptions.map((assumption) => `        assuming that ${printable(assumption)}`),
    ].join('\n');
    const group = { certainty, head: [clock(time), headline(body)].join('  '), rest, count: 1 };
    told.groups.push(group);
    told.key = key;
    this.#length += lengthOf(group);
  }

  /** What was held of an association, which is let go. */
  take(association: number): readonly [Told, Told] {
    const both = this.#told.get(association) ?? nothingTold();
    this.#told.delete(association);
    for (const { groups } of both) for (const group of groups) this.#length -= lengthOf(group);
    return both;
  }
}

function nothingTold(): [Told, Told] {
  return [
    { groups: [], key: '', leftOut: 0 },
    { groups: [], key: '', leftOut: 0 },
  ];
}

function lengthOf({ head, rest }: Group): number {
  return head.length + rest.length + GROUP;
}

function withoutPayload(body: NotificationBody): unknown {
  return { ...body, ssf_data: undefined, ssfe_data: undefined };
}
