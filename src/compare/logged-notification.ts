/** From what logs hold of a notification, bytes or members, to one form. */
import type { Abi } from '../notification/abi/abi.js';
import { bodyMembers } from '../notification/abi/body.js';
import { associationId, type DecodedNotification, decodeNotification, isErrorMember } from '../notification/abi/decode.js';
import { guessAbi } from '../notification/abi/guess-abi.js';
import { fromHex, toHex } from '../notification/abi/hex.js';
import { ABIS } from '../notification/abi/registry.js';
import { canonicalAddress } from '../notification/address.js';
import { swap16 } from '../notification/error-cause.js';
import { NOTIFICATION_TYPES, type NotificationType } from '../notification/notification.js';
import type { AppNotification, LogLine, MemberOfLog } from './app-log.js';

/** The notification in a buffer that recvmsg returned, whole or only its beginning; undefined where the bytes are none on any stack. */
export function fromBytes(bytes: Uint8Array, where: LogLine, abi: Abi | undefined): AppNotification | undefined {
  const decoded = decodedBy(bytes, abi);
  const type = NOTIFICATION_TYPES.find((known) => known === decoded?.type);
  if (decoded === undefined || type === undefined) return undefined;
  const association = associationId(decoded);
  return {
    ...where,
    ...(association === undefined ? {} : { association }),
    kind: 'notification',
    type,
    members: { ...onLittleEndian(bodyMembers(decoded) as Record<string, MemberOfLog>, decoded), ...portOfPath(decoded) },
    raw: toHex(bytes),
  };
}

/** A stack that is known may still run on a host of either byte order. */
function decodedBy(bytes: Uint8Array, abi: Abi | undefined): DecodedNotification | undefined {
  if (abi === undefined) return guessAbi(bytes)[0]?.decoded;
  const little = decodeNotification(bytes, abi);
  return little.type === undefined ? decodeNotification(bytes, abi, 'big') : little;
}

/** What claims have: an error in network order is the number that a little-endian host reads. */
function onLittleEndian(members: Record<string, MemberOfLog>, { abi, order }: DecodedNotification): Record<string, MemberOfLog> {
  if (order === 'little' || abi.causeOrder === 'host') return members;
  const turned = Object.entries(members).map(([name, value]) => [
    name,
    isErrorMember(name) && typeof value === 'number' ? swap16(value) : value,
  ]);
  return Object.fromEntries(turned);
}

/** The port beside spc_aaddr: the peer's, and so a sign of which association it is; 0 where the stack leaves it out. */
function portOfPath({ fields }: DecodedNotification): { spc_aaddr_port?: number } {
  const port = fields.find(({ name }) => /^spc_aaddr\.sin6?_port$/.test(name))?.value;
  return typeof port === 'number' ? { spc_aaddr_port: port } : {};
}

/** Bytes of one notification that are put together of several reads or lines: a header, and what a chunk may hold. */
export const LONGEST_NOTIFICATION = 1 << 17;

/** What a notification's header says of its length; 0 where there is no header. */
export function declaredLength(bytes: Uint8Array): number {
  return bytes.length < 8 ? 0 : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
}

/** True for bytes that read as a notification without anything odd: how a notification is told from a message where the flag is not logged. */
export function isNotification(bytes: Uint8Array, abi: Abi | undefined): boolean {
  const best = guessAbi(bytes).find((guess) => abi === undefined || guess.abi === abi);
  return best !== undefined && best.decoded.oddities.length === 0;
}

/** The type of a name ('SCTP_ASSOC_CHANGE', 'ASSOC_CHANGE') or of a number, which some stack gives it; undefined where there is none. */
export function notificationType(value: unknown, abi: Abi | undefined): NotificationType | undefined {
  if (typeof value === 'number') {
    const type = (abi ?? abiOfTypeNumber(value)).notifications[value]?.type;
    return type === 'SCTP_NOTIFICATIONS_STOPPED_EVENT' ? undefined : type;
  }
  const name = String(value).toUpperCase();
  const full = name.startsWith('SCTP_') ? name : `SCTP_${name}`;
  return NOTIFICATION_TYPES.find((type) => type === full || type === ALIASES[full]);
}

/** Spellings of older headers and of other languages. */
const ALIASES: Readonly<Record<string, NotificationType>> = {
  SCTP_ADAPTATION_EVENT: 'SCTP_ADAPTATION_INDICATION',
  SCTP_ADAPTION_INDICATION: 'SCTP_ADAPTATION_INDICATION',
  SCTP_ADAPTION_LAYER: 'SCTP_ADAPTATION_INDICATION',
  SCTP_AUTHENTICATION_INDICATION: 'SCTP_AUTHENTICATION_EVENT',
  SCTP_AUTHKEY_EVENT: 'SCTP_AUTHENTICATION_EVENT',
  SCTP_PADDR_CHANGE: 'SCTP_PEER_ADDR_CHANGE',
  SCTP_PDAPI_EVENT: 'SCTP_PARTIAL_DELIVERY_EVENT',
  SCTP_SHUTDOWN: 'SCTP_SHUTDOWN_EVENT',
  SCTP_SENDER_DRY: 'SCTP_SENDER_DRY_EVENT',
};

/** Linux numbers its types from 0x8001, everybody else from 1. */
function abiOfTypeNumber(value: number): Abi {
  return ABIS.find((abi) => abi.notifications[value] !== undefined) ?? ABIS[0]!;
}

/** Members as a log spells them, in the vocabulary's spelling: addresses canonical, hex in lower case, numbers of constants named where the stack is known. */
export function normaliseMembers(members: Readonly<Record<string, unknown>>, abi: Abi | undefined): Record<string, MemberOfLog> {
  const normal = Object.entries(members).map(([name, value]) => [
    name.replace(/^(ssfe?_flags)$/, '$1_name'),
    normaliseMember(name, value, abi),
  ]);
  return Object.fromEntries(normal.filter(([, value]) => value !== undefined));
}

function normaliseMember(name: string, value: unknown, abi: Abi | undefined): MemberOfLog {
  if (typeof value === 'number') return abi?.constants[name]?.[value] ?? value;
  if (Array.isArray(value)) return value.filter((entry) => typeof entry === 'number');
  if (typeof value === 'object' && value !== null) return flatMembers(value);
  if (typeof value !== 'string') return undefined;
  if (name === 'spc_aaddr') return canonicalAddress(value);
  return /_(info|data)$/.test(name) ? hexOf(value) : value;
}

/** Members of a struct within a struct: one level, numbers and texts. */
function flatMembers(members: object): Record<string, number | string> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === 'number' || typeof value === 'string'));
}

/** Hex in lower case without separators; undefined where it is none. */
function hexOf(text: string): string | undefined {
  const digits = text.replace(/^0x|[\s:]/gi, '').toLowerCase();
  return fromHex(digits) === undefined ? undefined : digits;
}
