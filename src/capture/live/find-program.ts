/** Looks for programs where a shell would, and where administrators' programs are that a user's shell does not look at. */
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const ALSO = ['/usr/sbin', '/sbin', '/usr/local/sbin'];

/** Absolute path of an executable, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...ALSO];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The command that gives a program the right to capture, whoever runs it. */
export function permitCommand(name: string): string | undefined {
  const program = findProgram(name);
  return program === undefined ? undefined : `sudo setcap cap_net_raw,cap_net_admin=eip ${realpathSync(program)}`;
}
