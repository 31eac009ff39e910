/** Whether two notifications say the same. */

/** Equal in every member, at any depth. */
export function sameBody(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => sameBody((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]));
}
