/**
 * What a NAT that speaks SCTP complains about, draft-ietf-tsvwg-natsupp: in ABORT and ERROR with the M bit.
 *
 *     |     Cause Code = 0x00B0       |         Cause Length          |   VTag and Port Number Collision
 *     /                          the chunk                            /
 *
 *     |     Cause Code = 0x00B1       |         Cause Length          |   Missing State
 *     /                       the original packet                     /
 *
 *     |     Cause Code = 0x00B2       |         Cause Length          |   Port Number Collision
 *     /                          the chunk                            /
 */
import type { TlvType } from '../tlv-type.js';

export const tagAndPortCollision: TlvType = {
  type: 0xb0,
  name: 'VTag and Port Number Collision',
  section: 'draft-ietf-tsvwg-natsupp',
  headerLength: 4,
  fields: [],
  body: [{ kind: 'chunk' }],
};

export const missingState: TlvType = {
  ...tagAndPortCollision,
  type: 0xb1,
  name: 'Missing State',
  body: [{ kind: 'undissected', label: 'Original Packet' }],
};
export const portCollision: TlvType = { ...tagAndPortCollision, type: 0xb2, name: 'Port Number Collision' };
