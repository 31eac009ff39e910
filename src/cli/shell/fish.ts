/** Completion for fish: a line for each command, option and operand of the tables. */
import type { Command, Option } from '../command.js';
import { type Completable, following, operandOf, optionsOf } from './completable.js';

export function fishCompletion(commands: readonly Command[], unnamed: string): string {
  const names = commands.map(({ name }) => name).join(' ');
  const none = `not __fish_seen_subcommand_from ${names}`;
  const of = ({ name }: Command): string =>
    name === unnamed ? `__fish_seen_subcommand_from ${name}; or ${none}` : `__fish_seen_subcommand_from ${name}`;
  return [
    '# fish completion of sctpscope, made by: sctpscope completion fish',
    'complete -c sctpscope -f',
    ...commands.map(({ name, summary }) => line(none, `-a ${name}`, summary)),
    line(none, '-l version', 'the version'),
    ...commands.flatMap((command) => [
      `complete -c sctpscope -n ${quoted(of(command))} ${offered(operandOf(command), '-a')}`,
      ...optionsOf(command).map((option) => optionLine(of(command), option)),
    ]),
    '',
  ].join('\n');
}

function optionLine(condition: string, option: Option): string {
  const { name, short, help } = option;
  const value = following(option);
  const names = `-l ${name.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
  return line(condition, value === undefined ? names : `${names} -r ${offered(value, '-a')}`, help);
}

function line(condition: string, what: string, help: string): string {
  return `complete -c sctpscope -n ${quoted(condition)} ${what} -d ${quoted(help)}`;
}

function offered(value: Completable, how: string): string {
  if (value === 'file') return '-F';
  if (value === 'nothing') return '-f';
  const words = value === 'interface' ? "(sctpscope live --list-interfaces 2> /dev/null | string split -f 1 ' ')" : value.join(' ');
  return `-f ${how} ${quoted(words)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
