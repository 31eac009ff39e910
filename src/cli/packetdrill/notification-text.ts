/** Notifications as packetdrill expects them of recvmsg(): the C struct member by member, `...` for what is not claimed. */
import type { Abi } from '../../notification/abi/abi.js';
import { encodeBody } from '../../notification/abi/encode.js';
import { isPadding, type Member } from '../../notification/abi/layout.js';
import { typeNumber } from '../../notification/abi/registry.js';
import type { Notification, NotificationBody } from '../../notification/notification.js';

/** Members that packetdrill has no word for. */
const UNKNOWN_THERE: ReadonlySet<string> = new Set(['auth_altkeynumber']);
/** packetdrill takes members in RFC 6458's order; Linux has this one elsewhere. */
const LAST = 'pdapi_assoc_id';
/** Room the application gives. */
const ROOM = 2000;

/** `recvmsg(3, …) = 20`. */
export function recvmsgText({ body }: Notification, descriptor: number, abi: Abi): string {
  const bytes = encodeBody(body, 0, abi);
  const struct = `{${memberTexts(body, abi, bytes?.length).join(', ')}}`;
  const flags = 'msg_flags=MSG_NOTIFICATION|MSG_EOR';
  const message = `{msg_name(...)=..., msg_iov(1)=[{iov_base=${struct}, iov_len=${ROOM}}], msg_control(0)=[], ${flags}}`;
  return `recvmsg(${descriptor}, ${message}, 0) = ${bytes?.length ?? '...'}`;
}

function memberTexts(body: NotificationBody, abi: Abi, length: number | undefined): string[] {
  const members = layoutOf(body, abi).filter(({ name }) => !isPadding(name) && !UNKNOWN_THERE.has(name));
  const texts: string[] = [];
  const nested = new Map<string, string[]>();
  for (const member of members) {
    const [outer = '', inner] = member.name.split('.');
    const text = `${inner ?? outer}=${valueText(member, body, length)}`;
    if (inner === undefined || outer === 'spc_aaddr') texts.push(inner === undefined ? text : `${outer}=...`);
    else {
      const inside = nested.get(outer) ?? [];
      if (inside.length === 0) texts.push(outer);
      nested.set(outer, [...inside, text]);
    }
  }
  texts.sort((x, y) => Number(x.startsWith(LAST)) - Number(y.startsWith(LAST)));
  return texts.map((text) => (nested.has(text) ? `${text}={${nested.get(text)!.join(', ')}}` : text));
}

function layoutOf(body: NotificationBody, abi: Abi): readonly Member[] {
  const number = typeNumber(abi, body.sn_type);
  return (number === undefined ? undefined : abi.notifications[number]?.layouts[0]?.members) ?? [];
}

function valueText({ name, kind }: Member, body: NotificationBody, length: number | undefined): string {
  const [outer = '', inner] = name.split('.');
  const stated = body as unknown as Readonly<Record<string, unknown>>;
  if (kind === 'association' || kind === 'sockaddr') return '...';
  if (/^[a-z_]+_type$/.test(name)) return body.sn_type;
  if (/^[a-z_]+_length$/.test(name) && inner === undefined) return String(length ?? '...');
  if (/^[a-z_]+_flags$/.test(name) && inner === undefined) return flagsText(name, stated);
  const value = inner === undefined ? stated[outer] : (stated[outer] as Readonly<Record<string, unknown>> | undefined)?.[inner];
  if (/_ppid$/.test(name)) return value === undefined ? '...' : `htonl(${String(value)})`;
  if (/_data$/.test(name) && !name.startsWith('sre')) return '...';
  if (value === undefined) return '...';
  if (kind === 'bytes') return `[${(String(value).match(/../g) ?? []).map((byte) => `0x${byte}`).join(',')}]`;
  return Array.isArray(value) ? `[${value.join(',')}]` : String(value);
}

function flagsText(name: string, stated: Readonly<Record<string, unknown>>): string {
  return String(stated[`${name}_name`] ?? stated[name] ?? 0);
}
