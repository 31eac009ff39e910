/** What `decode` prints of a notification and of a sctp_event_subscribe. */
import type { Abi, ByteOrder } from '../../notification/abi/abi.js';
import { notificationBody } from '../../notification/abi/body.js';
import { associationId, type DecodedNotification } from '../../notification/abi/decode.js';
import { associationInfoText, fieldText, visibleFields } from '../../notification/abi/describe.js';
import type { AbiGuess } from '../../notification/abi/guess-abi.js';
import { toHex } from '../../notification/abi/hex.js';
import type { StructLayout } from '../../notification/abi/layout.js';
import { readStruct } from '../../notification/abi/read-struct.js';
import type { SubscribeKernel } from '../../notification/abi/subscribe-kernel.js';
import { LINUX_MEMBERS, type SubscribeOutcome, subscribe, subscribeAdvice } from '../../notification/abi/subscription.js';

/** Hex longer than this is cut in text; NDJSON has it whole. */
const LONGEST_HEX = 64;

/** A notification, a line a member: offset, size, name, value. */
export function decodedText(decoded: DecodedNotification, guess?: AbiGuess): string {
  const how = guess === undefined ? '' : `, guessed: ${guess.why}`;
  const lines = [`${decoded.type ?? 'not a notification'} (${decoded.abi.title}, ${decoded.order}-endian${how})`];
  const state = decoded.fields.find(({ name }) => name === 'sac_state')?.value;
  for (const field of visibleFields(decoded)) {
    const info = field.name === 'sac_info' ? associationInfoText(String(field.value), String(state), decoded.abi) : '';
    const text = `${cut(fieldText(field, decoded))}${info === '' ? '' : ` (${info})`}`;
    lines.push(`${String(field.offset).padStart(5)} ${String(field.size).padStart(4)}  ${field.name.padEnd(26)} ${text}`.trimEnd());
  }
  for (const oddity of decoded.oddities) lines.push(`odd: ${oddity}`);
  const warning = decoded.type === undefined ? undefined : decoded.abi.warnings?.[decoded.type];
  if (warning !== undefined) lines.push(`mind: ${warning}`);
  return `${lines.join('\n')}\n`;
}

/** Any other struct of the API. */
export function structText(bytes: Uint8Array, layout: StructLayout, abi: Abi, order: ByteOrder): string {
  const fields = visibleFields({ fields: readStruct(bytes, layout, abi, order) });
  const lines = fields.map(({ name, offset, size, value }) => {
    const text = typeof value === 'number' ? flagsText(name, value, abi) : String(value);
    return `${String(offset).padStart(5)} ${String(size).padStart(4)}  ${name.padEnd(26)} ${text}`.trimEnd();
  });
  const odd = bytes.length === layout.size ? [] : [`odd: struct ${layout.struct} has ${layout.size} bytes, ${bytes.length} are here`];
  return `${[`struct ${layout.struct} (${abi.title}, ${order}-endian)`, ...lines, ...odd].join('\n')}\n`;
}

/** The same for a program. */
export function structJson(bytes: Uint8Array, layout: StructLayout, abi: Abi, order: ByteOrder): string {
  const fields = readStruct(bytes, layout, abi, order);
  return `${JSON.stringify({ kind: 'struct', struct: layout.struct, abi: abi.name, byte_order: order, fields, raw: toHex(bytes) })}\n`;
}

/** Flags of a send by name, the type in a sctp_event by what it asks for. */
function flagsText(name: string, value: number, abi: Abi): string {
  if (name === 'se_type') return `${value} (${abi.notifications[value]?.type ?? 'no notification'})`;
  if (name !== 'sinfo_flags' && name !== 'snd_flags') return String(value);
  const names = Object.entries(abi.sendFlags).flatMap(([bit, flag]) => ((value & Number(bit)) === 0 ? [] : [flag]));
  return names.length === 0 ? String(value) : `${value} (${names.join(' | ')})`;
}

function cut(text: string): string {
  return text.length > LONGEST_HEX && /^[0-9a-f]+$/.test(text) ? `${text.slice(0, LONGEST_HEX)}… (${text.length / 2} bytes)` : text;
}

/** The same for a program. */
export function decodedJson(bytes: Uint8Array, decoded: DecodedNotification, guess?: AbiGuess): string {
  return `${JSON.stringify({
    kind: 'decoded',
    abi: decoded.abi.name,
    byte_order: decoded.order,
    ...(guess === undefined ? {} : { guessed: guess.why, sure: guess.sure }),
    ...(notificationBody(decoded) ?? { sn_type: decoded.type ?? null }),
    assoc_id: associationId(decoded) ?? null,
    fields: decoded.fields.map(({ name, offset, size, value }) => ({ name, offset, size, value })),
    oddities: decoded.oddities,
    raw: toHex(bytes),
  })}\n`;
}

/** Bytes of a subscription that are listed. */
const MOST_MEMBERS = 20;

/** A sctp_event_subscribe: its members, then what each kernel makes of it, then what to do. */
export function subscribeText(bytes: Uint8Array, optlen: number, kernels: readonly SubscribeKernel[]): string {
  const lines = [`struct sctp_event_subscribe, ${optlen} byte${optlen === 1 ? '' : 's'}`];
  for (let i = 0; i < Math.min(optlen, MOST_MEMBERS); i++) lines.push(memberLine(i, bytes[i]));
  if (optlen > MOST_MEMBERS) lines.push(`       and ${optlen - MOST_MEMBERS} more bytes beyond every known struct`);
  for (const kernel of kernels)
    lines.push(...outcomeLines(subscribe(bytes, optlen, kernel), bytes.length >= Math.min(optlen, kernel.size)));
  for (const advice of subscribeAdvice(bytes, optlen, kernels)) lines.push(`do: ${advice}`);
  return `${lines.join('\n')}\n`;
}

function memberLine(index: number, byte: number | undefined): string {
  const member = LINUX_MEMBERS[index];
  const value = byte === undefined ? '?' : byte > 1 ? `${byte} (on; not 1: was the struct initialised?)` : byte === 1 ? '1' : '0';
  return `${String(index).padStart(5)}  ${(member?.name ?? 'beyond every known struct').padEnd(30)} ${value}`;
}

/** `known`: all bytes that this kernel looks at are. */
function outcomeLines({ kernel, result, on, ignored, why }: SubscribeOutcome, known: boolean): string[] {
  const remark = kernel.remark === undefined ? '' : ` (${kernel.remark})`;
  const lines = [`${kernel.title}: ${result}: ${why}${remark}`];
  if (result !== 'EINVAL' && known)
    lines.push(`       subscribed: ${on.length === kernel.size ? 'everything its struct has' : onText(on)}`);
  if (ignored > 0) lines.push(`       ignored: ${ignored} byte${ignored === 1 ? '' : 's'} its struct has no room for`);
  return lines;
}

function onText(on: SubscribeOutcome['on']): string {
  return on.map(({ type, name }) => type ?? name).join(', ') || 'nothing';
}

/** The same for a program: a line a kernel. */
export function subscribeJson(bytes: Uint8Array, optlen: number, kernels: readonly SubscribeKernel[]): string {
  const advice = subscribeAdvice(bytes, optlen, kernels);
  return kernels
    .map((kernel) => {
      const { result, on, untouched, ignored, why } = subscribe(bytes, optlen, kernel);
      return JSON.stringify({
        kind: 'subscription',
        kernel: kernel.title,
        size: kernel.size,
        optlen,
        result,
        subscribed: on.flatMap(({ type }) => type ?? []),
        members: on.map(({ name }) => name),
        untouched: untouched.map(({ name }) => name),
        ignored,
        why,
        advice,
      });
    })
    .map((line) => `${line}\n`)
    .join('');
}
