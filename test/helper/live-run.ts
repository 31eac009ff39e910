/** The live command in a network of its own, for one test file: each test gets a new network, and nothing of it outlives the test. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from '@jest/globals';
import { type Engine, isMissing } from '../../src/capture/live/engine.js';
import { ENGINES } from '../../src/capture/live/engine-table.js';
import { hasProgram, makeNetwork, type Network, noNetworks, Running } from './network.js';

export const CLI = join(process.cwd(), 'build', 'src', 'cli.js');

export interface Line {
  kind: string;
  [member: string]: unknown;
}

export const parsed = (text: string): Line => JSON.parse(text) as Line;

/** What `analyze` tells of a capture. */
export function analysed(...files: readonly string[]): Line[] {
  const output = execFileSync(process.execPath, [CLI, 'analyze', ...files, '--format', 'ndjson'], { encoding: 'utf8' });
  return output.split('\n').filter(Boolean).map(parsed);
}

export interface LiveRun {
  network: Network;
  /** Starts `sctpscope live INTERFACE ...` and waits until it captures. */
  capture(...args: readonly string[]): Promise<Running>;
  /** Starts `sctpscope live ...`. */
  start(...args: readonly string[]): Running;
}

/** Tests that need a network; skipped, and said so, where the machine has none. */
export function withNetwork(name: string, tests: (run: LiveRun) => void): void {
  const prevented = noNetworks() ?? (hasProgram('tcpreplay') ? undefined : 'tcpreplay is not installed');
  if (prevented !== undefined) console.warn(`${name} is not tested: ${prevented}`);
  (prevented === undefined ? describe : describe.skip)(name, () => {
    let network: Network | undefined;
    let running: Running[] = [];
    const start = (...args: readonly string[]): Running => {
      const program = new Running(network!.here, process.execPath, CLI, 'live', ...args);
      running.push(program);
      return program;
    };
    beforeEach(() => {
      network = makeNetwork();
    });
    afterEach(async () => {
      for (const program of running) program.kill();
      await Promise.all(running.map(({ ended }) => ended));
      running = [];
      network?.remove();
    });
    tests({
      get network() {
        return network!;
      },
      start,
      async capture(...args) {
        const program = start(network!.interface, ...args);
        await program.until(() => program.errors.includes('capturing on'));
        return program;
      },
    });
  });
}

/** One test an engine; skipped, and said so, for engines that are not here. */
export function eachEngine(name: string, body: (engine: Engine) => Promise<void>): void {
  for (const engine of ENGINES) {
    const command = engine.command({ interface: 'lo', filter: '', bufferLength: 1, user: undefined });
    const missing = isMissing(command) ? command.why : undefined;
    if (missing !== undefined) console.warn(`${name} is not tested with ${engine.name}: ${missing}`);
    (missing === undefined ? test : test.skip)(`${engine.name}: ${name}`, () => body(engine), 30_000);
  }
}
