/** The command line: finds the command and runs it. */
import { allCommands, COMMANDS, UNNAMED } from './command/registry.js';
import { type Surroundings, UsageError } from './command.js';
import { programHelp } from './help.js';
import { runCommand, STATUS, withStatus } from './run-command.js';
import { VERSION } from './version.js';

export function main(args: string[], surroundings: Surroundings): Promise<number> {
  return withStatus(surroundings, () => dispatch(args, surroundings));
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
  return runCommand(await load(), named ? args.slice(1) : args, surroundings);
}
