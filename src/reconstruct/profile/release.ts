/** What a release of a stack has: notifications came over the years, and an application cannot be told one that is not there yet. */
import { LINUX_MEMBERS } from '../../notification/abi/subscription.js';
import type { NotificationBody } from '../../notification/notification.js';
import type { StackProfile } from './stack-profile.js';

const LIST_CHANGES: ReadonlySet<string> = new Set(['SCTP_ADDR_ADDED', 'SCTP_ADDR_REMOVED', 'SCTP_ADDR_MADE_PRIM']);

/** True where the release can tell of it. */
export function exists(body: NotificationBody, { subscribeMembers, addressListChanges }: StackProfile): boolean {
  if (LINUX_MEMBERS.findIndex(({ type }) => type === body.sn_type) >= subscribeMembers.value) return false;
  return addressListChanges.value === 'told' || body.sn_type !== 'SCTP_PEER_ADDR_CHANGE' || !LIST_CHANGES.has(body.spc_state);
}
