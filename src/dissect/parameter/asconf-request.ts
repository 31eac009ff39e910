/**
 * Add IP Address, Delete IP Address and Set Primary IP Address, RFC 5061 sections 4.2.1, 4.2.2 and 4.2.4: same shape. In ASCONF, the last also in INIT.
 *
 *     |  Type = 0xC001, 0xC002, 0xC004|            Length             |
 *     |               ASCONF-Request Correlation ID                   |
 *     /                       Address Parameter                       /   0.0.0.0 and :: mean the address the packet came from
 */
import { PARAMETERS } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** Where the address parameter begins, from the first byte of the request. */
export const ASCONF_REQUEST_HEADER = 8;

export const requestCorrelationId = u32('ASCONF-Request Correlation ID', 4);

export const addIpAddress: TlvType = {
  type: 0xc001,
  name: 'Add IP Address',
  section: 'RFC 5061 section 4.2.1',
  headerLength: ASCONF_REQUEST_HEADER,
  fields: [requestCorrelationId],
  body: PARAMETERS,
};

export const deleteIpAddress: TlvType = { ...addIpAddress, type: 0xc002, name: 'Delete IP Address', section: 'RFC 5061 section 4.2.2' };
export const setPrimaryAddress: TlvType = {
  ...addIpAddress,
  type: 0xc004,
  name: 'Set Primary IP Address',
  section: 'RFC 5061 section 4.2.4',
};
