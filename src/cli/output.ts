/** Writes to a stream in large pieces, and lets it be waited for: a slow reader must not fill our memory. */

const PIECE = 1 << 16;

export class Output {
  readonly #stream: NodeJS.WritableStream;
  readonly #before: () => void;
  #pending = '';
  #full = false;

  /** `before` is called before anything reaches the stream. */
  constructor(stream: NodeJS.WritableStream, before: () => void = () => undefined) {
    this.#stream = stream;
    this.#before = before;
  }

  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= PIECE) this.#flush();
  }

  #flush(): void {
    if (this.#pending === '') return;
    this.#before();
    this.#full = !this.#stream.write(this.#pending);
    this.#pending = '';
  }

  /** The stream wants to be waited for. */
  get isFull(): boolean {
    return this.#full;
  }

  /** Everything written has been handed on, and the stream can take more. */
  async drained(): Promise<void> {
    this.#flush();
    if (!this.#full) return;
    await new Promise<void>((resolve) => this.#stream.once('drain', resolve));
    this.#full = false;
  }
}
