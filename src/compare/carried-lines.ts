/** Takes the lines of a program out of what carried them, one after the other, and puts together those that were cut in parts. */
import type { CarriedLine, Carrier } from './log-carrier.js';

/** Characters of a line put together of parts that are kept. */
const LONGEST_LINE = 1 << 20;
/** Streams of one file whose lines are being put together. */
const STREAM_LIMIT = 16;

export class CarriedLines {
  private readonly carriers: readonly Carrier[];
  /** Beginnings of lines, by stream. */
  private readonly begun = new Map<string, CarriedLine>();

  constructor(carriers: readonly Carrier[]) {
    this.carriers = carriers;
  }

  /** Undefined where the line goes on; a line that was not carried is as it stands. */
  take(line: string): CarriedLine | undefined {
    let carried: CarriedLine = { text: withoutColours(line), stamp: '' };
    for (const carrier of this.carriers) {
      const inner = carrier(carried.text);
      if (inner !== undefined)
        carried = { ...inner, text: withoutColours(inner.text), stamp: inner.stamp === '' ? carried.stamp : inner.stamp };
    }
    return carried.stream === undefined ? carried : this.whole(carried, carried.stream);
  }

  private whole(part: CarriedLine, stream: string): CarriedLine | undefined {
    const begun = this.begun.get(stream);
    this.begun.delete(stream);
    const line = begun === undefined ? part : { ...part, stamp: begun.stamp, text: begun.text + part.text };
    if (part.goesOn !== true || line.text.length > LONGEST_LINE || this.begun.size >= STREAM_LIMIT) return line;
    this.begun.set(stream, line);
    return undefined;
  }
}

/** Without the escape sequences that colour a terminal, in rsyslog's spelling too. */
export function withoutColours(line: string): string {
  const coloured = line.includes('\u001b') || line.includes('#033[');
  return coloured ? line.replace(/(?:\u001b|#033)\[[0-9;?]*[A-Za-z]/g, '') : line;
}
