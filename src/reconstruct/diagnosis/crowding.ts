/** More than is remembered at a time: what was let go for that, told when it begins, and counted at the end. */
import type { Association } from '../association.js';
import { MAX_ASSOCIATIONS, MAX_BEGINNING, MAX_LONE, MAX_NAMESAKES } from '../association-table.js';
import { MAX_HOSTS } from '../host.js';
import type { Sink } from '../model.js';
import type { Finding } from './finding.js';

const KINDS = {
  lone: {
    begins: `more than ${number(MAX_LONE)} packets at a time that nothing follows, as in a flood: from here on the oldest are let go untold`,
    ends: 'single packets that nothing followed were let go untold: a flood',
  },
  beginning: {
    begins: `more than ${number(MAX_BEGINNING)} set-ups at a time that come to nothing after the INIT, as in a flood: from here on the oldest are summarised before they end`,
    ends: 'set-ups of which nothing but INIT and INIT-ACK was seen were summarised before they ended',
  },
  early: {
    begins: `more than ${number(MAX_ASSOCIATIONS)} associations at a time: from here on the oldest are summarised before they end`,
    ends: 'associations were summarised before they ended',
  },
  namesakes: {
    begins: `more than ${number(MAX_NAMESAKES)} endpoints have the same verification tag: packets to the oldest are taken for those of strangers`,
    ends: 'endpoints were no longer found by their verification tag, which too many others have',
  },
  hosts: {
    begins: `more than ${number(MAX_HOSTS)} hosts: how far a further one is away, each of its associations finds out for itself`,
    ends: 'endpoints were on hosts of which nothing was remembered',
  },
} as const;

export type Crowd = keyof typeof KINDS;

type At = Pick<Finding, 'frame' | 'time'>;

export class Crowding {
  private readonly sink: Sink;
  private readonly findings = new Map<Crowd, Finding>();

  constructor(sink: Sink) {
    this.sink = sink;
  }

  /** Room is needed at this packet: an association is let go, untold where it is of a single packet. */
  letGo(association: Association, at: At): void {
    const kind = association.isLone ? 'lone' : association.isBeginning ? 'beginning' : 'early';
    this.leftOut(kind, (this.findings.get(kind)?.count ?? 0) + 1, at);
  }

  /** So many in all were left out until now. */
  leftOut(kind: Crowd, count: number, { frame, time }: At): void {
    if (count === 0) return;
    const known = this.findings.get(kind);
    if (known !== undefined) {
      known.count = count;
      return;
    }
    const finding = { count, frame, time, longest: 0 };
    this.findings.set(kind, finding);
    this.tell(finding, KINDS[kind].begins);
  }

  /** Nothing more will come. */
  finish(): void {
    for (const [kind, finding] of this.findings) this.tell(finding, `${number(finding.count)} ${KINDS[kind].ends}`);
  }

  private tell({ frame, time }: Finding, text: string): void {
    this.sink.diagnosis({ rule: 'forgotten', severity: 'warning', association: 0, frame, time, text });
  }
}

/** "10,000". By hand: the language's own takes 20 ms to begin with. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
