/**
 * IPv4 Address and IPv6 Address, RFC 9260 section 3.3.2.1: transport addresses of the sender.
 *
 *     |           Type = 5            |          Length = 8           |
 *     |                         IPv4 Address                          |
 *
 *     |           Type = 6            |          Length = 20          |
 *     |                         IPv6 Address                          |   sixteen bytes
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const ipv4AddressValue = u32('IPv4 Address', 4, 'ipv4');
/** Where the sixteen bytes begin, from the first byte of the parameter; a parameter shorter than IPV6_PARAMETER does not hold them. */
export const IPV6_ADDRESS_AT = 4;
export const IPV6_PARAMETER = 20;

export const ipv4Address: TlvType = {
  type: 5,
  name: 'IPv4 Address',
  section: 'RFC 9260 section 3.3.2.1',
  headerLength: 8,
  fields: [ipv4AddressValue],
  body: NOTHING,
};

export const ipv6Address: TlvType = {
  type: 6,
  name: 'IPv6 Address',
  section: 'RFC 9260 section 3.3.2.1',
  headerLength: IPV6_ADDRESS_AT,
  fields: [],
  body: [{ kind: 'ipv6-address' }],
};
