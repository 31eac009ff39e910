/** What a command of the program is: one file in command/, one line in command/registry.ts. Help, completion and parsing follow from its table of options. */

export interface Option {
  /** '--format'. */
  name: string;
  /** '-T', where tshark's users expect one. */
  short?: string;
  /** What its value is called in the help; an option without one is a switch. */
  value?: string;
  /** What its value may be, where `value` does not spell that out: for shells to complete. */
  words?: readonly string[];
  /** May be given more than once. */
  multiple?: boolean;
  help: string;
}

/** Parsed options by name without the dashes: a string, a list for `multiple`, true for a switch. */
export type OptionValues = Record<string, string | string[] | boolean | undefined>;

/** The process's surroundings, so that commands can be run in tests. */
export interface Surroundings {
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Colour is wanted and the terminal can show it. */
  color: boolean;
}

export interface Command {
  name: string;
  /** 'FILE... [options]'. */
  operands: string;
  /** One line for the list of commands. */
  summary: string;
  /** Paragraphs under the usage line. */
  description: string;
  options: readonly Option[];
  /** Returns the exit status: 0 done, 1 compare found a difference, 2 wrong usage, 3 the input could not be read. */
  run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number>;
}

/** The command line makes no sense. Ends the program with status 2 and its message. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
