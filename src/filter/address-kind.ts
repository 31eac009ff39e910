/** IP addresses, and networks as 10.1.0.0/16. */
import { canonicalAddress, parseAddress } from '../notification/address.js';
import type { Kind, Test } from './kind.js';

/** What ends are called where packets have no addresses. */
const NAMED_END = /^(local|remote)\d*$/i;

export const addressKind: Kind = {
  wants: 'an address or a network, without a port: 10.1.0.2, 10.1.0.0/16, fd00::1',
  equal(written) {
    const bare = written.replace(/^\[(.*)\]$/, '$1');
    const [address = '', bits, ...more] = bare.split('/');
    if (bits !== undefined) return more.length > 0 ? undefined : network(address, bits);
    if (parseAddress(bare) === undefined && !NAMED_END.test(bare)) return undefined;
    const canonical = canonicalAddress(bare);
    return (value) => canonicalAddress(String(value)) === canonical;
  },
  text: String,
};

function network(address: string, bits: string): Test | undefined {
  const wanted = parseAddress(address);
  if (wanted === undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > wanted.length * 8) return undefined;
  const length = Number(bits);
  return (value) => {
    const there = parseAddress(String(value));
    return there?.length === wanted.length && sharePrefix(there, wanted, length);
  };
}

function sharePrefix(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  for (let index = 0; index * 8 < bits; index++) {
    const mask = bits - index * 8 >= 8 ? 0xff : (0xff00 >> (bits - index * 8)) & 0xff;
    if (((a[index]! ^ b[index]!) & mask) !== 0) return false;
  }
  return true;
}
