/** Which stacks the endpoints of an association may be taken for. */
import { PROFILE_NAMES } from '../../reconstruct/profile/registry.js';
import { AS_FOUND, type AssociationRow, type StackChoice } from '../model.js';
import type { ProfileScreen } from '../screen.js';

export const STACKS: readonly string[] = [...PROFILE_NAMES, AS_FOUND];

/** The screen on the first stack that an endpoint is not taken for. */
export function profileScreen({ id, report }: AssociationRow, endpoint: ProfileScreen['endpoint']): ProfileScreen {
  const now = report?.endpoints[endpoint === 'both' ? 0 : endpoint].stack.name;
  return { view: 'profile', association: id, endpoint, stack: STACKS.find((name) => name !== now) ?? AS_FOUND, cursor: 0, top: 0 };
}

/** The stacks that the screen asks for, by endpoint. */
export function choiceOf({ endpoint, stack }: ProfileScreen): StackChoice {
  return endpoint === 'both' ? [stack, stack] : endpoint === 0 ? [stack, undefined] : [undefined, stack];
}
