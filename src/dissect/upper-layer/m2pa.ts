/**
 * M2PA, RFC 4165 sections 2.1 to 2.3: user data, or the status of the link.
 *
 *     |    Version    |     Spare     | Message Class | Message Type  |
 *     |                        Message Length                         |
 *     |    unused     |                      BSN                      |
 *     |    unused     |                      FSN                      |
 *     |                           Link Status                         |   only in type 2
 */
import type { MessageName } from './message-name.js';

const MESSAGE_CLASS = 11;
const USER_DATA = 1;
const LINK_STATUS = 2;
const STATUS_AT = 16;

const STATUSES = [
  '',
  'Alignment',
  'Proving Normal',
  'Proving Emergency',
  'Ready',
  'Processor Outage',
  'Processor Outage Ended',
  'Busy',
  'Busy Ended',
  'Out of Service',
];

export const m2paMessage: MessageName = (view, at, end) => {
  if (at + 4 > end || view.getUint8(at + 2) !== MESSAGE_CLASS) return undefined;
  const type = view.getUint8(at + 3);
  if (type === USER_DATA) return 'User Data';
  if (type !== LINK_STATUS) return undefined;
  const status = at + STATUS_AT + 4 <= end ? STATUSES[view.getUint32(at + STATUS_AT)] : undefined;
  return status ? `Link Status ${status}` : 'Link Status';
};
