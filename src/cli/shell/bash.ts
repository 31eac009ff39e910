/** Completion for bash: one function, its cases made from the tables of commands and options. */
import type { Command } from '../command.js';
import { type Completable, following, namesOf, operandOf, optionsOf } from './completable.js';

export function bashCompletion(commands: readonly Command[], unnamed: string): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion of sctpscope, made by: sctpscope completion bash
_sctpscope() {
  local word=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} at=$COMP_CWORD
  # To bash, ADDR:PORT=LOG is five words.
  while ((at > 1)) && [[ \${COMP_WORDS[at]} == [=:] || \${COMP_WORDS[at - 1]} == [=:] ]]; do ((at--)); done
  local before=\${COMP_WORDS[at - 1]}
  [[ $at -lt $COMP_CWORD && \${COMP_WORDS[at]} == -* ]] && before=\${COMP_WORDS[at]}
  [[ $word == [=:] ]] && word=
  case $command in
    ${names.join(' | ')}) ;;
    *) command=${unnamed} ;;
  esac
  local words=
  case "$command $before" in
${commands.flatMap(valueCases).join('\n')}
    *)
      if [[ $word == -* ]]; then
        case $command in
${commands.map((command) => `          ${command.name}) words='${optionsOf(command).flatMap(namesOf).join(' ')}' ;;`).join('\n')}
        esac
        ((COMP_CWORD == 1)) && words+=' --version'
      else
        case $command in
${commands.map((command) => `          ${command.name}) ${offer(operandOf(command))} ;;`).join('\n')}
        esac
        ((COMP_CWORD == 1)) && words+=' ${names.join(' ')} help'
      fi
      ;;
  esac
  case $words in
    file*)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$word"; compgen -W "\${words#file}" -- "$word")
      ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word") ;;
  esac
}
complete -F _sctpscope sctpscope
`;
}

/** What follows an option, one case for all that are followed by the same. */
function valueCases(command: Command): string[] {
  const patterns = new Map<string, string[]>();
  for (const option of optionsOf(command)) {
    const value = following(option);
    if (value === undefined) continue;
    const after = namesOf(option).map((name) => `'${command.name} ${name}'`);
    patterns.set(offer(value), [...(patterns.get(offer(value)) ?? []), ...after]);
  }
  return [...patterns].map(([offered, after]) => `    ${after.join(' | ')}) ${offered} ;;`);
}

/** The assignment that offers it. */
function offer(value: Completable): string {
  if (value === 'file') return 'words=file';
  if (value === 'interface') return `words=$("\${COMP_WORDS[0]}" live --list-interfaces 2> /dev/null | cut -d ' ' -f 1)`;
  return value === 'nothing' ? 'return' : `words='${value.join(' ')}'`;
}
