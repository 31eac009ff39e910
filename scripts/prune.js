// Removes from the compiler's output what has no source any more: `node scripts/prune.js dist=src build/src=src build/test=test`.
// Without it a renamed test would still run, and a renamed module would still be packed.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const pair of process.argv.slice(2)) {
  const [output, source] = pair.split('=').map((folder) => join(root, folder));
  if (!existsSync(output)) continue;
  for (const entry of readdirSync(output, { recursive: true })) {
    const module = /^(.*)\.(?:js|js\.map|d\.ts)$/.exec(entry)?.[1];
    const isStale = module !== undefined && !['.ts', '.tsx'].some((suffix) => existsSync(join(source, module + suffix)));
    if (isStale) rmSync(join(output, entry));
  }
}
