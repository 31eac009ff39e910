/** The recorded truth under test/truth: captures of real stacks, and what these told their applications. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotificationType } from '../../src/notification/notification.js';

const TRUTH = join(process.cwd(), 'test/truth');

/** A line of an application's log; a notification has the members of its C struct too. */
export interface LogLine {
  time: number;
  event: 'notification' | 'call' | 'message' | 'note';
  [member: string]: unknown;
}

/** One recorded run. Everything but its capture is keyed by the ends, 'a' and 'b'. */
export interface TruthCase {
  name: string;
  capture: string;
  /** Of the same run, taken at b. */
  captureAtB: string | undefined;
  tags: string[];
  stacks: Record<string, string>;
  endpoints: Record<string, { addresses: string[]; port: number }>;
  subscriptions: Record<string, NotificationType[]>;
  logs: Record<string, LogLine[]>;
}

export const truthCases: readonly TruthCase[] = ['linux', 'mixed', 'usrsctp'].flatMap((stack) =>
  readdirSync(join(TRUTH, stack))
    .sort()
    .map((run) => readCase(`${stack}/${run}`)),
);

function readCase(name: string): TruthCase {
  const file = (file: string) => join(TRUTH, name, file);
  const meta = JSON.parse(readFileSync(file('meta.json'), 'utf8')) as Omit<TruthCase, 'name' | 'capture' | 'captureAtB' | 'logs'>;
  const recorded = Object.keys(meta.endpoints).filter((end) => existsSync(file(`${end}.ndjson`)));
  const logs = Object.fromEntries(recorded.map((end) => [end, readLog(file(`${end}.ndjson`))]));
  const atB = file('capture-b.pcap');
  return { ...meta, name, capture: file('capture.pcap'), captureAtB: existsSync(atB) ? atB : undefined, logs };
}

function readLog(path: string): LogLine[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as LogLine);
}

/** 'linux-6.1' to 'linux@6.1', 'usrsctp-0.9.5.0-debian' to 'usrsctp@0.9.5', 'usrsctp-git-…' to 'usrsctp'. */
export function profileText(stack: string): string {
  const version = /-(\d+\.\d+(\.\d+)?)/.exec(stack)?.[1];
  return `${stack.split('-')[0]}${version === undefined ? '' : `@${version}`}`;
}
