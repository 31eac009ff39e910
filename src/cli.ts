#!/usr/bin/env node
import { main } from './cli/main.js';

const color = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, color });
