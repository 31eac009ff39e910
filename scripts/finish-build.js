// The last step of `npm run build`: makes the program executable and stamps the build, so that ensure.js knows its age.
import { chmodSync, writeFileSync } from 'node:fs';

chmodSync(new URL('../dist/cli.js', import.meta.url), 0o755);
writeFileSync(new URL('../dist/.built', import.meta.url), '');
