/**
 * Stream Reconfiguration (RE-CONFIG), RFC 6525 section 3.1.
 *
 *     |  Type = 130   |  Chunk Flags  |         Chunk Length          |
 *     /                  Re-configuration Parameter                   /
 *     /            Re-configuration Parameter (optional)              /
 */
import { PARAMETERS } from '../body.js';
import type { ChunkType } from './chunk-type.js';

export const RE_CONFIG_HEADER = 4;

export const reConfig: ChunkType = {
  type: 130,
  name: 'RE-CONFIG',
  section: 'RFC 6525 section 3.1',
  headerLength: RE_CONFIG_HEADER,
  flags: [],
  fields: [],
  body: PARAMETERS,
};
