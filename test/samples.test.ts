/** The bundled samples: complete, described, and what is certain of them is what the stacks really told. */
import { describe, expect, test } from '@jest/globals';
import { main } from '../src/cli/main.js';
import { capturePath, recordedSettings, type Sample, sampleFiles, samples, sampleText, toldNotifications } from './helper/samples.js';
import { fakeSurroundings } from './helper/surroundings.js';

test('the index names every file', () => {
  const named = samples.flatMap(({ captures, logs }) => [...captures, ...logs]);
  expect([...named, 'README.md', 'index.json'].sort()).toEqual(sampleFiles().sort());
});

test('the README has a row for each sample, in the order of the index', () => {
  const rows = [...sampleText('README.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(samples.map(({ name }) => name));
});

const commands = [...sampleText('README.md').matchAll(/^ {4}sctpscope (compare .*)$/gm)].map(([, command]) => command!);

test('there is a command for each', () => {
  expect(commands.length).toBe(samples.length);
});

test.each(commands)('%s', async (command) => {
  const surroundings = fakeSurroundings();
  expect([0, 1]).toContain(await main(command.split(' '), surroundings));
  expect(surroundings.errors()).toBe('');
  expect(surroundings.output()).toMatch(/^(no difference|\d+ differences?)\b/);
});

type Told = Record<string, unknown>;

/** Which notification it is: what a stack that told something else would have told otherwise. */
function identity({
  sn_type,
  sac_state,
  spc_state,
  spc_aaddr,
  ssf_flags_name,
  ssfe_flags_name,
  pdapi_indication,
  auth_indication,
}: Told): string {
  const which = sac_state ?? spc_state ?? ssf_flags_name ?? ssfe_flags_name ?? pdapi_indication ?? auth_indication;
  return [sn_type, which, spc_aaddr].filter((part) => part !== undefined).join(' ');
}

async function analysed(sample: Sample): Promise<Told[]> {
  const surroundings = fakeSurroundings();
  const status = await main(['analyze', capturePath(sample), '--format', 'ndjson', ...recordedSettings(sample)], surroundings);
  expect(surroundings.errors()).toBe('');
  expect(status).toBe(0);
  return surroundings
    .output()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Told);
}

describe.each(samples)('$name', (sample) => {
  test('one association at least between the recorded endpoints', async () => {
    const associations = (await analysed(sample)).filter(({ kind }) => kind === 'association');
    const names = Object.values(sample.endpoints).map(({ addresses, port }) => addresses.map((address) => `${address}:${port}`));
    const between = associations.filter(({ endpoints }) =>
      names.every((own) => own.some((name) => (endpoints as string[]).includes(name))),
    );
    expect(between.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(sample.endpoints))('what is certain at %s was told there', async (end) => {
    const { addresses, port } = sample.endpoints[end]!;
    const own = addresses.map((address) => `${address}:${port}`);
    const certain = (await analysed(sample)).filter(
      ({ kind, certainty, endpoint }) => kind === 'notification' && certainty === 'certain' && own.includes(endpoint as string),
    );
    const told = toldNotifications(sample, end).map(identity);
    const unfounded = certain.filter((notification) => {
      const at = told.indexOf(identity(notification));
      if (at >= 0) told.splice(at, 1);
      return at < 0;
    });
    expect(unfounded).toEqual([]);
  });
});
