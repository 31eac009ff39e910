// Runs a program and measures it: wall time; and as the kernel counts them (Linux only) its processor time and its largest resident memory.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** How often the kernel is asked. Both figures only grow, so that only what the child takes in its last moments can be missed. */
const EVERY_MILLISECONDS = 25;

/** USER_HZ, the unit of times in /proc: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Certificates that this variable names are read by every Node that starts, also where nothing is fetched: that is the machine's, and as long as a small capture. */
const { NODE_EXTRA_CA_CERTS, ...environment } = process.env;
export const leftOut = NODE_EXTRA_CA_CERTS === undefined ? [] : ['NODE_EXTRA_CA_CERTS'];

/** Resolves to { seconds, cpu, peak }: seconds, seconds, bytes; the latter two undefined where /proc does not tell them. */
export function measure(command, args, outputFile) {
  return new Promise((resolve, reject) => {
    const output = openSync(outputFile, 'w');
    const begin = process.hrtime.bigint();
    const child = spawn(command, args, { env: environment, stdio: ['ignore', output, 'ignore'] });
    let used = {};
    const timer = setInterval(() => {
      used = usage(child.pid) ?? used;
    }, EVERY_MILLISECONDS);
    const end = (settle) => {
      clearInterval(timer);
      closeSync(output);
      settle();
    };
    child.on('error', (error) => end(() => reject(error)));
    child.on('exit', (status) => {
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      end(() => (status === 0 ? resolve({ seconds, ...used }) : reject(new Error(`${command} ${args.join(' ')}: exit status ${status}`))));
    });
  });
}

/** Of a process that has just ended there is nothing to read, or a status without memory. */
function usage(pid) {
  try {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13);
    return peak === undefined ? undefined : { peak: Number(peak) * 1024, cpu: (Number(user) + Number(system)) / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

export function isInstalled(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
