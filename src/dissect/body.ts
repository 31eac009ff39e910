/** What follows the fixed fields of a chunk, parameter or error cause, as data: packet tree and malformation checks both walk it. */
import type { Field } from './field.js';

export type BodyPart =
  /** A user message or a fragment of one. */
  | { readonly kind: 'user-data' }
  /** Parameters or error causes, to the end. */
  | { readonly kind: 'parameters' | 'error-causes' }
  /** One chunk, or a packet with its common header, quoted by whoever complains about it; it may be cut. */
  | { readonly kind: 'chunk' | 'packet' }
  /** Sixteen bytes of IPv6 address. */
  | { readonly kind: 'ipv6-address' }
  /** The rest: UTF-8 for people, bytes for machines, or nobody knows what, which may be users' data. */
  | { readonly kind: 'text' | 'bytes' | 'undissected'; readonly label: string }
  | Records;

/** Equal records one after another. */
export interface Records {
  readonly kind: 'records';
  /** Name of one of them. */
  readonly label: string;
  /** Bytes of one record. */
  readonly size: number;
  /** Fields, with offsets from the record's first byte. */
  readonly fields: readonly Field[];
  /** The header's field that counts them; without it they go on to the end. */
  readonly count?: Field;
}

export function records(label: string, size: number, fields: readonly Field[], count?: Field): Records {
  return { kind: 'records', label, size, fields, ...(count && { count }) };
}

/** Bytes of an IPv6 address. */
export const IPV6_BYTES = 16;

export const USER_DATA: readonly BodyPart[] = [{ kind: 'user-data' }];
export const PARAMETERS: readonly BodyPart[] = [{ kind: 'parameters' }];
export const ERROR_CAUSES: readonly BodyPart[] = [{ kind: 'error-causes' }];
export const NOTHING: readonly BodyPart[] = [];

export function bytesBody(label: string): readonly BodyPart[] {
  return [{ kind: 'bytes', label }];
}

export function textBody(label: string): readonly BodyPart[] {
  return [{ kind: 'text', label }];
}
