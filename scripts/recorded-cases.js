// The recorded cases of a folder, and what `compare` is told of each: shared by the scripts that hold logs against captures.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the recorded cases lie beside the project. */
export const TRUTH = fileURLToPath(new URL('../../shared/truth', import.meta.url));

/** Paths of the cases below a folder, one or two levels deep, in order; leaves the program where there are none. */
export function casesIn(folder, pattern) {
  const found = namesIn(folder).flatMap((name) =>
    isCase(folder, name)
      ? [name]
      : namesIn(join(folder, name)).flatMap((inner) => (isCase(folder, name, inner) ? [`${name}/${inner}`] : [])),
  );
  if (found.length > 0) return found.filter((path) => new RegExp(pattern).test(path)).sort();
  console.error(`${folder} has no recorded case: --cases FOLDER names a folder of them (FOLDER/…/meta.json)`);
  process.exit(2);
}

function isCase(...parts) {
  return existsSync(join(...parts, 'meta.json'));
}

function namesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The arguments with which a case's own logs are compared with its capture; `blind` does not state the stacks, `both` reads the capture of the other end too. */
export function compareArguments(folder, { blind = false, both = false } = {}) {
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  const args = [join(folder, meta.capture ?? 'capture.pcap')];
  if (both && existsSync(join(folder, 'capture-b.pcap'))) args.push(join(folder, 'capture-b.pcap'));
  for (const [end, { addresses }] of Object.entries(meta.endpoints)) {
    if (meta.stacks[end] === undefined) continue;
    const address = addresses[0].includes(':') ? `[${addresses[0]}]` : addresses[0];
    if (!blind) args.push('--stack', `${address}=${profileName(meta.stacks[end])}`);
    args.push('--app-log', `${address}=${join(folder, `${end}.ndjson`)}`);
  }
  return args;
}

/** 'usrsctp-0.9.5.0' as --stack wants it. */
function profileName(stack) {
  const version = /-(\d+\.\d+(?:\.\d+)?)/.exec(stack)?.[1];
  return version === undefined ? stack.split('-')[0] : `${stack.split('-')[0]}@${version}`;
}
