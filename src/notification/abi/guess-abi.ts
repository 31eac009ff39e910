/** Whose notification is this? The number of its type, its length and its constants tell most stacks and byte orders apart. */
import type { Abi, ByteOrder } from './abi.js';
import { type DecodedNotification, decodeNotification } from './decode.js';
import { ABIS } from './registry.js';

export interface AbiGuess {
  abi: Abi;
  order: ByteOrder;
  /** Nothing about the buffer is odd under this reading, and it is odd under every other one (that of usrsctp and FreeBSD being the same). */
  sure: boolean;
  why: string;
  decoded: DecodedNotification;
}

const ORDERS: readonly ByteOrder[] = ['little', 'big'];

/** The readings under which the buffer has a type at all, the least odd first; of equals, in the order of the registry and little-endian first. */
export function guessAbi(bytes: Uint8Array): AbiGuess[] {
  const readings = ORDERS.flatMap((order) => ABIS.map((abi) => decodeNotification(bytes, abi, order))).filter(
    ({ type }) => type !== undefined,
  );
  const ranked = readings.map((decoded) => ({ decoded, cost: decoded.oddities.length })).sort((x, y) => x.cost - y.cost);
  return ranked.map(({ decoded, cost }) => {
    const rivals = ranked.filter((other) => other.cost <= cost && !sameReading(other.decoded, decoded));
    return {
      abi: decoded.abi,
      order: decoded.order,
      sure: cost === 0 && rivals.length === 0,
      why: whyThis(
        decoded,
        rivals.map((rival) => rival.decoded),
      ),
      decoded,
    };
  });
}

/** usrsctp and FreeBSD are one stack. */
function sameReading(x: DecodedNotification, y: DecodedNotification): boolean {
  return x.order === y.order && x.abi.notifications === y.abi.notifications;
}

function whyThis(
  { typeNumber, type, layout, abi, order, oddities, fields }: DecodedNotification,
  rivals: readonly DecodedNotification[],
): string {
  const number = typeNumber! > 255 ? `0x${typeNumber!.toString(16)}` : String(typeNumber);
  const fit = oddities.length === 0 ? `everything fits struct ${layout!.struct}` : oddities[0];
  const others = [...new Set(rivals.map((rival) => rivalText(rival, { type, abi, order, fields })))].join('; ');
  return `type ${number} is ${type} on ${titleOf(abi)} in ${order}-endian order; ${fit}${others === '' ? '' : `; it may as well be ${others}`}`;
}

/** usrsctp and FreeBSD lay out their notifications alike. */
function titleOf(abi: Abi): string {
  return ABIS.filter(({ notifications }) => notifications === abi.notifications)
    .map(({ title }) => title)
    .join(' and ');
}

/** What another reading makes of it: another type, or constants that mean something else there. */
function rivalText(rival: DecodedNotification, shown: Pick<DecodedNotification, 'type' | 'abi' | 'order' | 'fields'>): string {
  const where = `${titleOf(rival.abi)}'s${rival.order === shown.order ? '' : ` in ${rival.order}-endian order`}`;
  if (rival.type !== shown.type) return `${where} ${rival.type}`;
  const differing = rival.fields.filter(
    ({ name, value }) =>
      typeof value === 'string' && name in rival.abi.constants && shown.fields.every((own) => own.name !== name || own.value !== value),
  );
  return differing.length === 0
    ? `${where}, which has the same`
    : `${where} with ${differing.map(({ name, value }) => `${name} ${String(value)}`).join(', ')}`;
}
