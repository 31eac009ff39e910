/** All commands by name, in the order the help lists them. Only the one that is asked for is loaded. */
import type { Command } from '../command.js';

export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['view', async () => (await import('./view.js')).view],
  ['analyze', async () => (await import('./analyze.js')).analyze],
  ['compare', async () => (await import('./compare.js')).compareCommand],
  ['annotate', async () => (await import('./annotate.js')).annotate],
  ['live', async () => (await import('./live.js')).live],
  ['dissect', async () => (await import('./dissect.js')).dissect],
  ['decode', async () => (await import('./decode.js')).decodeCommand],
  ['completion', async () => (await import('./completion.js')).completion],
]);

/** What opens a capture when no command is named. */
export const UNNAMED = 'view';

export async function allCommands(): Promise<Command[]> {
  const commands: Command[] = [];
  for (const load of COMMANDS.values()) commands.push(await load());
  return commands;
}
