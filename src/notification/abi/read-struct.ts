/** Reads any struct of layout.ts, driven by its table. */
import { formatIpv4, formatIpv6 } from '../address.js';
import type { Abi, ByteOrder, Sockaddr } from './abi.js';
import { toHex } from './hex.js';
import type { Member, StructLayout } from './layout.js';

/** A number, a constant's name, an address, hex, or the numbers of a list. */
export type MemberValue = number | string | readonly number[];

export interface DecodedField {
  /** The C name, see Member. */
  name: string;
  /** Bytes from the first of the struct. */
  offset: number;
  size: number;
  value: MemberValue;
}

interface Source {
  bytes: Uint8Array;
  view: DataView;
  abi: Abi;
  little: boolean;
}

/** The members that lie wholly within the bytes. A sockaddr becomes the members of the sockaddr it holds, `spc_aaddr.sin_port` and so on. */
export function readStruct(bytes: Uint8Array, layout: StructLayout, abi: Abi, order: ByteOrder): DecodedField[] {
  const source = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), abi, little: order === 'little' };
  return layout.members.flatMap((member) => readMember(source, member, member.offset, member.name));
}

function readMember(source: Source, member: Member, offset: number, name: string): DecodedField[] {
  const size = member.size === Number.POSITIVE_INFINITY ? source.bytes.length - offset : member.size;
  if (size < 0 || offset + size > source.bytes.length) return [];
  const sockaddr = member.kind === 'sockaddr' ? findSockaddr(source, offset) : undefined;
  if (sockaddr !== undefined) {
    return sockaddr.layout.members.flatMap((inner) => readMember(source, inner, offset + inner.offset, `${name}.${inner.name}`));
  }
  const value = readValue(source, member, offset, size);
  return [{ name, offset, size, value: typeof value === 'number' ? (source.abi.constants[name]?.[value] ?? value) : value }];
}

function readValue({ bytes, view, abi, little }: Source, member: Member, offset: number, size: number): MemberValue {
  switch (member.kind) {
    case 'u8':
      return view.getUint8(offset);
    case 'u16':
      return view.getUint16(offset, little);
    case 'u32':
      return view.getUint32(offset, little);
    case 'association':
      return abi.signedAssociation ? view.getInt32(offset, little) : view.getUint32(offset, little);
    case 'network16':
      return view.getUint16(offset);
    case 'network32':
      return view.getUint32(offset);
    case 'ipv4':
      return formatIpv4(bytes, offset);
    case 'ipv6':
      return formatIpv6(bytes, offset);
    case 'u16 list':
      return Array.from({ length: size >> 1 }, (_, i) => view.getUint16(offset + 2 * i, little));
    case 'bytes':
    case 'sockaddr':
      return toHex(bytes.subarray(offset, offset + size));
  }
}

/** The sockaddr that the family of a sockaddr_storage tells; undefined for a family the ABI does not know. */
function findSockaddr({ bytes, view, abi, little }: Source, offset: number): Sockaddr | undefined {
  const family = view.getUint16(offset, little);
  return abi.sockaddrs.find((candidate) =>
    candidate.lengthByte === undefined
      ? family === candidate.family
      : bytes[offset] === candidate.lengthByte && bytes[offset + 1] === candidate.family,
  );
}
