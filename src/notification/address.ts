/** IP addresses as text: RFC 5952 for IPv6, dotted decimals for IPv4; the two directions. */

/** Dotted decimals of the 4 bytes at an offset. */
export function formatIpv4(bytes: Uint8Array, offset: number): string {
  return bytes.subarray(offset, offset + 4).join('.');
}

/** RFC 5952 text of the 16 bytes at an offset; IPv4-mapped addresses end in dotted decimals (section 5). */
export function formatIpv6(bytes: Uint8Array, offset: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[offset + 2 * i]! << 8) | bytes[offset + 2 * i + 1]!);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return `::ffff:${formatIpv4(bytes, offset + 12)}`;
  const zeros = longestZeroRun(groups);
  const hex = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  return zeros.length < 2 ? hex(groups) : `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`;
}

function longestZeroRun(groups: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The 4 or 16 bytes an address text stands for; undefined for any other text. A zone ('%2', '%eth0') is not part of them. */
export function parseAddress(text: string): Uint8Array | undefined {
  const [address = ''] = text.trim().split('%');
  return address.includes(':') ? parseIpv6(address) : parseIpv4(address);
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array | undefined {
  const sides = text.split('::').map((side) => (side === '' ? [] : expandDottedTail(side.split(':'))));
  const [left = [], right] = sides;
  if (sides.length > 2 || ![...left, ...(right ?? [])].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...(right ?? [])].map((group) => Number.parseInt(group, 16));
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff]));
}

/** 'ffff', '10.0.0.1' becomes 'ffff', 'a00', '1'. */
function expandDottedTail(groups: string[]): string[] {
  const tail = parseIpv4(groups.at(-1) ?? '');
  if (tail === undefined) return groups;
  const pair = (i: number): string => ((tail[i]! << 8) | tail[i + 1]!).toString(16);
  return [...groups.slice(0, -1), pair(0), pair(2)];
}

/** One spelling for one address: lower case, RFC 5952, IPv4-mapped as IPv4, no zone; text that is no address comes back trimmed and in lower case. */
export function canonicalAddress(text: string): string {
  const bytes = parseAddress(text.replace(/^\[|\]$/g, ''));
  if (bytes === undefined) return text.trim().toLowerCase();
  return bytes.length === 4 ? formatIpv4(bytes, 0) : formatIpv6(bytes, 0).replace(/^::ffff:(?=\d+\.)/, '');
}
