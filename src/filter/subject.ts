/** What a filter is asked about: a packet, a notification, an association, a diagnosis. */

import type { FieldName } from './field.js';
import type { Value } from './value.js';

export interface Subject {
  /** All values of a field; undefined where such a thing does not have that field at all, so that what it is part of may be asked instead. */
  values(field: FieldName): readonly Value[] | undefined;
}

/** A part of something: fields that the part does not have are those of the whole. */
export function partOf(part: Subject, whole: Subject): Subject {
  return { values: (field) => part.values(field) ?? whole.values(field) };
}
