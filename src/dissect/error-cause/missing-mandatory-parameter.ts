/**
 * Missing Mandatory Parameter, RFC 9260 section 3.3.10.2.
 *
 *     |        Cause Code = 2         |   Cause Length = 8 + N * 2    |
 *     |               Number of Missing Parameters = N                |
 *     |     Missing Param Type #1     |     Missing Param Type #2     |
 *     /                              ...                              /
 */
import { records } from '../body.js';
import { u16, u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

const missingParameters = u32('Number of Missing Parameters', 4);

export const missingMandatoryParameter: TlvType = {
  type: 2,
  name: 'Missing Mandatory Parameter',
  section: 'RFC 9260 section 3.3.10.2',
  headerLength: 8,
  fields: [missingParameters],
  body: [records('Missing Parameter Type', 2, [u16('Missing Parameter Type', 0, 'parameter-type')], missingParameters)],
};
