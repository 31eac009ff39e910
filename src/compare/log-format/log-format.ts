/** What an importer of application logs is: one file here, one line in registry.ts. */
import type { Abi } from '../../notification/abi/abi.js';
import type { NotificationType } from '../../notification/notification.js';
import type { AppEvent, LogClock } from '../app-log.js';

export interface LogFormat {
  /** As --log-format takes it. */
  name: string;
  /** For a person. */
  title: string;
  /** Its lines have all they need: of what carried them, not even the time is wanted. */
  bare?: boolean;
  /** What the program asks to be told, and logs; everything where it is left out. */
  tells?: ReadonlySet<NotificationType>;
  /** Its lines are read as they stand in the file, with what carried them. */
  asWritten?: boolean;
  /** 0 (is not) to 1 (is, without doubt) from the first lines of a log. */
  recognise(lines: readonly string[]): number;
  start(settings: ImportSettings): LineReader;
}

export interface ImportSettings {
  /** The stack of the application's host, where it is known; raw bytes mostly tell it. */
  abi: Abi | undefined;
}

/** Reads one log, line by line. */
export interface LineReader {
  /** What the times are; may become known only with the first lines. */
  readonly clock: LogClock;
  /** What is amiss with the log as a whole, a sentence each. */
  readonly problems?: readonly string[];
  /** What the line says: nothing for a line that is known and says nothing, undefined for a line that the format does not know. */
  read(text: string, line: number): readonly AppEvent[] | undefined;
  /** What a log that ends here still had to say. */
  end(): readonly AppEvent[];
}
