/** Holds a JUnit report against what Jenkins' and surefire's schemas and GitLab's parser have in common. */
import { expect } from '@jest/globals';

interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

interface Rule {
  required: readonly string[];
  allowed: readonly string[];
  /** In the order in which they may come. */
  children: readonly string[];
}

const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { required: ['tests', 'failures', 'errors'], allowed: ['name', 'time', 'disabled'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors', 'skipped', 'time'],
    allowed: ['timestamp', 'hostname', 'id', 'package', 'disabled'],
    children: ['properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name', 'classname', 'time'],
    allowed: ['status', 'assertions'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  failure: { required: ['type', 'message'], allowed: [], children: [] },
  'system-out': { required: [], allowed: [], children: [] },
};

const TOKEN = /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  let end = 0;
  for (const [token, closing, name, attributes = '', empty, text = ''] of body.matchAll(TOKEN)) {
    end += token.length;
    const parent = open.at(-1)!;
    expect(`${attributes}${text}`).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos);)/);
    if (name === undefined) parent.text += text;
    else if (closing === '/') expect(open.pop()!.name).toBe(name);
    else {
      const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!] as const);
      expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      parent.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  expect([end, open.length, root.children.length]).toEqual([body.length, 1, 1]);
  return root.children[0]!;
}

function check({ name, attributes, children, text }: Element): void {
  const rule = RULES[name]!;
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...rule.required]));
  for (const attribute of Object.keys(attributes)) expect([...rule.required, ...rule.allowed]).toContain(attribute);
  const places = children.map((child) => rule.children.indexOf(child.name));
  expect(places).toEqual([...places].sort());
  expect(places).not.toContain(-1);
  if (children.length > 0) expect(text.trim()).toBe('');
  if (attributes['time'] !== undefined) expect(attributes['time']).toMatch(/^\d+\.\d+$/);
  if (attributes['timestamp'] !== undefined) expect(attributes['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  for (const child of children) check(child);
}

const casesOf = (element: Element): Element[] => (element.name === 'testcase' ? [element] : element.children.flatMap(casesOf));

/** Elements, attributes, their values, counts, and names that tell cases apart. */
export function expectJunit(xml: string): void {
  const root = parse(xml);
  expect(root.name).toBe('testsuites');
  check(root);
  for (const element of [root, ...root.children]) {
    const cases = casesOf(element);
    const failed = cases.filter(({ children }) => children.some(({ name }) => name === 'failure'));
    expect([element.attributes['tests'], element.attributes['failures']]).toEqual([`${cases.length}`, `${failed.length}`]);
  }
  for (const suite of root.children) {
    const names = suite.children.map(({ attributes }) => `${attributes['classname']} ${attributes['name']}`);
    const cases = names.slice(0, casesOf(suite).length);
    expect(new Set(cases).size).toBe(cases.length);
  }
}
