/**
 * Adaptation Layer Indication, RFC 5061 section 4.2.6: a number the application gave, told to the other application.
 *
 *     |        Type = 0xC006          |          Length = 8           |
 *     |                  Adaptation Code Point                        |
 */
import { NOTHING } from '../body.js';
import { u32 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const adaptationCodePoint = u32('Adaptation Code Point', 4, 'hex');

export const adaptationLayerIndication: TlvType = {
  type: 0xc006,
  name: 'Adaptation Layer Indication',
  section: 'RFC 5061 section 4.2.6',
  headerLength: 8,
  fields: [adaptationCodePoint],
  body: NOTHING,
};
