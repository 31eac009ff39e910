import { describe, expect, test } from '@jest/globals';
import type { BodyPart } from '../../src/dissect/body.js';
import { ChunkNumber, chunkName, chunkTypeRow, chunkTypes } from '../../src/dissect/chunk/registry.js';
import { CauseCode, causeName, causeTypeRow, causeTypes } from '../../src/dissect/error-cause/registry.js';
import type { Field } from '../../src/dissect/field.js';
import { ParameterNumber, parameterName, parameterTypeRow, parameterTypes } from '../../src/dissect/parameter/registry.js';
import { unknownChunkAction, unknownParameterAction } from '../../src/dissect/unknown-type.js';

interface Row {
  type: number;
  name: string;
  section: string;
  headerLength: number;
  fields: readonly Field[];
  body: readonly BodyPart[];
}

const registries: [string, readonly Row[], number, Record<string, number>, (type: number) => Row | undefined][] = [
  ['chunks', chunkTypes, 0xff, ChunkNumber, chunkTypeRow],
  ['parameters', parameterTypes, 0xffff, ParameterNumber, parameterTypeRow],
  ['error causes', causeTypes, 0xffff, CauseCode, causeTypeRow],
];

const ends = (fields: readonly Field[]) => fields.map((field) => field.offset + field.width);

describe.each(registries)('the registry of %s', (_, rows, highest, numbers, rowOf) => {
  test('types are in range, ascending and unique, names are unique', () => {
    const types = rows.map((row) => row.type);
    expect(types.every((type) => type >= 0 && type <= highest)).toBe(true);
    expect(new Set(types).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s: a section, and every field inside the header', (_, row) => {
    expect(row.section).toMatch(/^(RFC \d+ (section \d|appendix [A-Z])|draft-)/);
    expect(row.headerLength).toBeGreaterThanOrEqual(4);
    for (const field of row.fields) expect(field.offset).toBeGreaterThanOrEqual(4);
    for (const end of ends(row.fields)) expect(end).toBeLessThanOrEqual(row.headerLength);
    expect(rowOf(row.type)).toBe(row);
  });

  test.each(rows.map((row) => [row.name, row] as const))(
    '%s: records hold their fields, and are counted by a field of this header',
    (_, row) => {
      for (const part of row.body) {
        if (part.kind !== 'records') continue;
        expect(part.fields.length).toBeGreaterThan(0);
        for (const end of ends(part.fields)) expect(end).toBeLessThanOrEqual(part.size);
        if (part.count) expect(row.fields).toContain(part.count);
      }
    },
  );

  test('only the last part of a body may go on to the end', () => {
    for (const row of rows) {
      for (const part of row.body.slice(0, -1)) expect(part.kind === 'records' && part.count !== undefined).toBe(true);
    }
  });

  test('the constants name registered types, and all of those that have a name', () => {
    for (const type of Object.values(numbers)) expect(rowOf(type)).toBeDefined();
    const named = new Set(Object.values(numbers));
    expect(rows.filter((row) => !named.has(row.type) && !row.name.startsWith('IETF-EXTENSION'))).toEqual([]);
  });
});

test('constants and names of chunks agree', () => {
  for (const [constant, type] of Object.entries(ChunkNumber)) expect(chunkName(type)).toBe(constant.replaceAll('_', '-'));
});

test('unregistered types are named by number', () => {
  expect([chunkName(77), parameterName(0x80ff), causeName(999)]).toEqual(['chunk type 77', 'parameter type 0x80ff', 'cause 999']);
});

test('two high bits decide about unknown types', () => {
  expect([0x3f, 0x7f, 0xbf, 0xff].map(unknownChunkAction)).toEqual([
    'stop processing the packet, do not report',
    'stop processing the packet, report in an ERROR',
    'skip the chunk, do not report',
    'skip the chunk, report in an ERROR',
  ]);
  expect([0x3fff, 0x7fff, 0xbfff, 0xffff].map(unknownParameterAction)).toEqual([
    'stop processing the chunk, do not report',
    'stop processing the chunk, report the parameter',
    'skip the parameter, do not report',
    'skip the parameter, report it',
  ]);
});
