/** IP addresses as text: dotted decimal, and RFC 5952 for IPv6. */

export function ipv4Text(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** `10.1.0.1:5001`, `[fd00::1]:5001`, of an address already in text. */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Canonical text of an IPv6 address given as four 32-bit words (RFC 5952 section 4; section 5 for the IPv4-mapped ones). */
export function ipv6Text(w0: number, w1: number, w2: number, w3: number): string {
  if (w0 === 0 && w1 === 0 && w2 === 0xffff) return `::ffff:${ipv4Text(w3)}`;
  const groups = [w0, w1, w2, w3].flatMap((word) => [(word >>> 16) & 0xffff, word & 0xffff]);
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** The first of the longest runs of zero groups: the one that '::' stands for. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The four words of an IPv6 address, or the one of an IPv4 address; undefined where the text is neither. */
export function parseAddress(text: string): readonly number[] | undefined {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return [ipv4];
  const groups = parseGroups(text);
  if (groups === undefined) return undefined;
  return [0, 2, 4, 6].map((index) => ((groups[index]! << 16) | groups[index + 1]!) >>> 0);
}

function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((address, part) => address * 256 + Number(part), 0);
}

function parseGroups(text: string): number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const ipv4 = dotted ? parseIpv4(dotted[2]!) : undefined;
  if (dotted && ipv4 === undefined) return undefined;
  const hex = dotted && ipv4 !== undefined ? `${dotted[1]}${(ipv4 >>> 16).toString(16)}:${(ipv4 & 0xffff).toString(16)}` : text;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const [front = [], back = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = 8 - front.length - back.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const groups = [...front, ...new Array<string>(gap).fill('0'), ...back];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined;
}
