/** Expanded pieces that wait to be read. */
export class PieceQueue {
  readonly #pieces: Uint8Array[] = [];

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  add(piece: Uint8Array): void {
    if (piece.length > 0) this.#pieces.push(piece);
  }

  /** Puts the next bytes at target[offset] and after, as many as there are and fit; answers how many. */
  take(target: Uint8Array, offset: number): number {
    let end = offset;
    for (let piece = this.#pieces[0]; piece !== undefined && end < target.length; piece = this.#pieces[0]) {
      const count = Math.min(piece.length, target.length - end);
      target.set(piece.subarray(0, count), end);
      end += count;
      if (count < piece.length) this.#pieces[0] = piece.subarray(count);
      else this.#pieces.shift();
    }
    return end - offset;
  }
}
