/** Several notifications in one buffer, as a log or a debugger may show them: one behind the other. */
import type { Abi } from './abi.js';
import { type DecodedNotification, decodeNotification } from './decode.js';
import { guessAbi } from './guess-abi.js';

/** Notifications that one buffer is split into; what lies behind them stays with the last. */
const MOST = 10_000;

/** Bytes looked at to tell what a notification is. */
const HEAD = 512;

/** The buffer's parts, each a notification by its own length; the whole buffer where what lies behind the first is none. */
export function splitNotifications(bytes: Uint8Array, abi: Abi | undefined): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let rest = bytes;
  for (let length = lengthOfFirst(rest, abi); length !== undefined && parts.length < MOST; length = lengthOfFirst(rest, abi)) {
    parts.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return [...parts, rest];
}

/** The first one's length, where another follows it; undefined where the bytes are not taken apart. */
function lengthOfFirst(bytes: Uint8Array, abi: Abi | undefined): number | undefined {
  const decoded = read(bytes.subarray(0, HEAD), abi);
  const length = decoded?.fields.find(({ name }) => name.endsWith('_length'))?.value;
  if (decoded === undefined || typeof length !== 'number' || length < 8 || length >= bytes.length) return undefined;
  const whole = read(bytes.subarray(0, length), decoded.abi);
  const next = read(bytes.subarray(length, length + HEAD), decoded.abi);
  return whole?.oddities.length === 0 && next?.order === decoded.order ? length : undefined;
}

function read(bytes: Uint8Array, abi: Abi | undefined): DecodedNotification | undefined {
  if (abi === undefined) return guessAbi(bytes)[0]?.decoded;
  const readings = (['little', 'big'] as const)
    .map((order) => decodeNotification(bytes, abi, order))
    .filter(({ type }) => type !== undefined);
  return readings.sort((x, y) => x.oddities.length - y.oddities.length)[0];
}
