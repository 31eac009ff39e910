/** Who is told what walkPacket finds: the packet tree, the list of malformations. All positions are byte offsets in the block. */
import type { ChunkType } from './chunk/chunk-type.js';
import type { Field } from './field.js';
import type { LengthSource, RuleId } from './malformation.js';
import type { TlvType } from './tlv-type.js';

export type Structure =
  | { readonly kind: 'chunk'; readonly type: number; readonly row: ChunkType | undefined }
  | { readonly kind: 'parameter' | 'error-cause'; readonly type: number; readonly row: TlvType | undefined }
  | { readonly kind: 'record'; readonly label: string; readonly index: number }
  | { readonly kind: 'quoted-packet' };

/** Bytes that are not fields. */
export type SpanKind = 'user-data' | 'text' | 'bytes' | 'undissected' | 'ipv6-address' | 'padding';

export interface Visitor {
  /** A structure begins; its fields, spans and inner structures follow, then close(). [at, end) is what was captured of it, padding excluded. */
  open(structure: Structure, at: number, end: number): void;
  close(): void;
  /** `start` is the first byte of what holds the field. */
  field(field: Field, start: number): void;
  /** One of a list of equal fields. */
  entry(field: Field, start: number): void;
  span(kind: SpanKind, label: string, at: number, end: number): void;
  /** Something is wrong with the structure opened last. */
  malformed(rule: RuleId, at: number, required: number, available: number, lengthFrom: LengthSource): void;
}
