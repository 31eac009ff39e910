/** A finding as filters see it. */
import type { Diagnosis } from '../reconstruct/model.js';
import type { FieldName } from './field.js';
import type { Subject } from './subject.js';
import type { Value } from './value.js';

type Read = (diagnosis: Diagnosis) => readonly Value[];

const READ: Readonly<Partial<Record<FieldName, Read>>> = {
  association: ({ association }) => [association],
  frame: ({ frame }) => [frame],
  time: ({ time }) => [time],
  text: ({ severity, rule, text }) => [`${severity} ${rule} ${text}`],
};

export function diagnosisSubject(diagnosis: Diagnosis): Subject {
  return { values: (field) => READ[field]?.(diagnosis) };
}
