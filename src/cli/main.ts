/** The command line: finds the command, parses its options, runs it, and turns every error into one line and an exit status. */
import { parseArgs } from 'node:util';
import { CaptureError } from '../capture/frame.js';
import { AppLogError } from '../compare/app-log.js';
import { allCommands, COMMANDS, UNNAMED } from './command/registry.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from './command.js';
import { commandHelp, programHelp } from './help.js';
import { VERSION } from './version.js';

/** Exit statuses of the contract. */
export const STATUS = { done: 0, different: 1, usage: 2, unreadable: 3 } as const;

export async function main(args: string[], surroundings: Surroundings): Promise<number> {
  try {
    return await dispatch(args, surroundings);
  } catch (error) {
    if (error instanceof UsageError) {
      surroundings.stderr.write(`sctpscope: ${error.message}\n`);
      return STATUS.usage;
    }
    if (error instanceof CaptureError || error instanceof AppLogError) {
      surroundings.stderr.write(`sctpscope: ${error.message}\n`);
      return STATUS.unreadable;
    }
    throw error;
  }
}

async function dispatch(args: string[], surroundings: Surroundings): Promise<number> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    surroundings.stdout.write(programHelp(await allCommands()));
    return first === undefined ? STATUS.usage : STATUS.done;
  }
  if (first === '--version') {
    surroundings.stdout.write(`sctpscope ${VERSION}\n`);
    return STATUS.done;
  }
  const named = COMMANDS.has(first);
  const load = COMMANDS.get(named ? first : UNNAMED);
  if (load === undefined) throw new UsageError(`there is no command '${first}'; sctpscope --help lists them`);
  const command = await load();
  const { operands, options } = parse(command, named ? args.slice(1) : args);
  if (options['help']) {
    surroundings.stdout.write(commandHelp(command));
    return STATUS.done;
  }
  return command.run(operands, options, surroundings);
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
