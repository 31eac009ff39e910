// `npm start`: the program on a bundled sample, or on what is given after `--`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const args = process.argv.length > 2 ? process.argv.slice(2) : [here('../samples/lost-messages.pcap')];
process.exit(spawnSync(process.execPath, [here('../dist/cli.js'), ...args], { stdio: 'inherit' }).status ?? 1);
