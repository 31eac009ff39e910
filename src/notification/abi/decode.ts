/** A raw notification buffer, member by member, with everything about it that is odd. */
import { causeOf, isKnownCause, swap16 } from '../error-cause.js';
import type { CauseName } from '../notification.js';
import type { Abi, ByteOrder, NotificationName } from './abi.js';
import { isPadding, type StructLayout } from './layout.js';
import { type DecodedField, type MemberValue, readStruct } from './read-struct.js';
import { ABIS } from './registry.js';

export interface DecodedNotification {
  abi: Abi;
  order: ByteOrder;
  /** The number in sn_type; undefined where there are not even two bytes. */
  typeNumber: number | undefined;
  /** Undefined where the ABI has no such number. */
  type: NotificationName | undefined;
  /** The struct it was read as. */
  layout: StructLayout | undefined;
  /** In the order of their offsets, padding included: together they are all the bytes. */
  fields: DecodedField[];
  /** What a person should know about these bytes, a sentence each; empty where all is as it should be. */
  oddities: string[];
}

/** Bytes of sn_type, sn_flags and sn_length. */
const HEADER = 8;

/** Never throws: of a buffer that is cut short or foreign it returns what could be read, and says what is odd. */
export function decodeNotification(bytes: Uint8Array, abi: Abi, order: ByteOrder = 'little'): DecodedNotification {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const typeNumber = bytes.length < 2 ? undefined : view.getUint16(0, order === 'little');
  const row = typeNumber === undefined ? undefined : abi.notifications[typeNumber];
  if (bytes.length < HEADER || row === undefined) {
    return { abi, order, typeNumber, type: undefined, layout: undefined, fields: [], oddities: [whyNone(bytes, typeNumber, abi)] };
  }
  const layout = chooseLayout(row.layouts, declaredLength(bytes, row.layouts[0]!, order));
  const fields = readStruct(bytes, layout, abi, order);
  const decoded = { abi, order, typeNumber, type: row.type, layout, fields, oddities: [] };
  return { ...decoded, oddities: [...lengthOddities(bytes, decoded), ...valueOddities(decoded)] };
}

/** sn_length: 32 bits, but for one struct of Solaris. */
function declaredLength(bytes: Uint8Array, layout: StructLayout, order: ByteOrder): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const short = layout.members.some(({ name, kind }) => name.endsWith('_length') && kind === 'u16');
  return short ? view.getUint16(4, order === 'little') : view.getUint32(4, order === 'little');
}

/** The layout of exactly that length, else the first: where a struct had several lives, its length tells which. */
function chooseLayout(layouts: readonly StructLayout[], length: number): StructLayout {
  return layouts.find((layout) => layout.size === length) ?? layouts[0]!;
}

function whyNone(bytes: Uint8Array, typeNumber: number | undefined, abi: Abi): string {
  if (bytes.length < HEADER) return `${bytes.length} bytes are no notification: type, flags and length alone take ${HEADER}`;
  const others = ABIS.filter((other) => other !== abi && other.notifications[typeNumber!] !== undefined);
  const swapped = swap16(typeNumber!);
  if (others.length === 0 && abi.notifications[swapped] !== undefined) {
    return `type 0x${hex16(typeNumber!)} looks like ${abi.notifications[swapped].type} with its bytes swapped: the other byte order`;
  }
  const known = elsewhere(others, (other) => other.notifications[typeNumber!]?.type);
  return `${abi.title} has no notification of type ${typeNumber} (0x${hex16(typeNumber!)})${known === '' ? '' : `; it is ${known}`}`;
}

/** What it is on other stacks: 'SCTP_COMM_UP on usrsctp and FreeBSD, SCTP_COMM_LOST on Solaris'. */
function elsewhere(abis: readonly Abi[], what: (abi: Abi) => string | undefined): string {
  const names = [...new Set(abis.map(what))].filter((name) => name !== undefined);
  const titles = (name: string): string[] => abis.filter((abi) => what(abi) === name).map(({ title }) => title);
  return names.map((name) => `${name} on ${titles(name).join(' and ')}`).join(', ');
}

function hex16(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function lengthOddities(bytes: Uint8Array, { layout, order, type }: DecodedNotification): string[] {
  const declared = declaredLength(bytes, layout!, order);
  const oddities: string[] = [];
  if (declared > bytes.length) oddities.push(`cut short: its length says ${declared} bytes, ${bytes.length} are here`);
  if (declared < bytes.length) oddities.push(`${bytes.length - declared} bytes more than its length of ${declared} says`);
  const fits = layout!.open ? declared >= layout!.size : declared === layout!.size;
  if (!fits) oddities.push(`a length of ${declared} is wrong for ${type}: struct ${layout!.struct} has ${layout!.size} bytes`);
  return oddities;
}

function valueOddities({ fields, abi, order }: DecodedNotification): string[] {
  return fields.flatMap(({ name, value, offset }) => {
    if (isPadding(name)) return /[^0]/.test(String(value)) ? [`padding at byte ${offset} is not zero: ${String(value)}`] : [];
    if (typeof value === 'number' && abi.constants[name] !== undefined) return [unknownConstant(name, value, abi)];
    if (typeof value === 'number' && isErrorMember(name)) return errorOddity(name, value, { abi, order });
    return name.endsWith('_aaddr') ? [`the address family of ${name} is not one of ${abi.title}`] : [];
  });
}

function unknownConstant(name: string, value: number, abi: Abi): string {
  const known = elsewhere(ABIS, (other) => other.constants[name]?.[value]);
  return `${name} ${value} means nothing on ${abi.title}${known === '' ? '' : `; it is ${known}`}`;
}

/** `sac_error`, `ssf_error`, `ssfe_error`: cause codes in the byte order of the stack. */
export function isErrorMember(name: string): boolean {
  return name === 'sac_error' || name === 'ssf_error' || name === 'ssfe_error';
}

function errorOddity(name: string, value: number, host: Host): string[] {
  const code = causeCode(value, host);
  if (code === 0 || isKnownCause(code) || !isKnownCause(swap16(code))) return [];
  const cause = causeOf(swap16(code))!;
  return [
    `${name} ${value} is no cause in ${host.abi.title}'s byte order; with its bytes swapped it is cause ${cause.code}, ${cause.name}`,
  ];
}

/** Whose members they are. */
type Host = Pick<DecodedNotification, 'abi' | 'order'>;

/** The network's byte order is that of a big-endian host. */
function causeCode(value: number, { abi, order }: Host): number {
  return abi.causeOrder === 'network' && order === 'little' && value <= 0xffff ? swap16(value) : value;
}

/** The error cause that a member stands for; undefined where the member is none, or 0. */
export function causeOfMember(name: string, value: MemberValue, host: Host): CauseName | undefined {
  if (typeof value !== 'number') return undefined;
  if (name === 'sre_error') return causeOf(value);
  return isErrorMember(name) ? causeOf(causeCode(value, host)) : undefined;
}

/** The members by name, as writeStruct takes them. */
export function memberValues(fields: readonly DecodedField[]): Record<string, MemberValue> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

/** What the stack calls the association; undefined where the bytes do not reach that far. */
export function associationId(decoded: DecodedNotification): number | undefined {
  const field = decoded.fields.find(({ name }) => name.endsWith('_assoc_id') && !name.includes('.'));
  return typeof field?.value === 'number' ? field.value : undefined;
}
