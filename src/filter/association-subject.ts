/** An association as filters see it, without what only its packets and notifications tell. */
import type { AssociationReport } from '../reconstruct/model.js';
import type { FieldName } from './field.js';
import type { Subject } from './subject.js';
import type { Value } from './value.js';

type Read = (report: AssociationReport) => readonly Value[];

const READ: Readonly<Partial<Record<FieldName, Read>>> = {
  association: ({ id }) => [id],
  host: ({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses),
  port: ({ endpoints }) => endpoints.map(({ port }) => port),
  tag: ({ endpoints }) => endpoints.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
  outcome: ({ outcome }) => [outcome],
  text: ({ endpoints, setup, outcome, outcomeWhy }) => [
    [
      ...endpoints.flatMap(({ name, addresses, stack, extensions }) => [name, ...addresses, stack.name, ...extensions]),
      setup,
      outcome,
      outcomeWhy,
    ].join(' '),
  ],
};

export function associationSubject(report: AssociationReport): Subject {
  return { values: (field) => READ[field]?.(report) };
}
