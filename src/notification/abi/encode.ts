/** Notifications as the bytes an application would read. */
import type { NotificationBody } from '../notification.js';
import type { Abi, ByteOrder, NotificationName } from './abi.js';
import { isPadding, type StructLayout } from './layout.js';
import { typeNumber } from './registry.js';
import { type MemberValues, structSize, writeStruct } from './write-struct.js';

/**
 * The bytes of a notification from its members by C name; type and length are filled in where not given, everything else is zero.
 * Undefined where the ABI has no such notification.
 */
export function encodeNotification(
  type: NotificationName,
  values: MemberValues,
  abi: Abi,
  order: ByteOrder = 'little',
): Uint8Array | undefined {
  const number = typeNumber(abi, type);
  const layouts = number === undefined ? undefined : abi.notifications[number]?.layouts;
  if (layouts?.[0] === undefined) return undefined;
  const layout = layouts.find((candidate) => candidate.size === values[headerMember(candidate, '_length')]) ?? layouts[0];
  const header = { [headerMember(layout, '_type')]: number, [headerMember(layout, '_length')]: structSize(values, layout) };
  return writeStruct({ ...header, ...values }, layout, abi, order);
}

function headerMember(layout: StructLayout, suffix: string): string {
  return layout.members.find(({ name }) => name.endsWith(suffix))!.name;
}

/** The bytes of a notification in the vocabulary's form, with the association's id on that host. */
export function encodeBody(body: NotificationBody, associationId: number, abi: Abi, order: ByteOrder = 'little'): Uint8Array | undefined {
  const values: Record<string, MemberValues[string]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith('_info') && typeof value === 'object') {
      for (const [inner, member] of Object.entries(value)) values[`${name}.${inner}`] = member as number;
    } else if (name.endsWith('_flags_name')) values[name.slice(0, -'_name'.length)] = value;
    else if (name !== 'sn_type' && !name.endsWith('_cause')) values[name] = value;
  }
  const layout = layoutOf(body.sn_type, abi);
  for (const { name, kind } of layout?.members ?? []) {
    if (kind === 'association' && !isPadding(name)) values[name] = associationId;
  }
  return encodeNotification(body.sn_type, values, abi, order);
}

function layoutOf(type: NotificationName, abi: Abi): StructLayout | undefined {
  const number = typeNumber(abi, type);
  return number === undefined ? undefined : abi.notifications[number]?.layouts[0];
}
