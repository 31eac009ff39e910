/** The shells that there is a completion for. */
import type { Command } from '../command.js';
import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import { zshCompletion } from './zsh.js';

/** Makes the script; `unnamed` is the command that the operands belong to where none is named. */
type Completion = (commands: readonly Command[], unnamed: string) => string;

export const SHELLS: ReadonlyMap<string, Completion> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);
