/** All ABIs, the likeliest first. */
import type { Abi, NotificationName } from './abi.js';
import { FREEBSD } from './freebsd.js';
import { LINUX } from './linux.js';
import { SOLARIS } from './solaris.js';
import { USRSCTP } from './usrsctp.js';

export const ABIS: readonly Abi[] = [LINUX, USRSCTP, FREEBSD, SOLARIS];

export function findAbi(name: string): Abi | undefined {
  return ABIS.find((abi) => abi.name === name);
}

/** The ABI of a stack profile such as 'linux@6.1' or 'freebsd@14'. */
export function abiOfProfile(profile: string): Abi | undefined {
  return findAbi(profile.split('@')[0] ?? '');
}

/** The number of a type in an ABI; undefined where it has none. */
export function typeNumber(abi: Abi, type: NotificationName): number | undefined {
  const row = Object.entries(abi.notifications).find(([, layouts]) => layouts.type === type);
  return row === undefined ? undefined : Number(row[0]);
}
