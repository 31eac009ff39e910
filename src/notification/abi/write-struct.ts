/** Writes any struct of layout.ts, driven by its table: what read-struct.ts has read becomes the same bytes again. */
import { parseAddress } from '../address.js';
import type { Abi, ByteOrder, Sockaddr } from './abi.js';
import { fromHex } from './hex.js';
import type { Member, MemberKind, StructLayout } from './layout.js';
import type { MemberValue } from './read-struct.js';

/** By member; those left out are zero. A sockaddr may be given as its address, with `<member>_port`. */
export type MemberValues = Readonly<Record<string, MemberValue | undefined>>;

interface Target {
  bytes: Uint8Array;
  view: DataView;
  abi: Abi;
  little: boolean;
}

export function writeStruct(values: MemberValues, layout: StructLayout, abi: Abi, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(structSize(values, layout));
  const target = { bytes, view: new DataView(bytes.buffer), abi, little: order === 'little' };
  for (const member of layout.members) {
    if (member.kind === 'sockaddr') writeSockaddr(target, member, values);
    else writeMember(target, member, member.offset, named(abi, member.name, values[member.name]));
  }
  return bytes;
}

/** Bytes of a struct with these members: its fixed part and its flexible array. */
export function structSize(values: MemberValues, layout: StructLayout): number {
  const tail = layout.members.find((member) => member.size === Number.POSITIVE_INFINITY);
  return layout.size + (tail === undefined ? 0 : tailLength(values[tail.name]));
}

function tailLength(value: MemberValue | undefined): number {
  if (value === undefined || typeof value === 'number') return 0;
  return typeof value === 'string' ? value.length >> 1 : value.length * 2;
}

/** The number of a constant's name. */
function named(abi: Abi, name: string, value: MemberValue | undefined): MemberValue | undefined {
  const row = typeof value === 'string' && Object.entries(abi.constants[name] ?? {}).find(([, constant]) => constant === value);
  return row ? Number(row[0]) : value;
}

type Writer = (target: Target, offset: number, value: MemberValue, size: number) => void;

const address: Writer = ({ bytes }, offset, value, size) => bytes.set((parseAddress(String(value)) ?? NOTHING).subarray(0, size), offset);
const hex: Writer = ({ bytes }, offset, value, size) => bytes.set((fromHex(String(value)) ?? NOTHING).subarray(0, size), offset);
const NOTHING = new Uint8Array();

const WRITERS: Readonly<Record<MemberKind, Writer>> = {
  u8: ({ view }, offset, value) => view.setUint8(offset, Number(value)),
  u16: ({ view, little }, offset, value) => view.setUint16(offset, Number(value), little),
  u32: ({ view, little }, offset, value) => view.setUint32(offset, Number(value), little),
  association: ({ view, little }, offset, value) => view.setInt32(offset, Number(value), little),
  network16: ({ view }, offset, value) => view.setUint16(offset, Number(value)),
  network32: ({ view }, offset, value) => view.setUint32(offset, Number(value)),
  ipv4: address,
  ipv6: address,
  bytes: hex,
  sockaddr: hex,
  'u16 list': ({ view, little }, offset, value) => {
    if (typeof value === 'object') for (const [i, entry] of value.entries()) view.setUint16(offset + 2 * i, entry, little);
  },
};

function writeMember(target: Target, member: Member, offset: number, value: MemberValue | undefined): void {
  if (value !== undefined) WRITERS[member.kind](target, offset, value, member.size);
}

/** A sockaddr from its members as they were read, from an address, or from the hex of a family nobody knows. */
function writeSockaddr(target: Target, member: Member, values: MemberValues): void {
  const address = parseAddress(String(values[member.name] ?? ''));
  if (address === undefined) writeMember(target, member, member.offset, values[member.name]);
  const members = address === undefined ? values : sockaddrMembers(target.abi, member.name, address.length === 16 ? 6 : 4, values);
  const sockaddr = target.abi.sockaddrs.find((candidate) => describes(candidate, member.name, members));
  for (const inner of sockaddr?.layout.members ?? []) {
    writeMember(target, inner, member.offset + inner.offset, members[`${member.name}.${inner.name}`]);
  }
}

/** `spc_aaddr: '10.1.0.2', spc_aaddr_port: 5001` as the members of the ABI's own sockaddr. */
function sockaddrMembers(abi: Abi, name: string, version: 4 | 6, values: MemberValues): MemberValues {
  const { family, lengthByte } = abi.sockaddrs.find((candidate) => candidate.version === version)!;
  const member = `${name}.${version === 6 ? 'sin6' : 'sin'}`;
  return {
    [`${member}_len`]: lengthByte,
    [`${member}_family`]: family,
    [`${member}_port`]: values[`${name}_port`],
    [`${member}_addr`]: values[name],
  };
}

function describes({ family, lengthByte, version }: Sockaddr, name: string, members: MemberValues): boolean {
  const member = `${name}.${version === 6 ? 'sin6' : 'sin'}`;
  return members[`${member}_family`] === family && members[`${member}_len`] === lengthByte;
}
