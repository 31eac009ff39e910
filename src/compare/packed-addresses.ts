/** Addresses packed one behind the other, each as long as its family says: what sctp_bindx and sctp_connectx pass on Linux. */
import { formatIpv4, formatIpv6 } from '../notification/address.js';
import type { LoggedAddress } from './app-log.js';

const AF_INET = 2;
const AF_INET6 = 10;

/** As far as the bytes make sense. */
export function packedAddresses(bytes: Uint8Array): LoggedAddress[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const addresses: LoggedAddress[] = [];
  let offset = 0;
  while (offset + 16 <= bytes.length) {
    const family = view.getUint16(offset, true);
    const port = view.getUint16(offset + 2);
    if (family === AF_INET) addresses.push({ address: formatIpv4(bytes, offset + 4), port });
    else if (family === AF_INET6 && offset + 28 <= bytes.length) addresses.push({ address: formatIpv6(bytes, offset + 8), port });
    else break;
    offset += family === AF_INET ? 16 : 28;
  }
  return addresses;
}
