/** The notation of strace: calls with strings, structures and lists, as values. */
import { unescapeC } from '../../notification/abi/hex.js';

export type StraceValue =
  /** A string with its bytes; `cut` where strace showed only its beginning ("…"...). */
  | { kind: 'text'; bytes: Uint8Array; cut: boolean }
  /** {name=value, …} */
  | { kind: 'struct'; members: ReadonlyMap<string, StraceValue> }
  /** [value, …] */
  | { kind: 'list'; items: readonly StraceValue[] }
  /** Anything else: 12, SOL_SCTP, htons(5001), MSG_EOR|MSG_MORE, 128 => 16. */
  | { kind: 'word'; text: string };

export interface StraceCall {
  name: string;
  args: readonly StraceValue[];
  /** What follows the '=': '20', '-1', '?'. */
  result: number | undefined;
  /** 'EAGAIN'. */
  errno: string | undefined;
  /** Microseconds it took, where strace was called with -T. */
  duration: number | undefined;
}

/** The call on a line without its pid and time; undefined where the text is no whole call. */
export function parseCall(text: string): StraceCall | undefined {
  const open = /^([a-z_][a-z0-9_]*)\(/.exec(text);
  if (open === null) return undefined;
  const cursor = new Cursor(text, open[0].length);
  const args = cursor.values(')');
  const after = text.slice(cursor.position);
  const end = /^\s*=\s*(-?\d+|0x[0-9a-f]+|\?)(?:<[^>]*>)?(?:\s+([A-Z][A-Z0-9]*))?/.exec(after);
  if (end === null) return undefined;
  const [, result = '?', errno] = end;
  const took = /<(\d+\.\d{3,9})>\s*$/.exec(after)?.[1];
  const duration = took === undefined ? undefined : Math.round(Number(took) * 1e6);
  return { name: open[1]!, args, result: result === '?' ? undefined : Number(result), errno, duration };
}

/** Structures deeper than any of the kernel's are not followed. */
const DEEPEST = 8;

class Cursor {
  position: number;
  private readonly text: string;
  private depth = 0;

  constructor(text: string, position: number) {
    this.text = text;
    this.position = position;
  }

  /** Values up to a closing bracket, which is passed; or to the end of the text. */
  values(closing: string): StraceValue[] {
    const values: StraceValue[] = [];
    while (this.skipSpace() && !this.take(closing)) {
      values.push(this.value());
      this.skipSpace();
      this.take(',');
    }
    return values;
  }

  private value(): StraceValue {
    const first = this.text[this.position];
    if (first === '"') return this.string();
    if (this.depth >= DEEPEST || (first !== '{' && first !== '[')) return this.word();
    this.position++;
    this.depth++;
    const value: StraceValue = first === '[' ? { kind: 'list', items: this.values(']') } : { kind: 'struct', members: this.members() };
    this.depth--;
    return value;
  }

  private members(): Map<string, StraceValue> {
    const members = new Map<string, StraceValue>();
    while (this.skipSpace() && !this.take('}')) {
      const name = /^([A-Za-z_][\w.]*)=/.exec(this.text.slice(this.position, this.position + 64));
      if (name !== null) this.position += name[0].length;
      members.set(name?.[1] ?? String(members.size), this.value());
      this.skipSpace();
      this.take(',');
    }
    return members;
  }

  private string(): StraceValue {
    const start = this.position + 1;
    const end = this.closingQuote(start);
    this.position = Math.min(end + 1, this.text.length);
    const cut = this.text.startsWith('...', this.position);
    if (cut) this.position += 3;
    return { kind: 'text', bytes: unescapeC(this.text.slice(start, end)) ?? new Uint8Array(), cut };
  }

  /** The next quote that an even number of backslashes precedes; the end of the text where there is none. */
  private closingQuote(from: number): number {
    for (let end = this.text.indexOf('"', from); end >= 0; end = this.text.indexOf('"', end + 1)) {
      let before = end;
      while (before > from && this.text[before - 1] === '\\') before--;
      if ((end - before) % 2 === 0) return end;
    }
    return this.text.length;
  }

  /** Up to a comma or closing bracket outside brackets and strings; always at least one character. */
  private word(): StraceValue {
    const start = this.position;
    let open = 0;
    let quoted = false;
    while (this.position < this.text.length) {
      const char = this.text[this.position]!;
      if (char === '"') quoted = !quoted;
      else if (quoted) this.position += char === '\\' ? 1 : 0;
      else if (char === '(' || char === '[') open++;
      else if (open === 0 && ',)]}'.includes(char)) break;
      else if (char === ')' || char === ']') open--;
      this.position++;
    }
    if (this.position === start) this.position++;
    return { kind: 'word', text: this.text.slice(start, this.position).trim() };
  }

  /** False at the end of the text. */
  private skipSpace(): boolean {
    while (this.text[this.position] === ' ') this.position++;
    return this.position < this.text.length;
  }

  private take(char: string): boolean {
    if (this.text[this.position] !== char) return false;
    this.position++;
    return true;
  }
}

/** A member of a structure. */
export function member(value: StraceValue | undefined, name: string): StraceValue | undefined {
  return value?.kind === 'struct' ? value.members.get(name) : undefined;
}

/** The text of a word; '' for any other value. */
export function word(value: StraceValue | undefined): string {
  return value?.kind === 'word' ? value.text : '';
}

/** The bytes of a string, or of the strings of a list of iovecs, one behind the other. */
export function bytesOf(value: StraceValue | undefined): { bytes: Uint8Array; cut: boolean } | undefined {
  if (value?.kind === 'text') return value;
  if (value?.kind !== 'list') return undefined;
  const parts = value.items.flatMap((item) => bytesOf(member(item, 'iov_base')) ?? []);
  if (parts.length <= 1) return parts[0];
  return { bytes: joined(parts.map(({ bytes }) => bytes)), cut: parts.some(({ cut }) => cut) };
}

/** Bytes one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The address and port in {sa_family=AF_INET, sin_port=htons(5001), sin_addr=inet_addr("10.1.0.1")}. */
export function sockaddrOf(value: StraceValue | undefined): { address: string; port: number } | undefined {
  const port = /htons\((\d+)\)/.exec(word(member(value, 'sin_port')) || word(member(value, 'sin6_port')))?.[1];
  const text = word(member(value, 'sin_addr')) || word(member(value, 'sin6_addr')) || word(membersNamed(value, 'inet_pton'));
  const quoted = /"((?:\\.|[^"\\])*)"/.exec(text)?.[1];
  if (port === undefined || quoted === undefined) return undefined;
  return { address: String.fromCharCode(...(unescapeC(quoted) ?? [])), port: Number(port) };
}

/** inet_pton(AF_INET6, "fd00::1", &sin6_addr) stands without a name. */
function membersNamed(value: StraceValue | undefined, beginning: string): StraceValue | undefined {
  if (value?.kind !== 'struct') return undefined;
  return [...value.members.values()].find((candidate) => word(candidate).startsWith(beginning));
}
