/**
 * Restart of an Association with New Encapsulation Port, draft-tuexen-tsvwg-sctp-udp-encaps-cons; Linux sends it.
 *
 *     |        Cause Code = 14        |       Cause Length = 8        |
 *     |   Current Encapsulation Port  |     New Encapsulation Port    |
 */
import { NOTHING } from '../body.js';
import { u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

export const restartWithNewEncapsulationPort: TlvType = {
  type: 14,
  name: 'Restart of an Association with New Encapsulation Port',
  section: 'draft-tuexen-tsvwg-sctp-udp-encaps-cons',
  headerLength: 8,
  fields: [u16('Current Encapsulation Port', 4), u16('New Encapsulation Port', 6)],
  body: NOTHING,
};
