/** All commands, in the order the help lists them. */
import type { Command } from '../command.js';
import { analyze } from './analyze.js';
import { annotate } from './annotate.js';
import { compareCommand } from './compare.js';
import { completion } from './completion.js';
import { decodeCommand } from './decode.js';
import { dissect } from './dissect.js';
import { live } from './live.js';
import { view } from './view.js';

export const COMMANDS: readonly Command[] = [view, analyze, compareCommand, annotate, live, dissect, decodeCommand, completion];

/** What opens a capture when no command is named. */
export const UNNAMED = 'view';
