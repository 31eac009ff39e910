/** Which rows of the list a filter leaves: by what they are, by their packets, by what their applications are told. Looks at each packet once. */
import { associationSubject } from '../../filter/association-subject.js';
import { endpointHost, endpointPort } from '../../filter/endpoint-name.js';
import type { FieldName } from '../../filter/field.js';
import type { Filter } from '../../filter/filter.js';
import { Gathering } from '../../filter/gathering.js';
import type { Subject } from '../../filter/subject.js';
import type { Value } from '../../filter/value.js';
import type { AssociationRow, CaptureModel } from '../model.js';
import { outcomeText } from '../presentation/association-list.js';
import { IndexedPacket } from './indexed-packet.js';
import { toldSubject } from './told-subject.js';

/** What was looked at of an association. */
interface Seen {
  readonly gathering: Gathering;
  packets: number;
  readonly told: [number, number];
}

export class MatchedAssociations {
  readonly #model: CaptureModel;
  readonly #filter: Filter;
  readonly #packet: IndexedPacket;
  readonly #packetWithoutText: Subject;
  readonly #seen = new Map<number, Seen>();

  constructor(model: CaptureModel, filter: Filter) {
    this.#model = model;
    this.#filter = filter;
    this.#packet = new IndexedPacket(model);
    this.#packetWithoutText = withoutText(this.#packet);
  }

  /** Packets were left unread. */
  get limited(): boolean {
    return this.#packet.limited;
  }

  has(row: AssociationRow): boolean {
    const { gathering } = this.#look(row);
    return gathering.matches(rowSubject(row));
  }

  #look(row: AssociationRow): Seen {
    let seen = this.#seen.get(row.id);
    if (seen === undefined) {
      seen = { gathering: new Gathering(this.#filter), packets: 0, told: [0, 0] };
      this.#seen.set(row.id, seen);
    }
    if (this.#filter.asksForPackets) this.#lookAtPackets(row, seen);
    for (const endpoint of [0, 1] as const) {
      const told = this.#model.notificationsOf(row.id, endpoint);
      for (; seen.told[endpoint] < told.length; seen.told[endpoint]++)
        seen.gathering.add(withoutText(toldSubject(told[seen.told[endpoint]]!)));
    }
    return seen;
  }

  #lookAtPackets(row: AssociationRow, seen: Seen): void {
    const packets = this.#model.packetsOf(row.id);
    for (; seen.packets < packets.length; seen.packets++) {
      this.#packet.of(packets[seen.packets]!, row);
      seen.gathering.add(this.#packetWithoutText);
    }
  }
}

/** A word is looked for in what the list tells, not in every packet. */
function withoutText(subject: Subject): Subject {
  return { values: (field) => (field === 'text' ? undefined : subject.values(field)) };
}

function rowSubject(row: AssociationRow): Subject {
  const reported = row.report === undefined ? undefined : associationSubject(row.report);
  return { values: (field) => (field === 'text' ? [rowText(row)] : (reported?.values(field) ?? unreported(row, field))) };
}

/** While it is being read. */
function unreported({ id, names }: AssociationRow, field: FieldName): readonly Value[] | undefined {
  switch (field) {
    case 'association':
      return [id];
    case 'host':
      return names.map(endpointHost);
    case 'port':
      return names.map(endpointPort);
    default:
      return undefined;
  }
}

function rowText(row: AssociationRow): string {
  const names = row.notifications.flatMap(({ byName }) => [...byName.keys()]);
  const addresses = row.report?.endpoints.flatMap((endpoint) => endpoint.addresses) ?? [];
  return [...row.names, outcomeText(row), row.report?.outcomeWhy ?? '', ...addresses, ...names].join(' ');
}
