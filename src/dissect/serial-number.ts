/**
 * Serial number arithmetic, RFC 1982 (SERIAL_BITS 32 for TSN, MID and RE-CONFIG sequence numbers; 16 for SSN), as RFC 9260 section 1.6 demands.
 * The only place where sequence numbers are compared: a bare `<` on a TSN is wrong once in 2^32 chunks.
 */

/** a precedes b. */
export function tsnBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** a precedes b, or is b. */
export function tsnAtMost(a: number, b: number): boolean {
  return ((a - b) | 0) <= 0;
}

/** How many steps b is after a; negative when it is before. */
export function tsnDistance(a: number, b: number): number {
  return (b - a) | 0;
}

/** The TSN `count` steps after a. */
export function tsnAdd(a: number, count: number): number {
  return (a + count) >>> 0;
}

/** The same as a signed number, for those who keep TSNs so. */
export function tsnStep(a: number, count: number): number {
  return (a + count) | 0;
}

/** SSN a precedes SSN b. */
export function ssnBefore(a: number, b: number): boolean {
  return (a - b) << 16 < 0;
}
