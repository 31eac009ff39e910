/** Several values under a number, in the order in which they came. Most numbers have one: that takes no list. */
export class Multimap<T extends object> {
  private readonly map = new Map<number, T | Set<T>>();

  /** Numbers that have any. */
  get size(): number {
    return this.map.size;
  }

  add(key: number, value: T): void {
    const known = this.map.get(key);
    if (known === undefined) this.map.set(key, value);
    else if (known instanceof Set) known.add(value);
    else if (known !== value) this.map.set(key, new Set([known, value]));
  }

  remove(key: number, value: T): void {
    const known = this.map.get(key);
    if (known === value) this.map.delete(key);
    if (!(known instanceof Set)) return;
    known.delete(value);
    if (known.size === 0) this.map.delete(key);
  }

  count(key: number): number {
    const known = this.map.get(key);
    if (known === undefined) return 0;
    return known instanceof Set ? known.size : 1;
  }

  /** The values under this number, oldest first. */
  of(key: number): readonly T[] {
    const known = this.map.get(key);
    if (known === undefined) return [];
    return known instanceof Set ? [...known] : [known];
  }

  removeOldest(key: number): void {
    const [oldest] = this.of(key);
    if (oldest !== undefined) this.remove(key, oldest);
  }
}
