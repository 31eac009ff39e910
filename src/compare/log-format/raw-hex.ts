/**
 * Notifications as hex: one a line ('01 80 00 00 14 …', with whatever stands before it), or over several lines as hexdump, xxd and od -A x print them, the
 * offset first.
 */
import { guessAbi } from '../../notification/abi/guess-abi.js';
import { fromHex } from '../../notification/abi/hex.js';
import { type DumpLine, dumpLine } from '../../notification/abi/hex-dump.js';
import type { AppEvent, LogClock } from '../app-log.js';
import { declaredLength, fromBytes, LONGEST_NOTIFICATION } from '../logged-notification.js';
import { StampReader } from '../stamp-reader.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';

export const rawHexFormat: LogFormat = {
  name: 'hex',
  title: 'notifications in hex',
  recognise: (lines) => {
    const hits = lines.filter((line) => wholeNotification(line) !== undefined || dumpLine(line)?.offsets.includes(0) === true).length;
    return hits === 0 ? 0 : 0.4 + (0.4 * hits) / lines.length;
  },
  start: (settings) => new HexReader(settings),
};

/** The notification at the end of a line: bytes in hex, alone or behind other words. Goes from the end, so that a long line is looked at once. */
function wholeNotification(line: string): Uint8Array | undefined {
  const text = line.trimEnd().replace(/[\])"]{1,3}$/, '');
  let start = text.length;
  while (start > 0 && HEX_CHARACTER.test(text[start - 1]!)) start--;
  const tokens = text
    .slice(start)
    .split(/[\s,:]+/)
    .filter((token) => token !== '');
  if (start > 0 && /\w/.test(text[start - 1]!) && !/^[\s,:]/.test(text.slice(start))) tokens.shift();
  for (let skipped = 0; skipped < MOST_SKIPPED && skipped < tokens.length; skipped++) {
    const bytes = fromHex(
      tokens
        .slice(skipped)
        .join('')
        .replace(/0x|\\x/gi, ''),
    );
    if (bytes !== undefined && guessAbi(bytes).some(({ decoded }) => decoded.oddities.length === 0)) return bytes;
  }
  return undefined;
}

const HEX_CHARACTER = /[0-9a-fx\\\s,:]/i;
/** Words before the bytes that look like bytes themselves ('24 bytes: ' is none, 'fd 3: ' is). */
const MOST_SKIPPED = 4;

class HexReader implements LineReader {
  private readonly settings: ImportSettings;
  private readonly stamps = new StampReader();
  private dump: { bytes: Uint8Array; line: number; time: number | undefined } | undefined;
  /** The time of a line that stands before a dump. */
  private lastTime: number | undefined;

  constructor(settings: ImportSettings) {
    this.settings = settings;
  }

  get clock(): LogClock {
    return this.stamps.clock;
  }

  read(text: string, line: number): readonly AppEvent[] | undefined {
    const { time, rest } = this.stamps.read(text);
    this.lastTime = time ?? this.lastTime;
    const dumped = dumpLine(text) ?? dumpLine(rest);
    if (dumped?.offsets.some((offset) => offset === 0 || offset === this.dump?.bytes.length)) return this.dumped(dumped, line);
    const bytes = wholeNotification(rest);
    const event = bytes === undefined ? undefined : fromBytes(bytes, { line, time }, this.settings.abi);
    if (event !== undefined) return [event];
    return time !== undefined && rest.trim() === '' ? [] : undefined;
  }

  end(): readonly AppEvent[] {
    this.dump = undefined;
    return [];
  }

  private dumped({ offsets, bytes }: DumpLine, line: number): readonly AppEvent[] {
    const dump =
      offsets.includes(0) || this.dump === undefined
        ? { bytes, line, time: this.lastTime }
        : { ...this.dump, bytes: Uint8Array.from([...this.dump.bytes, ...bytes]) };
    this.dump = dump;
    const length = Math.min(declaredLength(dump.bytes), LONGEST_NOTIFICATION);
    if (length === 0 || dump.bytes.length < length) return [];
    this.dump = undefined;
    const event = fromBytes(dump.bytes.subarray(0, length), { line: dump.line, time: dump.time }, this.settings.abi);
    return event === undefined ? [] : [event];
  }
}
