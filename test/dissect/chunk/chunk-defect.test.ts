import { describe, expect, test } from '@jest/globals';
import { ChunkDefect, chunkDefect, fieldsReadable, hasNextChunk } from '../../../src/dissect/chunk/chunk-defect.js';
import { chunkTypes } from '../../../src/dissect/chunk/registry.js';

/** A chunk of `type` that declares `length`, of which `captured` bytes are there, at byte 3 of a block that goes on behind it. */
function defect(type: number, length: number, captured: number): ChunkDefect {
  const view = new DataView(new ArrayBuffer(3 + 70_000));
  view.setUint8(3, type);
  view.setUint16(5, length);
  return chunkDefect(view, 3, 3 + captured);
}

describe.each([...chunkTypes.map((row) => [row.name, row.type, row.headerLength] as const), ['an unknown type', 77, 4] as const])(
  '%s',
  (_, type, header) => {
    test('every declared length, all of it captured', () => {
      for (let length = 4; length < header; length++) expect(defect(type, length, length)).toBe(ChunkDefect.shorterThanHeader);
      for (let length = header; length < header + 20; length++) expect(defect(type, length, length)).toBe(ChunkDefect.none);
    });

    test('every cut of a chunk of 40 bytes', () => {
      for (let captured = 0; captured < 4; captured++) expect(defect(type, 40, captured)).toBe(ChunkDefect.noHeader);
      for (let captured = 4; captured < header; captured++) expect(defect(type, 40, captured)).toBe(ChunkDefect.headerCut);
      for (let captured = header; captured < 40; captured++) expect(defect(type, 40, captured)).toBe(ChunkDefect.bodyCut);
      expect(defect(type, 40, 40)).toBe(ChunkDefect.none);
    });

    test('lengths below four', () => {
      for (let length = 0; length < 4; length++) expect(defect(type, length, 40)).toBe(ChunkDefect.lengthBelowFour);
    });
  },
);

test('shorter than its header and cut besides: only the common four bytes', () => {
  expect(defect(1, 18, 10)).toBe(ChunkDefect.headerCut);
  expect(defect(1, 18, 17)).toBe(ChunkDefect.headerCut);
});

test('what may be read on', () => {
  const codes = Object.values(ChunkDefect);
  expect(codes.filter(fieldsReadable)).toEqual([ChunkDefect.none, ChunkDefect.bodyCut]);
  expect(codes.filter(hasNextChunk)).toEqual([ChunkDefect.none, ChunkDefect.shorterThanHeader]);
});
