/** The commands that read and print, without those that may open the interface: what scripts run, again and again. They start from one compiled script (precompiled.ts). */
import { analyze } from './command/analyze.js';
import { annotate } from './command/annotate.js';
import { compareCommand } from './command/compare.js';
import { decodeCommand } from './command/decode.js';
import { dissect } from './command/dissect.js';
import type { Command, Surroundings } from './command.js';
import { runCommand, withStatus } from './run-command.js';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [analyze, annotate, compareCommand, decodeCommand, dissect].map((command) => [command.name, command]),
);

/** The exit status; undefined where the first argument is none of these commands. */
export function runPrinting([name = '', ...args]: string[], surroundings: Surroundings): Promise<number> | undefined {
  const command = COMMANDS.get(name);
  return command && withStatus(surroundings, async () => runCommand(command, args, surroundings));
}
