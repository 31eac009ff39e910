/**
 * The commands that print as one script, and beside it what V8 made of it when the program was built (scripts/finish-build.js): starting takes 45 ms less than from
 * modules, a third of what a small capture takes. V8 itself looks whether what it made is for this script and this version, and compiles anew where it is not.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { runPrinting } from './printing-commands.js';

// What lives is little, whatever the capture holds; by itself V8 lets garbage pile up to several times that before it looks, and in a flood, where most of what is new
// lives for a while, makes three times 16 MB of room for what is new. What was compiled holds for the same flags only.
setFlagsFromString('--heap-growing-percent=50');
setFlagsFromString('--semi-space-growth-factor=1');

export const SCRIPT = fileURLToPath(new URL('../program/printing-commands.cjs', import.meta.url));
export const COMPILED = `${SCRIPT}.v8`;

/** The commands that the script holds (printing-commands.ts). */
export const NAMES: ReadonlySet<string> = new Set(['analyze', 'annotate', 'compare', 'decode', 'dissect']);

export interface Precompiled {
  script: Script;
  runPrinting: typeof runPrinting;
}

/** Undefined for other commands, and where the program was not put together. */
export function precompiled(command = ''): Precompiled | undefined {
  if (!NAMES.has(command) || !existsSync(SCRIPT)) return undefined;
  const cachedData = existsSync(COMPILED) ? readFileSync(COMPILED) : undefined;
  // It is ASCII (scripts/finish-build.js), which takes no decoding.
  const script = new Script(readFileSync(SCRIPT, 'latin1'), { filename: SCRIPT, ...(cachedData && { cachedData }) });
  const module = { exports: {} as Pick<Precompiled, 'runPrinting'> };
  script.runInThisContext()(createRequire(SCRIPT), module, SCRIPT);
  return { script, runPrinting: module.exports.runPrinting };
}
