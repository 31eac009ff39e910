/** Names of the error causes that notifications carry as numbers (RFC 9260 section 3.3.10, RFC 5061 section 4.3, RFC 4895 section 4.1, RFC 6951 section 6). */
import type { CauseName } from './notification.js';

const NAMES: Readonly<Record<number, string>> = {
  1: 'Invalid Stream Identifier',
  2: 'Missing Mandatory Parameter',
  3: 'Stale Cookie',
  4: 'Out of Resource',
  5: 'Unresolvable Address',
  6: 'Unrecognized Chunk Type',
  7: 'Invalid Mandatory Parameter',
  8: 'Unrecognized Parameters',
  9: 'No User Data',
  10: 'Cookie Received While Shutting Down',
  11: 'Restart of an Association with New Addresses',
  12: 'User-Initiated Abort',
  13: 'Protocol Violation',
  14: 'Restart of an Association with New Encapsulation Port',
  160: 'Request to Delete Last Remaining IP Address',
  161: 'Operation Refused Due to Resource Shortage',
  162: 'Request to Delete Source IP Address',
  163: 'Association Aborted Due to Illegal ASCONF-ACK',
  164: 'Request Refused - No Authorization',
  261: 'Unsupported HMAC Identifier',
};

/** The cause of a code in host order, named by its number where no RFC names it; undefined for 0, which means no cause. */
export function causeOf(code: number): CauseName | undefined {
  return code === 0 ? undefined : { code, name: NAMES[code] ?? `cause ${code}` };
}

/** True for a code that an RFC names. */
export function isKnownCause(code: number): boolean {
  return code in NAMES;
}

/** A 16-bit number with its two bytes exchanged: between the byte order of the network and that of a little-endian host. */
export function swap16(value: number): number {
  return ((value & 0xff) << 8) | ((value >>> 8) & 0xff);
}
