// `npm run score`: scores dist/cli.js against the recorded truth, where that lies beside the project. Options are handed on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const scorer = here('../../shared/score/score.mjs');
if (!existsSync(scorer)) {
  console.error(
    'The recorded truth and its scorer (../shared/score/score.mjs) are not beside this checkout; `npm test` holds the scores of the bundled part.',
  );
  process.exit(2);
}
const given = process.argv.slice(2);
const cases = given.includes('--cases') ? [] : ['--cases', here('../../shared/truth')];
const tool = ['--tool', `${process.execPath} ${here('../dist/cli.js')}`];
process.exit(spawnSync(process.execPath, [scorer, ...cases, ...tool, ...given], { stdio: 'inherit' }).status ?? 1);
