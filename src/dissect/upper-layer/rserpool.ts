/** ASAP (RFC 5352 section 2.2) and ENRP (RFC 5353 section 2): the first byte is the message type. */
import type { MessageName } from './message-name.js';

const ASAP_MESSAGES = [
  '',
  'Registration',
  'Deregistration',
  'Registration Response',
  'Deregistration Response',
  'Handle Resolution',
  'Handle Resolution Response',
  'Endpoint Keep-Alive',
  'Endpoint Keep-Alive Ack',
  'Endpoint Unreachable',
  'Server Announce',
  'Cookie',
  'Cookie Echo',
  'Business Card',
  'Error',
];

const ENRP_MESSAGES = [
  '',
  'Presence',
  'Handle Table Request',
  'Handle Table Response',
  'Handle Update',
  'List Request',
  'List Response',
  'Init Takeover',
  'Init Takeover Ack',
  'Takeover Server',
  'Error',
];

export const asapMessage: MessageName = (view, at, end) => (at < end ? ASAP_MESSAGES[view.getUint8(at)] : undefined);
export const enrpMessage: MessageName = (view, at, end) => (at < end ? ENRP_MESSAGES[view.getUint8(at)] : undefined);
