/** Runs a command with its arguments, and turns every error into one line and an exit status. */
import { parseArgs } from 'node:util';
import { CaptureError } from '../capture/frame.js';
import { AppLogError } from '../compare/app-log.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from './command.js';
import { commandHelp } from './help.js';

/** Exit statuses of the contract. */
export const STATUS = { done: 0, different: 1, usage: 2, unreadable: 3 } as const;

/** The exit status of what is done; of what the user can mend, a line on standard error says what it was. */
export async function withStatus({ stderr }: Surroundings, done: () => Promise<number>): Promise<number> {
  try {
    return await done();
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`sctpscope: ${error.message}\n`);
      return STATUS.usage;
    }
    if (error instanceof CaptureError || error instanceof AppLogError) {
      stderr.write(`sctpscope: ${error.message}\n`);
      return STATUS.unreadable;
    }
    throw error;
  }
}

/** Throws what withStatus() knows. */
export function runCommand(command: Command, args: string[], surroundings: Surroundings): Promise<number> | number {
  const { operands, options } = parse(command, args);
  if (!options['help']) return command.run(operands, options, surroundings);
  surroundings.stdout.write(commandHelp(command));
  return STATUS.done;
}

function parse(command: Command, args: string[]): { operands: string[]; options: OptionValues } {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }> = {
    help: { type: 'boolean', short: 'h' },
  };
  for (const option of command.options) {
    options[option.name.slice(2)] = {
      type: option.value === undefined ? 'boolean' : 'string',
      ...(option.short === undefined ? {} : { short: option.short.slice(1) }),
      ...(option.multiple ? { multiple: true } : {}),
    };
  }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { operands: positionals, options: values as OptionValues };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nsctpscope ${command.name} --help lists its options`);
  }
}
