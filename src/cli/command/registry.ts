/** All commands, in the order the help lists them. */
import type { Command } from '../command.js';

export const COMMANDS: readonly Command[] = [];
