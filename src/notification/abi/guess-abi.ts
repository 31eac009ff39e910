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
      why: whyThis(decoded, rivals.length),
      decoded,
    };
  });
}

/** usrsctp and FreeBSD are one stack. */
function sameReading(x: DecodedNotification, y: DecodedNotification): boolean {
  return x.order === y.order && x.abi.notifications === y.abi.notifications;
}

function whyThis({ typeNumber, type, layout, abi, order, oddities }: DecodedNotification, rivals: number): string {
  const number = typeNumber! > 255 ? `0x${typeNumber!.toString(16)}` : String(typeNumber);
  const fit = oddities.length === 0 ? `everything fits struct ${layout!.struct}` : oddities[0];
  const doubt = rivals === 0 ? '' : `; ${rivals === 1 ? 'another reading fits' : `${rivals} other readings fit`} as well`;
  return `type ${number} is ${type} on ${abi.title} in ${order}-endian order; ${fit}${doubt}`;
}
