import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ChunkSet, chunkBit, chunkTypes, ENDS, runKind, TRANSFER } from '../../../src/tui/session/chunk-set.js';
import { type IndexedPacket, PacketIndex } from '../../../src/tui/session/packet-index.js';
import { PacketLists } from '../../../src/tui/session/packet-lists.js';
import { PacketSpool } from '../../../src/tui/session/packet-spool.js';

function packet(number: number): IndexedPacket {
  return {
    frame: number * 3 + 1,
    time: 1.7e15 + number,
    file: number & 1,
    position: number * 1e6,
    start: number & 0xff,
    association: number % 5,
    direction: number % 2 === 0 ? 0 : 1,
    source: number & 0xffff,
    destination: number >> 3,
    chunks: number & 0xffffff,
    length: number & 0xffff,
  };
}

describe('PacketIndex', () => {
  test('gives back what was added, also after it has grown', () => {
    const index = new PacketIndex();
    for (let number = 0; number < 20_000; number++) expect(index.add(packet(number))).toBe(number);
    expect(index.count).toBe(20_000);
    for (let number = 0; number < 20_000; number += 7) {
      const { frame, time, file, position, start, association, direction, source, destination, chunks, length } = packet(number);
      expect([index.frame(number), index.time(number), index.place(number), index.association(number)]).toEqual([
        frame,
        time,
        { file, position, start },
        association,
      ]);
      expect([
        index.direction(number),
        index.source(number),
        index.destination(number),
        index.chunks(number),
        index.length(number),
      ]).toEqual([direction, source, destination, chunks, length]);
    }
  });

  test('finds frames that are there and no others', () => {
    const index = new PacketIndex();
    for (let number = 0; number < 100; number++) index.add(packet(number));
    for (let frame = 0; frame < 310; frame++) expect(index.find(frame)).toBe(frame % 3 === 1 && frame < 300 ? (frame - 1) / 3 : -1);
  });
});

describe('PacketLists', () => {
  test('list the packets of an association, and those that come later', () => {
    const index = new PacketIndex();
    const lists = new PacketLists(index);
    for (let number = 0; number < 1000; number++) index.add(packet(number));
    expect([...lists.of(3)]).toEqual(Array.from({ length: 200 }, (_, row) => row * 5 + 3));
    for (let number = 1000; number < 1010; number++) index.add(packet(number));
    expect([...lists.of(3)].slice(-2)).toEqual([1003, 1008]);
    expect(lists.of(99)).toHaveLength(0);
  });

  test('forget and find again', () => {
    const index = new PacketIndex();
    const lists = new PacketLists(index);
    for (let number = 0; number < 100; number++) index.add({ ...packet(number), association: number % 20 });
    for (let round = 0; round < 2; round++) for (let id = 0; id < 20; id++) expect(lists.of(id)).toHaveLength(5);
  });
});

describe('chunk sets', () => {
  test('known types have a bit each, others share one', () => {
    const own = [...Array.from({ length: 17 }, (_, type) => type), 0x40, 0x80, 0x81, 0x82, 0x84, 0xc0, 0xc1];
    for (let type = 0; type < 256; type++) expect(chunkTypes(chunkBit(type))).toEqual(own.includes(type) ? [type] : []);
    expect(chunkBit(0x55)).toBe(ChunkSet.other);
    expect(new Set(own.map(chunkBit)).size).toBe(own.length);
  });

  test.each([
    [[0], 'transfer'],
    [[3, 0], 'transfer'],
    [[4], 'heartbeat'],
    [[5], 'heartbeat'],
    [[3, 4], 'transfer'],
    [[1], undefined],
    [[0, 0x55], undefined],
    [[], undefined],
  ])('a packet with %j folds as %s', (types, kind) => {
    expect(runKind(types.reduce((set, type) => set | chunkBit(type), 0))).toBe(kind);
    expect(runKind(types.reduce((set, type) => set | chunkBit(type), ChunkSet.retransmission))).toBe(kind);
  });

  test('ends are no transfer', () => {
    expect(ENDS & TRANSFER).toBe(0);
  });
});

describe('PacketIndex with a limit', () => {
  test('keeps the newest rows under their numbers, and lets the oldest go', () => {
    const index = new PacketIndex(4096);
    for (let number = 0; number < 10_000; number++)
      index.add({ ...packet(0), frame: number + 1, time: 1000 + number, association: number % 7 });
    expect(index.count).toBe(10_000);
    expect(index.first).toBeGreaterThan(10_000 - 4096 - 1);
    expect(index.first).toBeLessThanOrEqual(10_000 - 3072);
    for (let number = index.first; number < index.count; number++) {
      expect([index.frame(number), index.time(number), index.association(number)]).toEqual([number + 1, 1000 + number, number % 7]);
      expect(index.find(number + 1)).toBe(number);
    }
    expect(index.find(index.first)).toBe(-1);
    expect(index.time(0)).toBe(1000);
    expect(index.place(0).position).toBe(-1);
  });

  test('lists of packets follow', () => {
    const index = new PacketIndex(4096);
    const lists = new PacketLists(index);
    for (let number = 0; number < 6000; number++) {
      index.add({ ...packet(0), frame: number + 1, association: number % 7 });
      if (number % 500 === 0) lists.of(3);
    }
    const kept = Array.from({ length: index.count - index.first }, (_, at) => index.first + at).filter((number) => number % 7 === 3);
    expect([...lists.of(3)]).toEqual(kept);
  });
});

describe('PacketSpool', () => {
  test('with a limit the oldest bytes go first', () => {
    const spool = new PacketSpool(4 << 20);
    const positions = Array.from({ length: 100 }, (_, number) => spool.add(new Uint8Array(200_000).fill(number), 0, 200_000));
    const readable = positions.map((position) => spool.read(position));
    expect(readable.slice(0, 40)).toEqual(new Array(40).fill(undefined));
    for (const [number, bytes] of readable.entries()) if (number >= 85) expect(bytes?.[0]).toBe(number);
    spool.close();
  });

  test('gives back every packet, whether it is on the disk already or not', () => {
    const spool = new PacketSpool();
    try {
      const kept = Array.from({ length: 400 }, (_, number) => {
        const bytes = new Uint8Array(100 + number * 20).fill(number & 0xff);
        return { bytes, position: spool.add(bytes, 10, bytes.length) };
      });
      for (const { bytes, position } of [...kept, ...kept.toReversed()])
        expect(Buffer.compare(spool.read(position)!, bytes.subarray(10))).toBe(0);
    } finally {
      spool.close();
    }
  });

  test('positions that are none give nothing', () => {
    const spool = new PacketSpool();
    spool.add(new Uint8Array(50), 0, 50);
    expect(spool.read(-1)).toBeUndefined();
    expect(spool.read(1000)).toBeUndefined();
    spool.close();
  });

  test('any sizes in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 12 }), (sizes) => {
        const spool = new PacketSpool();
        const positions = sizes.map((size, number) => spool.add(new Uint8Array(size).fill(number + 1), 0, size));
        for (const [number, position] of positions.entries()) {
          const read = spool.read(position);
          expect([read?.length, read?.[0]]).toEqual([sizes[number], sizes[number] === 0 ? undefined : number + 1]);
        }
        spool.close();
      }),
      { numRuns: 30 },
    );
  });
});

test('frames that do not come in the order of their numbers are found', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 200 }), (frames) => {
      const index = new PacketIndex();
      for (const frame of frames) index.add({ ...packet(0), frame });
      for (const [row, frame] of frames.entries()) expect(index.find(frame)).toBe(row);
      for (const absent of [0, 20_001, 1 << 20]) expect(index.find(absent)).toBe(-1);
    }),
  );
});
