/** Recorded captures that tests read: test/fixture, found from the project's root. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FIXTURES = ['dual-stack.pcap', 'asconf-cooked.pcap', 'asconf.pcapng'] as const;
export type Fixture = (typeof FIXTURES)[number];

export function fixturePath(name: Fixture): string {
  return join(process.cwd(), 'test/fixture', name);
}

export function fixture(name: Fixture): Uint8Array {
  return new Uint8Array(readFileSync(fixturePath(name)));
}
