/** Whose rights a capture keeps that root started. */
import { execFileSync } from 'node:child_process';
import type { User } from '../capture/live/engine.js';
import { type OptionValues, UsageError } from './command.js';

/** The user of --user, else who called sudo; undefined where there are no rights to give up, or root shall keep them (--user root). */
export function captureUser(option: OptionValues[string]): User | undefined {
  const isRoot = process.getuid?.() === 0;
  const name = typeof option === 'string' ? option : process.env['SUDO_USER'];
  if (name === undefined || name === 'root') return undefined;
  if (isRoot) return userNamed(name);
  if (option === undefined) return undefined;
  throw new UsageError(`--user ${name}: only root can become another user; run it with sudo`);
}

function userNamed(name: string): User {
  try {
    const id = (which: string) =>
      Number(execFileSync('id', [which, '--', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    throw new UsageError(`--user ${name}: there is no such user; the users of this machine: getent passwd`);
  }
}

/** This process becomes the user: what it still opens, it opens with the user's rights. */
export function become({ uid, gid }: User): void {
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
