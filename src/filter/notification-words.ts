/** What a notification is called in a filter: its type and its state, with and without SCTP_ and _EVENT. */
import {
  ADDRESS_STATES,
  ASSOC_STATES,
  NOTIFICATION_TYPES,
  type Notification,
  type NotificationBody,
} from '../notification/notification.js';

const SENT_FLAGS = ['SCTP_DATA_SENT', 'SCTP_DATA_UNSENT'];
const AUTH_INDICATIONS = ['SCTP_AUTH_NEW_KEY', 'SCTP_AUTH_FREE_KEY', 'SCTP_AUTH_NO_AUTH'];

/** 'SCTP_SEND_FAILED_EVENT' is SEND_FAILED too; only SCTP_SEND_FAILED says exactly that form. */
function spellings(constant: string): string[] {
  const short = constant.replace(/^SCTP_/, '');
  return [...new Set([constant, short, short.replace(/_(EVENT|INDICATION)$/, '')])];
}

const SPELLINGS = new Map(
  [...NOTIFICATION_TYPES, ...ASSOC_STATES, ...ADDRESS_STATES, ...SENT_FLAGS, ...AUTH_INDICATIONS, 'SCTP_PARTIAL_DELIVERY_ABORTED'].map(
    (constant) => [constant, spellings(constant)],
  ),
);

/** All that may be written. */
export const NOTIFICATION_WORDS: readonly string[] = [...new Set([...SPELLINGS.values()].flat())];

/** The words of one. */
export function notificationWords({ body }: Notification): string[] {
  return constantsOf(body).flatMap((constant) => SPELLINGS.get(constant) ?? []);
}

function constantsOf(body: NotificationBody): string[] {
  switch (body.sn_type) {
    case 'SCTP_ASSOC_CHANGE':
      return [body.sn_type, body.sac_state];
    case 'SCTP_PEER_ADDR_CHANGE':
      return [body.sn_type, body.spc_state];
    case 'SCTP_SEND_FAILED':
      return [body.sn_type, body.ssf_flags_name];
    case 'SCTP_SEND_FAILED_EVENT':
      return [body.sn_type, body.ssfe_flags_name];
    case 'SCTP_AUTHENTICATION_EVENT':
      return [body.sn_type, body.auth_indication];
    case 'SCTP_PARTIAL_DELIVERY_EVENT':
      return [body.sn_type, body.pdapi_indication];
    default:
      return [body.sn_type];
  }
}
