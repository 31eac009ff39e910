/** `ADDR[:PORT]` as options name an endpoint: '10.1.0.1', '10.1.0.1:5001', 'fd00::1', '[fd00::1]:5001'. */
import { canonicalAddress, parseAddress } from '../notification/address.js';

export interface EndpointAddress {
  /** In canonical spelling. */
  address: string;
  port: number | undefined;
}

/** Undefined for text that is no address. */
export function parseEndpointAddress(text: string): EndpointAddress | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const dotted = /^([\d.]+)(?::(\d{1,5}))?$/.exec(text);
  const [, address = text, port] = bracketed ?? dotted ?? [];
  if (parseAddress(address) === undefined || Number(port ?? 0) > 65_535) return undefined;
  return { address: canonicalAddress(address), port: port === undefined ? undefined : Number(port) };
}
