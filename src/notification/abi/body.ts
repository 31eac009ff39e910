/** From the members of a struct to the vocabulary of notification.ts. */
import type { NotificationBody } from '../notification.js';
import { BITS } from './abi.js';
import { causeOfMember, type DecodedNotification } from './decode.js';
import { isPadding } from './layout.js';
import type { DecodedField, MemberValue } from './read-struct.js';

/** The vocabulary's form of it; undefined where the type or one of its constants is unknown, or the bytes end before its fixed part. */
export function notificationBody(decoded: DecodedNotification): NotificationBody | undefined {
  const { type, layout, fields, abi } = decoded;
  if (type === undefined || layout === undefined || type === 'SCTP_NOTIFICATIONS_STOPPED_EVENT') return undefined;
  const end = fields.reduce((most, field) => Math.max(most, field.offset + field.size), 0);
  if (end < layout.size || fields.some(({ name, value }) => typeof value === 'number' && abi.constants[name] !== undefined))
    return undefined;
  return { sn_type: type, ...bodyMembers(decoded) } as NotificationBody;
}

/** Its members as far as the bytes reach; an array at the end is left out where the notification is cut short. */
export function bodyMembers(decoded: DecodedNotification): Record<string, unknown> {
  const { fields, layout, oddities } = decoded;
  const cut = oddities.some((oddity) => oddity.startsWith('cut short'));
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    if (!(cut && layout?.open && field === fields.at(-1) && field.offset >= layout.size)) addToBody(body, field, decoded);
  }
  return body;
}

/** Of the flags only those that say something are part of a body: of the RE-CONFIG events, and of a failed message, there by name. */
const FLAG_NAMES: Readonly<Record<string, string>> = { ssf_flags: 'ssf_flags_name', ssfe_flags: 'ssfe_flags_name' };

function addToBody(body: Record<string, unknown>, { name, value }: DecodedField, decoded: DecodedNotification): void {
  if (isPadding(name) || /^[a-z_]+_(type|length|assoc_id)$/.test(name)) return;
  if (FLAG_NAMES[name] !== undefined) body[FLAG_NAMES[name]] = value;
  else if (name.endsWith('_flags') && !name.includes('.') && BITS[name] === undefined) return;
  else if (name.includes('_aaddr')) addAddress(body, name, value);
  else if (name.includes('.')) addNested(body, name, value);
  else body[name] = value;
  const cause = causeOfMember(name, value, decoded);
  if (cause !== undefined) body[`${name}_cause`] = cause;
}

function addAddress(body: Record<string, unknown>, name: string, value: MemberValue): void {
  const [outer = '', inner] = name.split('.');
  if (inner === undefined || inner.endsWith('_addr')) body[outer] = value;
}

function addNested(body: Record<string, unknown>, name: string, value: MemberValue): void {
  const [outer = '', inner = ''] = name.split('.');
  if (inner.endsWith('_assoc_id')) return;
  body[outer] = { ...(body[outer] as object | undefined), [inner]: value };
}
