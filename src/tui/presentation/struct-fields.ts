/** A notification as the bytes its application would read: the members of the C struct, each with its offset and what it means. */
import type { Abi } from '../../notification/abi/abi.js';
import { decodeNotification } from '../../notification/abi/decode.js';
import { fieldText } from '../../notification/abi/describe.js';
import { encodeBody } from '../../notification/abi/encode.js';
import { isPadding } from '../../notification/abi/layout.js';
import { swap16 } from '../../notification/error-cause.js';
import type { CauseName, NotificationBody } from '../../notification/notification.js';
import type { PacketField } from '../read-packet.js';

/** No packet tells the association's id on that host; this stands for it. */
const ASSOCIATION_ID = 1;
/** Longer values are in the bytes beside. */
const LONGEST = 200;

export interface StructBytes {
  /** 'sctp_assoc_change'. */
  readonly struct: string;
  readonly bytes: Uint8Array;
  readonly fields: readonly PacketField[];
}

const ERRORS = ['sac_error', 'ssf_error', 'ssfe_error'] as const;

/** Stacks leave the cause's number in their own byte order. */
function withErrorOf(body: NotificationBody, { causeOrder }: Abi): NotificationBody {
  const members: Record<string, unknown> = { ...body };
  for (const name of ERRORS) {
    const cause = members[`${name}_cause`] as CauseName | undefined;
    if (cause !== undefined) members[name] = causeOrder === 'network' ? swap16(cause.code) : cause.code;
  }
  return members as unknown as NotificationBody;
}

/** Undefined where that ABI has no such notification. */
export function structBytes(body: NotificationBody, abi: Abi): StructBytes | undefined {
  const bytes = encodeBody(withErrorOf(body, abi), ASSOCIATION_ID, abi);
  if (bytes === undefined) return undefined;
  const decoded = decodeNotification(bytes, abi);
  const struct = decoded.layout?.struct ?? body.sn_type;
  const fields = decoded.fields.map((field): PacketField => {
    const told = field.name.endsWith('_assoc_id')
      ? 'the host’s number for the association, which no packet tells'
      : fieldText(field, decoded);
    return {
      depth: 1,
      label: isPadding(field.name) ? 'padding' : field.name,
      value: told.length > LONGEST ? `${field.size} bytes` : told,
      start: field.offset,
      end: field.offset + field.size,
    };
  });
  const whole: PacketField = { depth: 0, label: `struct ${struct}`, value: `${bytes.length} bytes`, start: 0, end: bytes.length };
  return { struct, bytes, fields: [whole, ...fields] };
}
