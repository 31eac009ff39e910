/** docs/inference.md shows what the program says, and every answer of its profiles. UPDATE_README=1 writes both anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { main } from '../src/cli/main.js';
import { NOTIFICATION_TYPES } from '../src/notification/notification.js';
import { profileNamed } from '../src/reconstruct/profile/registry.js';
import type { Answer, StackProfile } from '../src/reconstruct/profile/stack-profile.js';
import { fakeSurroundings } from './helper/surroundings.js';

const PATH = join(process.cwd(), 'docs/inference.md');
const page = readFileSync(PATH, 'utf8');

/** What it shows (an endpoint, 'all' endpoints, or 'log': what a comparison says of the log), and the command. */
const SHOWN = /(<!-- shown ([^:]+): (.*) -->\n```text\n)[\s\S]*?(```\n)/g;
const ANSWERS = /(<!-- answers -->\n)[\s\S]*?(<!-- end of answers -->)/;

/** A command line into its words; single quotes keep words together. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

async function output(command: string): Promise<string> {
  const surroundings = fakeSurroundings();
  await main(words(command), surroundings);
  return surroundings.output();
}

/** The paragraphs of the output that speak of it. */
function excerpt(what: string, text: string): string {
  const paragraphs = text.trimEnd().split('\n\n');
  if (what === 'log') return text.slice(0, text.indexOf('from being raised'));
  const told = paragraphs.filter((paragraph) => /^ {2}\S+, as /.test(paragraph) && !paragraph.includes('nothing that matches'));
  const chosen = told.filter((paragraph) => what === 'all' || paragraph.startsWith(`  ${what}:`));
  return `${chosen.join('\n').replaceAll(/\n {4}\(\d+ more not shown: the filter\)/g, '')}\n`;
}

test('the outputs (UPDATE_README=1 writes them anew)', async () => {
  const blocks = [...page.matchAll(SHOWN)];
  expect(blocks.length).toBeGreaterThan(12);
  let updated = page;
  for (const [whole, head, what, command, tail] of blocks) {
    const shown = excerpt(what!, await output(command!));
    expect(shown.trim()).not.toBe('');
    updated = updated.replace(whole, () => `${head}$ sctpscope ${command}\n${shown}${tail}`);
  }
  updated = updated.replace(ANSWERS, (_, head: string, tail: string) => `${head}${answers()}${tail}`);
  if (process.env['UPDATE_README'] === '1') writeFileSync(PATH, updated);
  else expect(page).toBe(updated);
});

/** A row a question: where both give one answer, it stands once. */
function answers(): string {
  const [linux, freebsd] = [profileNamed('linux')!, profileNamed('usrsctp')!];
  const rows = Object.keys(linux).filter((key) => typeof linux[key as keyof StackProfile] === 'object');
  const cell = (profile: StackProfile, key: string): string => {
    const { value, source } = profile[key as keyof StackProfile] as Answer<unknown>;
    return `**${Array.isArray(value) ? value.join(', ') || 'none' : String(value ?? 'unknown')}** (${source})`;
  };
  return [
    "| question | Linux | FreeBSD's stack |",
    '|---|---|---|',
    ...rows.map((key) => `| \`${key}\` | ${cell(linux, key)} | ${cell(freebsd, key)} |`),
    '',
  ].join('\n');
}

test.each(NOTIFICATION_TYPES)('%s has its section', (type) => {
  expect(page.match(/^## .*$/gm)?.some((heading) => heading.includes(type))).toBe(true);
});

test('what it names is there', () => {
  const anchors = new Set(
    [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^a-z0-9_ -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});
