/** Lines of a text that arrives in pieces of bytes. A line without end is cut at a limit, and counted. */
import type { TextEncoding } from './text-encoding.js';

/** Characters of a line that are kept: a strace line with a message of 64 KiB in \x escapes has four times as many. */
const LONGEST_LINE = 1 << 20;

export class LineSplitter {
  /** Lines that were longer than the limit; what was behind it is lost. */
  cutLines = 0;
  private decoder = new TextDecoder('utf-8');
  private readonly sink: (line: string) => void;
  private rest = '';
  private skipping = false;

  constructor(sink: (line: string) => void) {
    this.sink = sink;
  }

  /** Before the first bytes are pushed, where they are not in UTF-8. */
  set encoding(encoding: TextEncoding) {
    this.decoder = new TextDecoder(encoding);
  }

  push(bytes: Uint8Array): void {
    this.take(this.decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.take(this.decoder.decode());
    if (this.rest !== '') this.emit(this.rest);
    this.rest = '';
  }

  private take(text: string): void {
    let start = 0;
    for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', start)) {
      this.emit(this.rest + text.slice(start, newline));
      this.rest = '';
      start = newline + 1;
    }
    if (!this.skipping) this.rest += text.slice(start);
    if (this.rest.length > LONGEST_LINE) this.cut();
  }

  private cut(): void {
    this.cutLines++;
    this.sink(this.rest.slice(0, LONGEST_LINE));
    this.rest = '';
    this.skipping = true;
  }

  private emit(line: string): void {
    if (this.skipping) this.skipping = false;
    else this.sink(line.endsWith('\r') ? line.slice(0, -1) : line);
  }
}
