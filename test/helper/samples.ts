/** The bundled samples, their index and their logs; tests run from the project's root. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SAMPLES = join(process.cwd(), 'samples');

/** A row of samples/index.json. `stacks`, `endpoints` and `subscriptions` are keyed by 'a' and 'b'. */
export interface Sample {
  name: string;
  happens: string;
  origin: string;
  captures: string[];
  logs: string[];
  stacks: Record<string, string>;
  endpoints: Record<string, { addresses: string[]; port: number }>;
  subscriptions: Record<string, string[]>;
}

export const samples = JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[];

export function sampleFiles(): string[] {
  return readdirSync(SAMPLES);
}

export function sampleText(file: string): string {
  return readFileSync(join(SAMPLES, file), 'utf8');
}

/** Path of the capture at A. */
export function capturePath(sample: Sample): string {
  return join(SAMPLES, sample.captures[0]!);
}

/** `--stack` and `--subscribe` as they were when the sample was recorded. */
export function recordedSettings(sample: Sample): string[] {
  return Object.entries(sample.endpoints).flatMap(([end, { addresses, port }]) => {
    const stack = sample.stacks[end]!.startsWith('usrsctp') ? 'usrsctp' : sample.stacks[end]!.replace('-', '@');
    const subscribed = sample.subscriptions[end]!.join(',') || 'none';
    return addresses.flatMap((address) => ['--stack', `${address}:${port}=${stack}`, '--subscribe', `${address}:${port}=${subscribed}`]);
  });
}

/** What the stack told the application of one end, as its log has it. */
export function toldNotifications(sample: Sample, end: string): Record<string, unknown>[] {
  return sampleText(`${sample.name}.${end}.ndjson`)
    .split('\n')
    .filter((line) => line.includes('"event":"notification"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
