/** The interfaces of this machine, without any capture library: what Linux keeps under /sys, what Node knows elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

export interface LocalInterface {
  name: string;
  /** 'up', 'down', or what the system says beside these. */
  state: string;
  addresses: string[];
}

const FOLDER = '/sys/class/net';

export function localInterfaces(): LocalInterface[] {
  const addressed = networkInterfaces();
  const names = new Set([...systemNames(), ...Object.keys(addressed)]);
  const found = [...names].map((name) => ({
    name,
    state: isUp(name) === false ? 'down' : 'up',
    addresses: (addressed[name] ?? []).map(({ address }) => address),
  }));
  return process.platform === 'linux' ? [...found, { name: 'any', state: 'up', addresses: [] }] : found;
}

function systemNames(): string[] {
  try {
    return readdirSync(FOLDER).sort();
  } catch {
    return [];
  }
}

/** Is the interface administratively up (IFF_UP)? Undefined where the system does not tell, or there is none of that name. */
export function isUp(name: string): boolean | undefined {
  try {
    return (Number(readFileSync(join(FOLDER, name, 'flags'), 'utf8')) & 1) === 1;
  } catch {
    return undefined;
  }
}
