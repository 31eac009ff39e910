#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { main } from './cli/main.js';

// What lives is little, whatever the capture holds; by itself V8 lets garbage pile up to several times that before it looks.
setFlagsFromString('--heap-growing-percent=50');

const color = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin, color });
