/** A real capture with each engine: recorded traffic over a cable between two namespaces, and what is told of it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isMissing } from '../../src/capture/live/engine.js';
import { ENGINES } from '../../src/capture/live/engine-table.js';
import { hasProgram, makeNetwork, type Network, noNetworks, Running, replay } from '../helper/network.js';

const CLI = join(process.cwd(), 'build', 'src', 'cli.js');
const SAMPLE = join(process.cwd(), 'samples', 'shutdown.pcap');

/** Seconds within which a notification appears after the packet that settles it. */
const PROMPT = 1;

interface Line {
  kind: string;
  [member: string]: unknown;
}

const prevented = noNetworks() ?? (hasProgram('tcpreplay') ? undefined : 'tcpreplay is not installed');
if (prevented !== undefined) console.warn(`live capture is not tested: ${prevented}`);
const withNetwork = prevented === undefined ? describe : describe.skip;

const available = ENGINES.map((engine) => {
  const command = engine.command({ interface: 'lo', filter: '', bufferLength: 1, user: undefined });
  return { name: engine.name, missing: isMissing(command) ? command.why : undefined };
});
for (const { name, missing } of available) if (missing !== undefined) console.warn(`live capture is not tested with ${name}: ${missing}`);

let network: Network;
let running: Running[] = [];

function live(...args: readonly string[]): Running {
  const program = new Running(network.here, process.execPath, CLI, 'live', ...args);
  running.push(program);
  return program;
}

const parsed = (text: string): Line => JSON.parse(text) as Line;

/** What is told, without what differs from run to run: times, and what rests on them. */
function told(lines: readonly Line[]): unknown[] {
  return lines
    .filter(({ kind }) => kind === 'notification')
    .map(({ time, earliest, latest, certainty, why, assumptions, ...rest }) => rest)
    .sort((a, b) => String(a['id']).localeCompare(String(b['id'])));
}

function analysed(file: string): Line[] {
  const output = execFileSync(process.execPath, [CLI, 'analyze', file, '--format', 'ndjson'], { encoding: 'utf8' });
  return output.trim().split('\n').map(parsed);
}

withNetwork('live', () => {
  beforeEach(() => {
    network = makeNetwork();
  });

  afterEach(() => {
    for (const program of running) program.kill();
    running = [];
    network.remove();
  });

  for (const { name, missing } of available) {
    (missing === undefined ? test : test.skip)(
      `${name}: tells what the analysis of the same traffic tells, promptly`,
      async () => {
        const expected = analysed(SAMPLE);
        const program = live(network.interface, '--engine', name, '--format', 'ndjson');
        await program.until(() => program.errors.includes('capturing on'));
        await replay(network, [SAMPLE]);
        await program.until(() => program.lines.length >= told(expected).length);
        program.interrupt();
        expect(await program.ended).toBe(0);
        const lines = program.lines.map(({ text }) => parsed(text));
        expect(told(lines)).toEqual(told(expected));
        expect(lines.filter(({ kind }) => kind === 'association')).toHaveLength(1);
        const late = program.lines.filter(({ text, time }) => {
          const line = parsed(text);
          return line['certainty'] === 'certain' && time / 1000 - Number(line['time']) > PROMPT;
        });
        expect(late).toEqual([]);
        expect(program.errors).toContain('19 frames, 19 SCTP packets; 0 dropped');
      },
      30_000,
    );
  }
});
