/**
 * The package `cap`: libpcap inside a Node process of its own (cap-child.ts). It is optional, has to be compiled, aborts its process when the interface goes
 * away, and starves the process's event loop under load: it is never loaded into ours.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaptureRequest, Engine, EngineCommand, EngineMissing } from '../engine.js';

const CHILD = fileURLToPath(new URL('../cap-child.js', import.meta.url));
/** The version of package.json's optionalDependencies. */
const VERSION = '0.2.1';
/** What compiling it needs. */
const HEADERS = 'sudo apt-get install libpcap-dev g++ make python3';

export const cap: Engine = {
  name: 'cap',
  what: 'libpcap through the package cap',
  cost: ['time stamps are taken by the process, not by the kernel', 'frames that the kernel drops are not counted'],
  timeStamps: 'process',
  counts: 'own',
  bufferLength: 128 << 20,
  latency: 50,
  command,
  // Node with the right to capture would give it to every script.
  permit: () => undefined,
  repair,
};

function command(request: CaptureRequest): EngineCommand | EngineMissing {
  const missing = missingCap();
  if (missing !== undefined) return missing;
  const { interface: name, filter, bufferLength, user } = request;
  const rights = user === undefined ? [] : [String(user.uid), String(user.gid)];
  return { program: process.execPath, arguments: [CHILD, name, filter, String(bufferLength), ...rights] };
}

function missingCap(): EngineMissing | undefined {
  const folder = installedFolder();
  if (folder === undefined) return { code: 'absent', why: 'the package cap is not installed', remedy: `${HEADERS} && ${install()}` };
  if (existsSync(join(folder, 'build', 'Release', 'cap.node'))) return undefined;
  return { code: 'unbuilt', why: 'the package cap is installed but was not compiled', remedy: repair() };
}

function installedFolder(): string | undefined {
  const places = createRequire(import.meta.url).resolve.paths('cap') ?? [];
  return places.map((place) => join(place, 'cap')).find((folder) => existsSync(join(folder, 'package.json')));
}

/** npm drops an optional package whose compilation failed: it has to be fetched again. */
function install(): string {
  const root = ownRoot();
  return root.split(sep).includes('node_modules')
    ? 'npm install --global --allow-scripts=cap sctpscope'
    : `cd ${root} && npm install --no-save cap@${VERSION}`;
}

/** Compiles the package where it is. */
function repair(): string {
  const folder = installedFolder() ?? ownRoot();
  return `${HEADERS} && cd ${dirname(dirname(folder))} && npm rebuild cap`;
}

/** The folder of our own package.json. */
function ownRoot(): string {
  let folder = dirname(CHILD);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
