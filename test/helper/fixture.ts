import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a file under test/fixture/; tests run from the project's root. */
export function fixtureText(name: string): string {
  return readFileSync(join(process.cwd(), 'test', 'fixture', name), 'utf8');
}

/** The values of an NDJSON fixture, one a line. */
export function fixtureLines<Row>(name: string): Row[] {
  return fixtureText(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
