/** Two network namespaces joined by a cable, for tests of live capture: all traffic stays inside. Needs root, iproute2 and, to replay, tcpreplay. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

export interface Network {
  /** Where the capture runs, and its interface. */
  here: string;
  interface: string;
  /** Where the traffic comes from, and its interface. */
  there: string;
  thereInterface: string;
  /** Ids of the processes where the capture runs. */
  processes(): number[];
  remove(): void;
}

let made = 0;

/** Throws where the machine forbids it. */
export function makeNetwork(): Network {
  const id = `${process.pid.toString(36)}${made++}`;
  const network = { here: `scope-h${id}`, interface: `sh${id}`, there: `scope-t${id}`, thereInterface: `st${id}` };
  const remove = () => {
    for (const name of [network.here, network.there]) {
      // What a killed program left behind.
      for (const id of processesIn(name)) process.kill(id, 'SIGKILL');
      quietly('netns', 'del', name);
    }
    process.off('exit', remove);
  };
  process.on('exit', remove);
  removeWithUs([network.here, network.there]);
  try {
    ip('netns', 'add', network.here);
    ip('netns', 'add', network.there);
    ip(
      'link',
      'add',
      network.interface,
      'netns',
      network.here,
      'type',
      'veth',
      'peer',
      'name',
      network.thereInterface,
      'netns',
      network.there,
    );
    for (const [name, device] of [
      [network.here, network.interface],
      [network.there, network.thereInterface],
    ] as const) {
      // Without an address of its own the kernel has nothing to say on the cable.
      ip('-n', name, 'link', 'set', device, 'addrgenmode', 'none', 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { ...network, processes: () => processesIn(network.here), remove };
}

/** Whatever ends this process: a shell in a session of its own waits for the end of a pipe from us. */
function removeWithUs(names: readonly string[]): void {
  const remove = names.map((name) => `ip netns pids ${name} | xargs -r kill -9; ip netns del ${name}`).join('; ');
  const shell = spawn('sh', ['-c', `cat; ${remove}`], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.once('error', () => undefined);
  shell.unref();
  (shell.stdin as Socket).unref();
}

/** Why networks cannot be made here; undefined where they can. */
export function noNetworks(): string | undefined {
  try {
    makeNetwork().remove();
    return undefined;
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim() || (error as Error).message;
    return `this machine makes no network namespaces (${said})`;
  }
}

function processesIn(name: string): number[] {
  try {
    const ids = execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return ids.split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** A process's users (real, effective, saved, of the file system: one where they are the same), and its effective capabilities. */
export function rightsOf(id: number): { users: number[]; capabilities: number } {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  return { users: [...new Set(field('Uid').split(/\s+/).map(Number))], capabilities: Number.parseInt(field('CapEff'), 16) };
}

export function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(...args: readonly string[]): void {
  try {
    ip(...args);
  } catch {
    // It was not there.
  }
}

/** Sends the frames of captures over the cable, in their own rhythm. Resolves when all are sent. */
export function replay({ there, thereInterface }: Network, paths: readonly string[], ...options: readonly string[]): Promise<void> {
  const child = spawn('ip', ['netns', 'exec', there, 'tcpreplay', '-q', '-i', thereInterface, ...options, ...paths], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => (status === 0 ? resolve() : reject(new Error(`tcpreplay ended with status ${status}`))));
  });
}

/** Is there a program of this name? */
export function hasProgram(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A program of ours in a namespace, and what it has written. */
export class Running {
  output = '';
  errors = '';
  /** When each line of the output came, in milliseconds since the epoch. */
  readonly lines: { text: string; time: number }[] = [];
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #wakes = new Set<() => void>();

  constructor(namespace: string, program: string, ...args: readonly string[]) {
    const child = spawn('ip', ['netns', 'exec', namespace, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    process.on('exit', this.kill);
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (status) => {
        process.off('exit', this.kill);
        resolve(status);
        this.#wake();
      });
    });
  }

  #take(text: string): void {
    const from = this.output.lastIndexOf('\n') + 1;
    this.output += text;
    for (const line of this.output.slice(from).split('\n').slice(0, -1)) this.lines.push({ text: line, time: Date.now() });
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#wakes) wake();
  }

  /** Resolves when the condition holds; rejects with what was written after some milliseconds. */
  until(condition: () => boolean, patience = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        this.#wakes.delete(look);
        settle();
      };
      const look = () => {
        if (condition()) done(resolve);
      };
      const timer = setTimeout(
        () => done(() => reject(new Error(`waited in vain; output:\n${this.output}\nerrors:\n${this.errors}`))),
        patience,
      );
      this.#wakes.add(look);
      look();
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  readonly kill = (): void => {
    this.#child.kill('SIGKILL');
  };
}
