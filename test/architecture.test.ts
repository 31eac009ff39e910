/** Holds the sources to ARCHITECTURE.md: imports go downward only, pure folders stay pure, names say what is in a file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const SRC = join(process.cwd(), 'src');

/** What each folder of src/ may import of the others, and `types:` what it may import types of only. A file of src/ itself is its own layer. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  capture: [],
  dissect: ['types:capture'],
  notification: [],
  reconstruct: ['dissect', 'notification'],
  compare: ['notification', 'types:reconstruct'],
  filter: ['dissect', 'notification', 'types:reconstruct'],
  analysis: ['capture', 'dissect', 'notification', 'reconstruct'],
  tui: ['capture', 'dissect', 'notification', 'reconstruct', 'compare', 'filter', 'analysis'],
  cli: ['capture', 'dissect', 'notification', 'reconstruct', 'compare', 'filter', 'analysis', 'lazy:tui'],
  'cli.ts': ['cli'],
  'index.ts': ['capture', 'dissect', 'notification', 'reconstruct', 'compare', 'filter', 'analysis'],
};

/** Folders that compute only: no Node, no package, no clock, no chance. */
const PURE = ['dissect', 'notification', 'reconstruct', 'compare', 'filter'];

/** The seed of the hash table is the one thing left to chance; results do not depend on it. */
const MAY_BE_RANDOM = ['dissect/address-book.ts'];

interface Import {
  specifier: string;
  manner: 'value' | 'types' | 'lazy';
}

interface Source {
  /** From src/, with forward slashes. */
  path: string;
  layer: string;
  text: string;
  imports: Import[];
}

const sources = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readSource(join(entry.parentPath, entry.name)));

function readSource(file: string): Source {
  const path = relative(SRC, file).split(sep).join('/');
  const text = withoutComments(readFileSync(file, 'utf8'));
  return { path, layer: path.split('/')[0]!, text, imports: importsOf(text) };
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}

function importsOf(text: string): Import[] {
  const statements = [...text.matchAll(/^(?:import|export)\s(?:([^'";]*?)\sfrom\s)?'([^']+)'/gm)].map(([, names, specifier]): Import => {
    return { specifier: specifier!, manner: onlyTypes(names ?? '') ? 'types' : 'value' };
  });
  const lazy = [...text.matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, specifier]): Import => ({ specifier: specifier!, manner: 'lazy' }));
  return [...statements, ...lazy];
}

/** 'type { A }' or '{ type A, type B }'. */
function onlyTypes(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const braced = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
  return braced?.split(',').every((name) => name.trim() === '' || /^type\s/.test(name.trim())) === true;
}

/** Path of an imported source from src/, undefined for packages and Node. */
function target(source: Source, { specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = join('/', source.path, '..', specifier).split(sep).join('/').slice(1);
  const found = sources.find((other) => other.path.replace(/\.tsx?$/, '.js') === path);
  return found?.path ?? path;
}

function mayImport(from: string, to: string, manner: Import['manner']): boolean {
  const allowed = MAY_IMPORT[from] ?? [];
  if (from === to || allowed.includes(to)) return true;
  return (manner === 'types' && allowed.includes(`types:${to}`)) || (manner === 'lazy' && allowed.includes(`lazy:${to}`));
}

const lines = (rule: (source: Source) => string[]): string[] =>
  sources.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));

test('the walk found the sources and their imports', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
  expect(
    importsOf("import 'a';\nimport b, { c } from 'd';\nexport * from './e.js';\nawait import('f')").map(({ specifier }) => specifier),
  ).toEqual(['a', 'd', './e.js', 'f']);
  expect(importsOf("import {\n  type A,\n  type B,\n} from 'x';\nimport { type C, d } from 'y';").map(({ manner }) => manner)).toEqual([
    'types',
    'value',
  ]);
});

describe('imports', () => {
  test('every folder has a rule', () => {
    expect([...new Set(sources.map(({ layer }) => layer))].filter((layer) => !(layer in MAY_IMPORT))).toEqual([]);
  });

  test('go downward only', () => {
    const breaches = lines((source) =>
      source.imports.flatMap((each) => {
        const to = target(source, each)?.split('/')[0];
        return to === undefined || mayImport(source.layer, to, each.manner) ? [] : [`imports ${each.specifier}`];
      }),
    );
    expect(breaches).toEqual([]);
  });

  test('the profiles do not look at the transitions, nor dissection at more of the capture than its frames', () => {
    const breaches = lines((source) =>
      source.imports.flatMap((each) => {
        const to = target(source, each) ?? '';
        const upward = source.path.startsWith('reconstruct/profile/') && to.startsWith('reconstruct/transition/');
        const tooMuch = source.layer === 'dissect' && to.startsWith('capture/') && to !== 'capture/frame.ts';
        return upward || tooMuch ? [`imports ${each.specifier}`] : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  test('go in no circle from file to file, not even of types', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' > '));
      const source = byPath.get(path);
      if (source === undefined || done.has(path) || way.includes(path)) return;
      for (const each of source.imports) if (each.manner !== 'lazy') visit(target(source, each) ?? '', [...way, path]);
      done.add(path);
    };
    for (const path of byPath.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  test('of React and Ink are made in the interface only', () => {
    const breaches = lines((source) =>
      source.layer === 'tui'
        ? []
        : source.imports.filter(({ specifier }) => /^(react|ink)\b/.test(specifier)).map(({ specifier }) => specifier),
    );
    expect(breaches).toEqual([]);
  });
});

describe('what computes only', () => {
  const pure = (rule: (source: Source) => string[]) => lines((source) => (PURE.includes(source.layer) ? rule(source) : []));

  test('imports neither Node nor a package', () => {
    expect(pure(({ imports }) => imports.filter(({ specifier }) => !specifier.startsWith('.')).map(({ specifier }) => specifier))).toEqual(
      [],
    );
  });

  test('knows no clock and no process', () => {
    const banned =
      /\b(Date\.now|new Date\(\)|performance\.|setTimeout|setInterval|setImmediate|queueMicrotask|process\.|Buffer\b|console\.)/g;
    expect(pure(({ text }) => text.match(banned) ?? [])).toEqual([]);
  });

  test('leaves nothing to chance', () => {
    expect(pure(({ path, text }) => (MAY_BE_RANDOM.includes(path) ? [] : (text.match(/\bMath\.random\b/g) ?? [])))).toEqual([]);
  });
});

describe('names', () => {
  test('say what is in a file', () => {
    expect(lines(({ path }) => path.match(/(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/gi) ?? [])).toEqual([]);
  });

  test('are kebab-case', () => {
    expect(lines(({ path }) => path.split('/').filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?(\.tsx?)?$/.test(part)))).toEqual([]);
  });

  test('are exported where they are: no barrel but the library entry', () => {
    expect(lines(({ path, text }) => (path === 'index.ts' ? [] : (text.match(/^export\s[^;]*?\sfrom\s'[^']*'/gm) ?? [])))).toEqual([]);
  });

  test('of stacks decide nothing outside the profiles', () => {
    const decides = /\bprofile\??\.name\s*[!=]==?|[!=]==?\s*\S*\bprofile\??\.name\b|switch\s*\([^)]*\bprofile\??\.name\)/g;
    expect(lines(({ path, text }) => (path.startsWith('reconstruct/profile/') ? [] : (text.match(decides) ?? [])))).toEqual([]);
  });
});

/** Nothing compiles what is plain JavaScript. */
const BESIDE = ['scripts', 'bench'];

test('scripts and benchmarks import what there is', () => {
  const imports = BESIDE.flatMap((folder) =>
    readdirSync(join(process.cwd(), folder))
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => {
        const text = readFileSync(join(process.cwd(), folder, name), 'utf8');
        const found = [...text.matchAll(/^import \{([^}]*)\} from '\.\.\/dist\/([^']+)\.js'/gm)];
        return found.flatMap(([, names, path]) =>
          names!.split(',').map((each) => ({ name, path: path!, what: each.trim().split(' as ')[0]! })),
        );
      }),
  ).filter(({ what }) => what !== '');
  expect(imports.length).toBeGreaterThan(10);
  const absent = imports.filter(({ path, what }) => {
    const text = sources.find((source) => source.path === `${path}.ts` || source.path === `${path}.tsx`)?.text ?? '';
    return !new RegExp(
      `^export (?:async )?(?:abstract )?(?:const|let|function\\*?|class) ${what}\\b|^export \\{[^}]*\\b${what}\\b`,
      'm',
    ).test(text);
  });
  expect(absent.map(({ name, path, what }) => `${name}: ${what} of ${path}`)).toEqual([]);
});
