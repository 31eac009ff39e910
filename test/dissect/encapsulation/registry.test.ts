import { expect, test } from '@jest/globals';
import { LINK_TYPES } from '../../../src/capture/link-type.js';
import { linkType } from '../../../src/dissect/encapsulation/next-layer.js';
import { LAYERS } from '../../../src/dissect/encapsulation/registry.js';

test('no two layers have the same name or the same key', () => {
  const names = LAYERS.map(({ name }) => name);
  const keys = LAYERS.flatMap((layer) => layer.keys);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the link types that capture files may have are those that a layer begins with', () => {
  const keys = LAYERS.flatMap((layer) => layer.keys).filter((key) => key >= linkType(0) && key <= linkType(65_535));
  const named = Object.keys(LINK_TYPES).map((number) => linkType(Number(number)));
  expect(keys.toSorted((a, b) => a - b)).toEqual(named.toSorted((a, b) => a - b));
});
