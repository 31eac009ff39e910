import { Readable, Writable } from 'node:stream';
import type { Surroundings } from '../../src/cli/command.js';

/** A process's surroundings that keep what is written to them. */
export function fakeSurroundings(input = ''): Surroundings & { output(): string; errors(): string } {
  const out: string[] = [];
  const err: string[] = [];
  return {
    stdout: sink(out),
    stderr: sink(err),
    stdin: Readable.from([input]),
    color: false,
    output: () => out.join(''),
    errors: () => err.join(''),
  };
}

function sink(kept: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      kept.push(String(chunk));
      done();
    },
  });
}
