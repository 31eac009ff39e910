/** `sctpscope completion`: what makes a shell complete the commands, their options and their values. */
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { SHELLS } from '../shell/registry.js';

export const completion: Command = {
  name: 'completion',
  operands: [...SHELLS.keys()].join('|'),
  summary: 'a script that makes a shell complete commands, options and values',
  description: [
    'Prints the script for the shell. To have it in every new shell:',
    '  bash   sctpscope completion bash > ~/.local/share/bash-completion/completions/sctpscope',
    '  zsh    sctpscope completion zsh > "$fpath[1]/_sctpscope"',
    '  fish   sctpscope completion fish > ~/.config/fish/completions/sctpscope.fish',
  ].join('\n'),
  options: [],
  run,
};

async function run([shell = '', ...more]: string[], _options: OptionValues, { stdout }: Surroundings): Promise<number> {
  const script = more.length === 0 ? SHELLS.get(shell) : undefined;
  if (script === undefined) throw new UsageError(`completion needs a shell: ${[...SHELLS.keys()].join(', ')}`);
  const { allCommands, UNNAMED } = await import('./registry.js');
  stdout.write(script(await allCommands(), UNNAMED));
  return 0;
}
