#!/usr/bin/env node
import { precompiled } from './cli/precompiled.js';

const color = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const args = process.argv.slice(2);
const surroundings = { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, color };
const status = precompiled(args[0])?.runPrinting(args, surroundings) ?? (await import('./cli/main.js')).main(args, surroundings);
process.exitCode = await status;
