/** tcpdump: kernel time stamps, and the kernel's drop count when it ends. */
import type { CaptureRequest, Engine, EngineCommand, EngineMissing } from '../engine.js';
import { findProgram, permitCommand } from '../find-program.js';

/** As long as an IP packet; the kernel keeps a slot of this length for every frame. */
const SNAP_LENGTH = '65535';

export const tcpdump: Engine = {
  name: 'tcpdump',
  what: 'tcpdump',
  cost: ['dropped frames are counted only at the end'],
  timeStamps: 'kernel',
  counts: 'kernel',
  bufferLength: 128 << 20,
  latency: 50,
  command,
  permit: () => permitCommand('tcpdump'),
};

function command(request: CaptureRequest): EngineCommand | EngineMissing {
  const program = findProgram('tcpdump');
  if (program === undefined) return { code: 'absent', why: 'tcpdump is not installed', remedy: 'sudo apt-get install tcpdump' };
  const kibibytes = Math.ceil(request.bufferLength / 1024);
  return {
    program,
    arguments: [
      // A frame is handed on when it comes, not when a buffer is full.
      ...['--immediate-mode', '-U', '-n', '-s', SNAP_LENGTH, '-B', String(kibibytes)],
      ...(request.user === undefined ? [] : ['-Z', request.user.name]),
      ...['-i', request.interface, '-w', '-', '--', request.filter],
    ],
  };
}
