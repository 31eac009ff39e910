// Two network namespaces and a cable between them, for benchmarks: `here` captures on `device`, `there` sends on `far`. They are gone when this process is,
// whatever ends it.
import { spawn, spawnSync } from 'node:child_process';

/** Lays the cable; answers its ends, or in `prevented` why there is none. */
export function layCable(name) {
  if (spawnSync('tcpreplay', ['-V'], { stdio: 'ignore' }).error) return { prevented: 'tcpreplay is not installed' };
  const here = `${name}-h${process.pid}`;
  const there = `${name}-t${process.pid}`;
  const [device, far] = [`${name}0`, `${name}1`];
  removeWithUs([here, there]);
  const commands = [
    ['netns', 'add', here],
    ['netns', 'add', there],
    ['link', 'add', device, 'netns', here, 'type', 'veth', 'peer', 'name', far, 'netns', there],
    // Without an address of its own the kernel has nothing to say on the cable.
    ['-n', here, 'link', 'set', device, 'addrgenmode', 'none', 'up'],
    ['-n', there, 'link', 'set', far, 'addrgenmode', 'none', 'up'],
  ];
  const failed = commands.map((args) => spawnSync('ip', args, { encoding: 'utf8' })).find(({ status }) => status !== 0);
  return failed ? { prevented: `no network namespaces (${failed.stderr.trim()})` } : { here, there, device, far };
}

/** A shell in a session of its own waits for the end of a pipe from us, which comes with ours. */
function removeWithUs(names) {
  const remove = names.map((name) => `ip netns pids ${name} | xargs -r kill; ip netns del ${name}`).join('; ');
  const shell = spawn('sh', ['-c', `cat; ${remove}`], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  shell.stdin.unref();
}
