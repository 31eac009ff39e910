/** Help texts, made from the tables of commands and options. */
import type { Command, Option } from './command.js';

const LEFT = 30;

function row(left: string, right: string): string {
  return left.length < LEFT - 1 ? `  ${left.padEnd(LEFT - 2)}${right}\n` : `  ${left}\n${' '.repeat(LEFT)}${right}\n`;
}

function optionText(option: Option): string {
  const value = option.value === undefined ? '' : ` ${option.value}`;
  return `${option.short === undefined ? '' : `${option.short}, `}${option.name}${value}`;
}

export function programHelp(commands: readonly Command[]): string {
  return [
    'sctpscope: which SCTP notifications should the application have received?\n\n',
    'usage: sctpscope FILE                  open the terminal interface on a capture\n',
    '       sctpscope COMMAND ... [options]\n\n',
    'commands:\n',
    ...commands.map((command) => row(`${command.name} ${command.operands}`, command.summary)),
    '\nsctpscope COMMAND --help tells the options of each. FILE may be - (standard input) and may be compressed with gzip or zstd.\n',
    'Exit status: 0 done, 1 compare found a difference, 2 wrong usage, 3 the input could not be read.\n',
  ].join('');
}

export function commandHelp(command: Command): string {
  return [
    `usage: sctpscope ${command.name} ${command.operands}\n\n${command.description}\n\noptions:\n`,
    ...command.options.map((option) => row(optionText(option), option.help)),
    row('-h, --help', 'this text'),
  ].join('');
}
