/** Completion as the shells themselves do it, with the scripts that the program prints. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localInterfaces } from '../../../src/capture/live/interface-list.js';
import { allCommands } from '../../../src/cli/command/registry.js';
import { main } from '../../../src/cli/main.js';
import { hasProgram } from '../../helper/network.js';
import { fakeSurroundings } from '../../helper/surroundings.js';

const COMMANDS = await allCommands();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  for (const name of ['trace.pcapng', 'with space.pcap']) writeFileSync(join(folder, name), '');
  // The program itself, which is asked for the interfaces.
  mkdirSync(join(folder, 'bin'));
  const program = `#!/bin/sh\nexec ${process.execPath} ${join(process.cwd(), 'build', 'src', 'cli.js')} "$@"\n`;
  writeFileSync(join(folder, 'bin', 'sctpscope'), program, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function script(shell: string): Promise<string> {
  const surroundings = fakeSurroundings();
  expect(await main(['completion', shell], surroundings)).toBe(0);
  return surroundings.output();
}

function run(shell: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}/bin:${process.env['PATH']}` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Each with a way to ask it: the words of a line, of which the last is to be completed. */
const SHELLS: Record<string, (script: string, words: readonly string[]) => string[]> = {
  bash(script, words) {
    // As the line editor does before it calls the function.
    const split = words.flatMap((word) => word.split(/([=:])/).filter(Boolean));
    if (words.at(-1) === '') split.push('');
    const quoted = split.map((word) => `'${word}'`).join(' ');
    const asked = `compopt() { :; }; COMP_WORDS=(${quoted}); COMP_CWORD=${split.length - 1}; _sctpscope; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['-c', `${script}\n${asked}`])
      .split('\n')
      .filter(Boolean);
  },
  fish(script, words) {
    const path = join(folder, '.completion.fish');
    writeFileSync(path, script);
    const lines = run('fish', ['--no-config', '-c', `source ${path}; complete -C '${words.join(' ')}'`]).split('\n');
    return lines.map((line) => line.split('\t')[0]!).filter(Boolean);
  },
};

for (const [shell, ask] of Object.entries(SHELLS)) {
  (hasProgram(shell) ? describe : describe.skip)(`${shell} completes`, () => {
    let text: string;
    beforeAll(async () => {
      text = await script(shell);
    });
    const offered = (...words: string[]) => ask(text, ['sctpscope', ...words]);

    test('commands and files', () => {
      for (const { name } of COMMANDS) expect(offered(name.slice(0, -1))).toContain(name);
      expect(offered('tr')).toContain('trace.pcapng');
      expect(offered('analyze', 'tr')).toEqual(['trace.pcapng']);
      expect(offered('analyze', 'wi').map((name) => name.replaceAll('\\', ''))).toEqual(['with space.pcap']);
    });

    test('every option of every command', () => {
      for (const { name, options } of COMMANDS) {
        expect(offered(name, '--')).toEqual(expect.arrayContaining([...options.map((option) => option.name), '--help']));
      }
      expect(offered('--the')).toContain('--theme');
    });

    test('values', () => {
      expect(offered('analyze', '--format', '').toSorted()).toEqual(['json', 'ndjson', 'text']);
      expect(offered('analyze', '-T', 'nd')).toEqual(['ndjson']);
      expect(offered('live', '--engine', 'tcp')).toEqual(['tcpdump']);
      expect(offered('compare', '--log-format', 'open5')).toEqual(['open5gs']);
      expect(offered('live', '--write', 'tr')).toEqual(['trace.pcapng']);
      expect(offered('completion', 'z')).toEqual(['zsh']);
      expect(offered('live', '--rotate', 't')).toEqual([]);
    });

    test('interfaces', () => {
      const names = localInterfaces().map(({ name }) => name);
      expect(offered('live', '')).toEqual(expect.arrayContaining(names));
      expect(offered('live', '-i', '')).toEqual(expect.arrayContaining(names));
    });
  });
}

(hasProgram('bash') ? test : test.skip)('bash completes behind an address, and with =', async () => {
  const text = await script('bash');
  expect(SHELLS['bash']!(text, ['sctpscope', 'compare', '--app-log', '10.1.0.2:5001=tr'])).toEqual(['trace.pcapng']);
  expect(SHELLS['bash']!(text, ['sctpscope', 'analyze', '--format=nd'])).toEqual(['ndjson']);
});

(hasProgram('zsh') ? test : test.skip)(
  'zsh reads the script, and completes with it',
  async () => {
    const path = join(folder, '_sctpscope');
    writeFileSync(path, await script('zsh'));
    run('zsh', ['-n', path]);
    // A terminal within: keys go in, what stands on the line comes out.
    const keys = (typed: string): string =>
      `zmodload zsh/zpty; zpty -b z zsh -f -i; zpty -w z 'PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -d ${folder}/.dump; source ${path}; bindkey "^I" complete-word; echo rea"dy"'; zpty -r z said '*ready*'; zpty -w -n z '${typed}'$'\\t\\C-a: \\C-e #\\n'; zpty -w z 'echo ov"er"'; zpty -r z said '*over*'; print -r -- "$said"; zpty -d z`;
    const line = (typed: string): string => run('zsh', ['-f', '-c', keys(typed)]);
    expect(line('sctpscope analyze --form')).toContain('--format');
    expect(line('sctpscope live --engine tcp')).toContain('tcpdump');
    expect(line('sctpscope compare --app-log 10.1.0.2=tr')).toContain('10.1.0.2=trace.pcapng');
  },
  30_000,
);

test('a shell that it does not know is told which it does', async () => {
  const surroundings = fakeSurroundings();
  expect(await main(['completion', 'tcsh'], surroundings)).toBe(2);
  expect(surroundings.errors()).toBe('sctpscope: completion needs a shell: bash, zsh, fish\n');
});
