/** Completion for zsh: the tables of commands and options as specifications of _arguments. */
import type { Command, Option } from '../command.js';
import { type Completable, following, namesOf, operandOf, optionsOf } from './completable.js';

export function zshCompletion(commands: readonly Command[], unnamed: string): string {
  return `#compdef sctpscope
# zsh completion of sctpscope, made by: sctpscope completion zsh
_sctpscope_file() {
  compset -P '*='
  _files
}
_sctpscope_interface() {
  local -a found=(\${(f)"$(sctpscope live --list-interfaces 2> /dev/null)"})
  compadd -- \${found%% *}
}
_sctpscope() {
  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quoted(`${name}:${summary}`)}`).join('\n')}
    )
    _describe command commands
    _files
    return
  fi
  case $words[2] in
${commands.map((command) => `    ${command.name})\n      shift words\n      ((CURRENT--))\n      ${specifications(command)}\n      ;;`).join('\n')}
    *)
      ${specifications(commands.find(({ name }) => name === unnamed))}
      ;;
  esac
}
if [[ $funcstack[1] == _sctpscope ]]; then
  _sctpscope "$@"
else
  compdef _sctpscope sctpscope
fi
`;
}

function specifications(command: Command | undefined): string {
  if (command === undefined) return '_files';
  const operand = quoted(`*:${command.operands.replaceAll(':', '\\:')}:${action(operandOf(command))}`);
  return ['_arguments -s', ...optionsOf(command).map(specification), operand].join(' \\\n        ');
}

/** '(-T --format)'{-T,--format}'[text: default]:text|ndjson:(text ndjson)'. */
function specification(option: Option): string {
  const names = namesOf(option);
  const value = following(option);
  const after = value === undefined ? '' : `:${option.value?.replaceAll(':', '\\:')}:${action(value)}`;
  const explained = quoted(`[${option.help.replaceAll(/[[\]\\:]/g, '\\$&')}]${after}`);
  const guard = option.multiple ? "'*'" : quoted(`(${names.join(' ')})`);
  return `${guard}${names.length === 1 ? names[0] : `{${names.join(',')}}`}${explained}`;
}

function action(value: Completable): string {
  if (value === 'file' || value === 'interface') return `_sctpscope_${value}`;
  return value === 'nothing' ? '' : `(${value.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
