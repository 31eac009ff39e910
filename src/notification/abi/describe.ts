/** Decoded members in words. */
import { type Abi, BITS, type NumberNames } from './abi.js';
import { causeOfMember, type DecodedNotification } from './decode.js';
import { isPadding } from './layout.js';
import type { DecodedField, MemberValue } from './read-struct.js';

/** What a member's value means, for a person: '0x8001 (SCTP_ASSOC_CHANGE)', '3072 (cause 12, User-Initiated Abort)', '0 (SCTP_COMM_UP)'. */
export function fieldText(field: DecodedField, decoded: DecodedNotification): string {
  const { name, value } = field;
  const constant = typeof value === 'string' ? constantNumber(name, value, decoded.abi) : undefined;
  if (constant !== undefined) return `${constant} (${String(value)})`;
  if (typeof value !== 'number') return listOrText(value);
  const remark = remarkOf(name, value, decoded);
  const number = name.endsWith('_type') && value > 255 ? `0x${value.toString(16)}` : String(value);
  return remark === '' ? number : `${number} (${remark})`;
}

function constantNumber(name: string, value: string, abi: Abi): string | undefined {
  return Object.entries(abi.constants[name] ?? {}).find(([, constant]) => constant === value)?.[0];
}

function listOrText(value: Exclude<MemberValue, number>): string {
  if (typeof value === 'string') return value;
  return value.length === 0 ? 'empty: all streams' : value.join(', ');
}

function remarkOf(name: string, value: number, decoded: DecodedNotification): string {
  const { abi, type } = decoded;
  if (name.endsWith('_type') && type !== undefined) return type;
  const cause = causeOfMember(name, value, decoded);
  if (cause !== undefined) return `cause ${cause.code}, ${cause.name}`;
  return abi.hints[name]?.[value] ?? bitNames(BITS[name], value);
}

function bitNames(names: NumberNames | undefined, value: number): string {
  return Object.entries(names ?? {})
    .filter(([bit]) => (value & Number(bit)) !== 0)
    .map(([, name]) => name)
    .join(' | ');
}

/** Features in the `sac_info` of a COMM_UP or RESTART of the FreeBSD family: a byte each. */
const FEATURES: NumberNames = { 1: 'PR-SCTP', 2: 'AUTH', 3: 'ASCONF', 4: 'MULTIBUF', 5: 'RE-CONFIG', 6: 'I-DATA' };

/** What `sac_info` holds, where that is known. */
export function associationInfoText(hex: string, state: string, abi: Abi): string {
  if (hex === '') return '';
  const comesUp = state === 'SCTP_COMM_UP' || state === 'SCTP_RESTART';
  if (abi.name === 'linux') return comesUp ? 'Linux leaves it empty' : 'error causes of the ABORT';
  if (!comesUp) return 'the ABORT chunk';
  return (hex.match(/../g) ?? []).map((byte) => FEATURES[Number.parseInt(byte, 16)] ?? `0x${byte}`).join(', ');
}

/** The members worth a line: padding only where it is not zero. */
export function visibleFields(decoded: Pick<DecodedNotification, 'fields'>): DecodedField[] {
  return decoded.fields.filter(
    ({ name, value }) => !(isPadding(name) || name.endsWith('sin_zero') || name.endsWith('ss_rest')) || /[^0]/.test(String(value)),
  );
}
