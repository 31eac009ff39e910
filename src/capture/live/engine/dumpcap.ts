/** dumpcap, Wireshark's capture program: kernel time stamps of nanoseconds. It gives up its rights by itself once the device is open, but not its user. */
import type { CaptureRequest, Engine, EngineCommand, EngineMissing, User } from '../engine.js';
import { findProgram, permitCommand } from '../find-program.js';

const MEBIBYTE = 1 << 20;

export const dumpcap: Engine = {
  name: 'dumpcap',
  what: "Wireshark's dumpcap",
  cost: ['frames come up to half a second late', 'dropped frames are counted only at the end'],
  timeStamps: 'kernel',
  counts: 'kernel',
  bufferLength: 32 << 20,
  latency: 500,
  command,
  permit: () => permitCommand('dumpcap'),
};

function command(request: CaptureRequest): EngineCommand | EngineMissing {
  const program = findProgram('dumpcap');
  if (program === undefined) return { code: 'absent', why: 'dumpcap is not installed', remedy: 'sudo apt-get install wireshark-common' };
  const mebibytes = Math.ceil(request.bufferLength / MEBIBYTE);
  const own = ['-q', '-B', String(mebibytes), '-i', request.interface, '-f', request.filter, '-w', '-'];
  if (request.user === undefined) return { program, arguments: own };
  const setpriv = findProgram('setpriv');
  if (setpriv === undefined) {
    return { code: 'absent', why: 'dumpcap cannot change its user without setpriv', remedy: 'sudo apt-get install util-linux' };
  }
  return { program: setpriv, arguments: [...as(request.user), program, ...own] };
}

/** The user from the start, with just the rights to open the device. */
function as(user: User): string[] {
  const rights = '+net_raw,+net_admin';
  return [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', `--inh-caps=${rights}`, `--ambient-caps=${rights}`, '--'];
}
