/**
 * What the sender offers and demands of authentication: Random, Chunk List and Requested HMAC Algorithm, RFC 4895 sections 3.1 to 3.3.
 *
 *     |    Parameter Type = 0x8002    |       Parameter Length        |   Random
 *     /                         Random Number                         /
 *
 *     |    Parameter Type = 0x8003    |       Parameter Length        |   Chunk List
 *     | Chunk Type 1  | Chunk Type 2  | Chunk Type 3  | Chunk Type 4  |   to be authenticated by the peer
 *     /                              ...                              /
 *
 *     |    Parameter Type = 0x8004    |       Parameter Length        |   Requested HMAC Algorithm
 *     |       HMAC Identifier 1       |       HMAC Identifier 2       |
 *     /                              ...                              /
 */
import { bytesBody, records } from '../body.js';
import { u8, u16 } from '../field.js';
import type { TlvType } from '../tlv-type.js';

/** HMAC algorithms by identifier, RFC 4895 section 8. */
export const HMAC_NAMES: Readonly<Record<number, string>> = { 1: 'SHA-1', 3: 'SHA-256' };

export const random: TlvType = {
  type: 0x8002,
  name: 'Random',
  section: 'RFC 4895 section 3.1',
  headerLength: 4,
  fields: [],
  body: bytesBody('Random Number'),
};

export const chunkList: TlvType = {
  type: 0x8003,
  name: 'Chunk List',
  section: 'RFC 4895 section 3.2',
  headerLength: 4,
  fields: [],
  body: [records('Chunk Type', 1, [u8('Chunk Type', 0, 'chunk-type')])],
};

export const requestedHmacAlgorithm: TlvType = {
  type: 0x8004,
  name: 'Requested HMAC Algorithm',
  section: 'RFC 4895 section 3.3',
  headerLength: 4,
  fields: [],
  body: [records('HMAC Identifier', 2, [u16('HMAC Identifier', 0, 'hmac')])],
};
