import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chunkDefect, hasNextChunk } from '../../src/dissect/chunk/chunk-defect.js';
import { findMalformations } from '../../src/dissect/find-malformations.js';
import { nextChunk } from '../../src/dissect/packet.js';
import { packetTree, type TreeNode } from '../../src/dissect/packet-tree.js';
import { userDataRanges } from '../../src/dissect/user-data-ranges.js';
import { expectContained, expectCutsTold, packetOf } from '../helper/dissected.js';
import { fixtureLines } from '../helper/fixture.js';

/** Packets of recorded runs: between them every chunk, parameter and cause that occurs there. */
const recorded = fixtureLines<{ from: string; frame: number; chunks: string; bytes: string }>('sctp-packets.ndjson').map((row) => ({
  ...row,
  bytes: new Uint8Array(Buffer.from(row.bytes, 'hex')),
}));

describe.each(recorded)('$chunks ($from, frame $frame)', ({ bytes }) => {
  test('cut at every length', () => {
    expectCutsTold(bytes);
  });
});

/** A recorded packet, some bytes of which were changed. */
const mutated = fc
  .record({
    packet: fc.constantFrom(...recorded),
    changes: fc.array(fc.record({ at: fc.nat(), byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 3, 4, 5, 255)) }), { maxLength: 8 }),
  })
  .map(({ packet, changes }) => {
    const bytes = packet.bytes.slice();
    for (const { at, byte } of changes) bytes[12 + (at % (bytes.length - 12))] = byte;
    return bytes;
  });

describe('whatever the bytes', () => {
  test('nothing throws, and nothing outside the packet is read: mutations', () => {
    fc.assert(
      fc.property(mutated, fc.nat(), (bytes, cut) => {
        expectContained(bytes);
        expectContained(bytes, { captured: cut % (bytes.length + 1) });
        expectContained(bytes, { wire: bytes.length + (cut % 40) });
      }),
      { numRuns: 500 },
    );
  });

  test('nothing throws, and nothing outside the packet is read: any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectContained(bytes)),
      { numRuns: 300 },
    );
  });

  test('fields and spans do not overlap, and what is user data is so in the tree and for --no-payload', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const packet = packetOf(bytes);
        const leaves = leavesOf(packetTree(packet)).sort((a, b) => a.offset - b.offset || a.length - b.length);
        for (const [index, leaf] of leaves.entries())
          expect(leaf.offset).toBeGreaterThanOrEqual(index === 0 ? 0 : endOf(leaves[index - 1]!));
        const hidden = leaves.filter(({ kind }) => kind === 'user-data' || kind === 'undissected');
        const ranges = userDataRanges(packet).map(({ at, end }) => [at - packet.start, end - packet.start]);
        expect(ranges).toEqual(hidden.map((leaf) => [leaf.offset, endOf(leaf)]));
      }),
      { numRuns: 300 },
    );
  });

  test('the tree tells the malformations that findMalformations finds', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const packet = packetOf(bytes);
        const inTree = nodesOf(packetTree(packet)).flatMap(({ malformations }) => malformations);
        expect(new Set(inTree.map((found) => JSON.stringify(found)))).toEqual(
          new Set(findMalformations(packet).map((found) => JSON.stringify(found))),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('the hot walk and the walk for people meet the same chunks', () => {
    fc.assert(
      fc.property(mutated, fc.nat(), (bytes, cut) => {
        const packet = packetOf(bytes, { captured: 12 + (cut % (bytes.length - 11)) });
        const { view, firstChunk, end, start } = packet;
        const hot: number[] = [];
        for (let chunk = firstChunk; chunk + 4 <= end; chunk = nextChunk(view, chunk)) {
          hot.push(chunk - start);
          if (!hasNextChunk(chunkDefect(view, chunk, end))) break;
        }
        expect(
          packetTree(packet)
            .children.filter(({ kind }) => kind === 'chunk')
            .map(({ offset }) => offset),
        ).toEqual(hot);
      }),
      { numRuns: 300 },
    );
  });
});

function nodesOf(node: TreeNode): TreeNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function leavesOf(node: TreeNode): TreeNode[] {
  return nodesOf(node).filter(({ kind, length, children }) => children.length === 0 && length > 0 && kind !== 'chunk' && kind !== 'packet');
}

function endOf({ offset, length }: TreeNode): number {
  return offset + length;
}
