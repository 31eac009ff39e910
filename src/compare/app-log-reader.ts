/** Reads an application's log from its bytes, piece by piece: recognises the form, imports line by line, counts what it does not know. */
import type { Abi } from '../notification/abi/abi.js';
import { type AppEvent, AppLogError, type AppLogSummary, type UnknownLine } from './app-log.js';
import { CarriedLines, withoutColours } from './carried-lines.js';
import { LineSplitter } from './line-splitter.js';
import { carriersOf } from './log-carrier.js';
import type { LineReader, LogFormat } from './log-format/log-format.js';
import { LOG_FORMATS, recogniseLog } from './log-format/registry.js';
import { parseTime } from './log-time.js';
import { encodingOf } from './text-encoding.js';
import { notALog } from './wrong-file.js';

/** Lines, and characters, looked at together for what a log is; where they do not show it, it is looked for in as many more. */
const SNIFFED_LINES = 2000;
const SNIFFED_LENGTH = 1 << 20;
/** Unknown lines kept as samples, and how much of each. */
const SAMPLES = 5;
const SAMPLE_LENGTH = 160;

export interface AppLogSettings {
  /** What the log is called in errors. */
  name: string;
  /** Its form, where the user says it. */
  format?: LogFormat | undefined;
  abi?: Abi | undefined;
  /** False where lines must not be quoted: they may hold users' data. */
  quotes?: boolean | undefined;
}

export class AppLogReader {
  private readonly settings: AppLogSettings;
  private readonly sink: (event: AppEvent) => void;
  private readonly splitter: LineSplitter;
  private format: LogFormat | undefined;
  private reader: LineReader | undefined;
  private carried = new CarriedLines([]);
  private sniffed: string[] = [];
  private sniffedLength = 0;
  private begun = false;
  private lines = 0;
  private events = 0;
  private unknownLines = 0;
  private readonly samples: UnknownLine[] = [];
  private readonly damage: string[] = [];

  constructor(settings: AppLogSettings, sink: (event: AppEvent) => void) {
    this.settings = settings;
    this.sink = sink;
    this.splitter = new LineSplitter((line) => this.line(line));
    if (settings.format?.asWritten === true) this.start(settings.format);
  }

  /** Takes the next bytes. Throws AppLogError where they cannot be a log. */
  push(bytes: Uint8Array): void {
    if (!this.begun && bytes.length > 0) this.open(bytes);
    this.splitter.push(bytes);
  }

  /** What was read is all that could be: the log is damaged behind it. */
  damaged(text: string): void {
    this.damage.push(text);
  }

  /** Lines read so far. */
  get lineCount(): number {
    return this.lines + this.sniffed.length;
  }

  /** Of a log that is still being written: what has come of it is read now, if it shows already what form it has. */
  catchUp(): AppLogSummary {
    const format = this.formOfSniffed();
    if (format !== undefined) this.begin(format);
    return this.summary();
  }

  end(): AppLogSummary {
    this.splitter.end();
    if (this.reader === undefined) this.recognise();
    if (this.reader === undefined && this.unknownLines > 0) throw this.formless();
    for (const event of this.reader?.end() ?? []) this.emit(event);
    if (this.lines === 0) this.damage.push('it is empty');
    else if (this.events === 0) this.damage.push('none of its lines tells of a notification, a call or a message');
    return this.summary();
  }

  private open(beginning: Uint8Array): void {
    const encoding = encodingOf(beginning);
    const instead = notALog(beginning, encoding !== 'utf-8');
    if (instead !== undefined) throw new AppLogError(`${this.settings.name} is no application log: it is ${instead}`);
    this.splitter.encoding = encoding;
    this.begun = true;
  }

  private summary(): AppLogSummary {
    const { cutLines } = this.splitter;
    return {
      format: (this.format ?? this.settings.format)?.name ?? 'native',
      clock: this.reader?.clock ?? 'none',
      tells: this.format?.tells,
      lines: this.lines,
      events: this.events,
      unknownLines: this.unknownLines,
      samples: this.samples,
      problems: [
        ...(cutLines === 0 ? [] : [`${cutLines} lines are longer than a mebibyte and were cut`]),
        ...(this.reader?.problems ?? []),
        ...this.damage,
      ],
    };
  }

  private line(text: string): void {
    if (this.reader !== undefined) {
      this.import(text);
      return;
    }
    this.sniffed.push(text);
    this.sniffedLength += text.length;
    if (this.sniffed.length >= SNIFFED_LINES || this.sniffedLength >= SNIFFED_LENGTH) this.recognise();
  }

  /** Where the lines show no form, they are passed over: a program may say much before it speaks of SCTP. */
  private recognise(): void {
    const format = this.formOfSniffed();
    if (format !== undefined) {
      this.begin(format);
      return;
    }
    if (this.sniffed.some((text) => text.trim() !== '')) for (const text of this.sniffed) this.passOver(text);
    this.sniffed = [];
    this.sniffedLength = 0;
  }

  /** The form of the lines as the program wrote them. */
  private formOfSniffed(): LogFormat | undefined {
    const lines = this.sniffed.filter((text) => text.trim() !== '').map(withoutColours);
    if (lines.length === 0) return undefined;
    const carriers = carriersOf(lines);
    this.carried = new CarriedLines(carriers);
    if (this.settings.format !== undefined || carriers.length === 0) return this.settings.format ?? recogniseLog(lines);
    const whole = new CarriedLines(carriers);
    return recogniseLog(lines.flatMap((line) => whole.take(line)?.text ?? []));
  }

  private passOver(text: string): void {
    this.lines++;
    if (text.trim() !== '') this.unknown(text);
  }

  private formless(): AppLogError {
    const [first] = this.samples;
    return new AppLogError(
      `${this.settings.name}: no known form of log${first?.text === undefined ? '' : `, beginning "${first.text}"`}; ${KNOWN}`,
    );
  }

  /** What was kept to recognise the form is read in it. */
  private begin(format: LogFormat): void {
    this.start(format);
    const kept = this.sniffed;
    this.sniffed = [];
    for (const text of kept) this.import(text);
  }

  private start(format: LogFormat): void {
    this.format = format;
    this.reader = format.start({ abi: this.settings.abi });
  }

  private import(text: string): void {
    this.lines++;
    if (text.trim() === '') return;
    const line = this.written(text);
    const events = line === undefined ? [] : this.reader!.read(line, this.lines);
    if (events === undefined) this.unknown(text);
    else for (const event of events) this.emit(event);
  }

  /** The line as the program wrote it, behind the time of what carried it, unless its own is as good; undefined where it goes on. */
  private written(line: string): string | undefined {
    const carried = this.carried.take(line);
    if (carried === undefined || carried.stamp === '' || this.format!.bare === true) return carried?.text;
    const { stamp, text } = carried;
    return !/[.,]\d/.test(stamp) && parseTime(text.slice(0, TIME_LENGTH)) !== undefined ? text : `${stamp} ${text}`;
  }

  private emit(event: AppEvent): void {
    this.events++;
    this.sink(event);
  }

  private unknown(text: string): void {
    this.unknownLines++;
    if (this.samples.length < SAMPLES)
      this.samples.push({ line: this.lines, ...(this.settings.quotes !== false && { text: sample(text) }) });
  }
}

const KNOWN = `--log-format takes ${LOG_FORMATS.map(({ name }) => name).join(', ')}, and --log-patterns a file with patterns of your own`;

/** Characters that a time takes at most. */
const TIME_LENGTH = 64;

/** The beginning of a line, fit for a terminal. */
function sample(text: string): string {
  const short = text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH)}…` : text;
  return short.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}
