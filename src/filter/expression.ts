/** A filter as a tree. */
import type { FieldName } from './field.js';
import type { Test } from './kind.js';

/** One comparison: fulfilled where any value of the field is. */
export interface Condition {
  /** Its place among the filter's conditions. */
  readonly index: number;
  readonly field: FieldName;
  readonly test: Test;
}

export type Expression =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Expression[] };

export function evaluate(expression: Expression, holds: (condition: Condition) => boolean): boolean {
  switch (expression.kind) {
    case 'condition':
      return holds(expression.condition);
    case 'not':
      return !evaluate(expression.of, holds);
    case 'and':
      return expression.of.every((each) => evaluate(each, holds));
    case 'or':
      return expression.of.some((each) => evaluate(each, holds));
  }
}
