/**
 * What the reconstruction stands: damaged captures, whatever the damage; captures cut into blocks of any size; captures that end early; floods.
 * Damage is done to recorded captures (test/truth), so that it hits associations in every state.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Analysis, DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { crc32c } from '../../src/dissect/crc32c.js';
import { openCapture, reconstruct } from '../../src/index.js';
import { NOTIFICATION_TYPES, type Notification } from '../../src/notification/notification.js';
import { MAX_KNOWN } from '../../src/reconstruct/association.js';
import { MAX_ASSOCIATIONS, MAX_BEGINNING, MAX_LONE } from '../../src/reconstruct/association-table.js';
import { MAX_HOSTS } from '../../src/reconstruct/host.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { type Analysed, analyseFrames, EVERYTHING_TOLD, framesToFind } from '../helper/analyse-frames.js';
import { batchOf, type FrameToFind } from '../helper/find-packets.js';
import { ESTABLISHED, written } from '../helper/scenario.js';
import { truthCases } from '../helper/truth.js';

/** Captures short enough to be tried again and again. */
const MOST_FRAMES = 150;
const captures = (
  await Promise.all(truthCases.map(async ({ name, capture }) => ({ name, capture, frames: await framesToFind(readFileSync(capture)) })))
).filter(({ frames }) => frames.length <= MOST_FRAMES);

const ETHERNET_IPV4_SCTP = 34;

/** Puts the checksum right again, so that damage gets past it: of unfragmented SCTP over IPv4 over Ethernet. */
function mended(frame: FrameToFind): FrameToFind {
  const { bytes } = frame;
  if (bytes.length < ETHERNET_IPV4_SCTP + 12 || bytes[12] !== 8 || bytes[14] !== 0x45 || bytes[23] !== 132) return frame;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(bytes.length, 14 + view.getUint16(16));
  if (end >= ETHERNET_IPV4_SCTP + 12) view.setUint32(ETHERNET_IPV4_SCTP + 8, crc32c(view, ETHERNET_IPV4_SCTP, end), true);
  return frame;
}

type Damage = (frames: FrameToFind[]) => FrameToFind[];

const changed = (frames: FrameToFind[], at: number, change: (frame: FrameToFind) => FrameToFind): FrameToFind[] =>
  frames.map((frame, index) => (index === at % frames.length ? change(frame) : frame));

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(), fc.nat(255)).map(
    ([at, offset, value]): Damage =>
      (frames) =>
        changed(frames, at, (frame) =>
          // Nothing may be left of a frame that was cut before.
          frame.bytes.length === 0 ? frame : mended({ ...frame, bytes: frame.bytes.with(offset % frame.bytes.length, value) }),
        ),
  ),
  fc.nat().map(
    (at): Damage =>
      (frames) =>
        frames.filter((_, index) => index !== at % frames.length),
  ),
  fc.tuple(fc.nat(), fc.nat(400)).map(
    ([at, length]): Damage =>
      (frames) =>
        changed(frames, at, ({ bytes, ...rest }) => ({ ...rest, originalLength: bytes.length, bytes: bytes.slice(0, length) })),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([from, to]): Damage =>
      (frames) => {
        const copy = frames[from % frames.length];
        return copy === undefined ? frames : frames.toSpliced(to % frames.length, 0, copy);
      },
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([one, other]): Damage =>
      (frames) => {
        const [a, b] = [frames[one % frames.length]!, frames[other % frames.length]!];
        return frames.map((frame) => (frame === a ? b : frame === b ? a : frame));
      },
  ),
);

/** The capture layer hands frames up in order of time; times stay where they were when frames change places. */
function inTime(frames: FrameToFind[]): FrameToFind[] {
  const times = frames.map(({ time }) => time!).sort((one, other) => one - other);
  return frames.map((frame, at) => ({ ...frame, time: times[at]! }));
}

const damaged = fc.tuple(fc.constantFrom(...captures), fc.array(damage, { maxLength: 12 })).map(([{ name, frames }, damages]) => ({
  name,
  frames: inTime(damages.reduce((left, each) => (left.length > 1 ? each(left) : left), frames)),
  toString: () => name,
}));

const MADE_UP = /undefined|NaN|\[object/;

function sound({ body, time, earliest, latest, frames: evidence, certainty, why, assumptions }: Notification, frames: number): boolean {
  return (
    NOTIFICATION_TYPES.includes(body.sn_type) &&
    earliest <= time &&
    time <= latest &&
    Number.isFinite(latest - earliest) &&
    evidence.every((frame) => frame >= 1 && frame <= frames) &&
    !MADE_UP.test(why) &&
    (certainty !== 'certain' || assumptions.length === 0)
  );
}

function expectSound({ notifications, associations, diagnoses }: Analysed, frames: number): void {
  const ids = notifications.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(notifications.filter((notification) => !sound(notification, frames))).toEqual([]);
  const known = new Set(associations.map(({ id }) => id));
  expect(notifications.filter(({ association }) => !known.has(association))).toEqual([]);
  for (const { frame, text } of diagnoses) {
    expect(frame >= 1 && frame <= frames).toBe(true);
    expect(text).not.toMatch(MADE_UP);
  }
  for (const { outcomeWhy } of associations) expect(outcomeWhy).not.toMatch(MADE_UP);
}

test('damaged captures: nothing throws, and what comes out is sound', () => {
  fc.assert(
    fc.property(damaged, ({ frames }) => {
      expectSound(analyseFrames(frames), frames.length);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('of each capture what one host sent, from any quarter on, is sound too', () => {
  const sourceOf = ({ bytes }: FrameToFind): string => String(bytes.subarray(26, 30));
  for (const { frames } of captures) {
    for (const source of new Set(frames.map(sourceOf))) {
      const sent = frames.filter((frame) => sourceOf(frame) === source);
      for (const part of [0, 0.25, 0.5, 0.75]) {
        const left = sent.slice(Math.floor(part * sent.length));
        expectSound(analyseFrames(left), left.length);
      }
    }
  }
}, 60_000);

test('the same frames give the same result', () => {
  fc.assert(
    fc.property(damaged, ({ frames }) => {
      expect(analyseFrames(frames)).toEqual(analyseFrames(frames));
    }),
    { numRuns: 50 },
  );
}, 60_000);

describe('a capture that ends early', () => {
  test('gives the first of what is settled on the way', () => {
    fc.assert(
      fc.property(damaged, fc.nat(), ({ frames }, end) => {
        const whole = analyseFrames(frames, false).notifications;
        const part = analyseFrames(frames.slice(0, end % frames.length), false).notifications;
        expect(part).toEqual(whole.slice(0, part.length));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

test('how the input was cut into blocks changes nothing', async () => {
  const read = async (path: string, blockLength?: number) => {
    const settled: unknown[] = [];
    for await (const each of reconstruct(await openCapture([path], blockLength === undefined ? {} : { blockLength }), EVERYTHING_TOLD))
      settled.push(each);
    return settled;
  };
  const ofKind = (settled: unknown[], kind: string) => settled.filter((each) => (each as { kind: string }).kind === kind);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...captures), fc.integer({ min: 64, max: 8192 }), async ({ capture }, blockLength) => {
      const [whole, cut] = [await read(capture), await read(capture, blockLength)];
      for (const kind of ['notification', 'association', 'diagnosis']) expect(ofKind(cut, kind)).toEqual(ofKind(whole, kind));
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('floods', () => {
  /** Offsets in such a frame. */
  const SOURCE = 26;
  const DESTINATION = 30;
  const VERIFICATION_TAG = 38;
  const INITIATE_TAG = 50;
  const BATCH = 5000;

  /** INITs of as many spoofed hosts, a microsecond apart, in batches. */
  const spoofed = (view: DataView, at: number): void => {
    view.setUint32(SOURCE, 0x0b000000 + at);
    view.setUint32(INITIATE_TAG, 1 + at);
  };

  /** So many copies of the story's last packet, or of as many as there are changes, each with a change of its own, a microsecond apart, in batches. */
  function flood(analysis: Analysis, count: number, story = 'A > B INIT', ...changes: ((view: DataView, at: number) => void)[]): void {
    const each = changes.length === 0 ? [spoofed] : changes;
    const frames = [...written(story).frames];
    const templates = frames.splice(-each.length);
    analysis.batch(batchOf(frames));
    for (let from = 0; from < count; from += BATCH) {
      const copies = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) =>
        templates.map((template, turn) => {
          const bytes = template.bytes.slice();
          each[turn]!(new DataView(bytes.buffer), from + at);
          return mended({ bytes, time: template.time! + from + at });
        }),
      );
      analysis.batch(batchOf(copies.flat()));
    }
  }

  test('INITs of ever more hosts: the oldest are let go untold, and how many is said', () => {
    let reported = 0;
    const said: string[] = [];
    const sink = { notification: () => {}, association: () => reported++, diagnosis: ({ text }: Diagnosis) => said.push(text) };
    const analysis = new Analysis(sink, DEFAULT_SETTINGS);
    flood(analysis, MAX_LONE + 500);
    expect([reported, said.length, analysis.reconstructor.size]).toEqual([0, 1, MAX_LONE]);
    analysis.finish();
    expect(reported).toBe(MAX_LONE);
    expect(said.at(-1)).toBe('500 single packets that nothing followed were let go untold: a flood');
  }, 60_000);

  test('hosts, and endpoints with the same verification tag, beyond those that are remembered: that is said, and how many', () => {
    const said: string[] = [];
    const sink = { notification: () => {}, association: () => {}, diagnosis: ({ text }: Diagnosis) => said.push(text) };
    const analysis = new Analysis(sink, DEFAULT_SETTINGS);
    // The host that all call is one of those remembered; the last of one tag is found too late to be counted.
    flood(analysis, MAX_HOSTS + 6, 'A > B INIT', (view, at) => view.setUint32(SOURCE, 0x0b000000 + at));
    analysis.finish();
    expect(said).toContain('more than 20,000 hosts: how far a further one is away, each of its associations finds out for itself');
    expect(said).toContain('7 endpoints were on hosts of which nothing was remembered');
    expect(said).toContain(
      'more than 256 endpoints have the same verification tag: packets to the oldest are taken for those of strangers',
    );
    expect(said.some((text) => text.endsWith('endpoints were no longer found by their verification tag, which too many others have'))).toBe(
      true,
    );
  }, 60_000);

  /** As many packets each, and what is remembered at the end. Where any of them had to look at all before it, this would take minutes. */
  const MANY = 30_000;
  const end = (): { analysis: Analysis; addresses: number[] } => {
    const addresses: number[] = [];
    const association = (report: AssociationReport) => addresses.push(...report.endpoints.map((endpoint) => endpoint.addresses.length));
    return { analysis: new Analysis({ notification: () => {}, association, diagnosis: () => {} }, DEFAULT_SETTINGS), addresses };
  };

  test('INITs with one initiate tag of ever more hosts', () => {
    const { analysis, addresses } = end();
    flood(analysis, MANY, 'A > B INIT', (view, at) => view.setUint32(SOURCE, 0x0b000000 + at));
    analysis.finish();
    expect(addresses).toHaveLength(2 * MAX_LONE);
  }, 60_000);

  test('an association whose packets come from ever more addresses knows the first', () => {
    const { analysis, addresses } = end();
    flood(analysis, MANY, `${ESTABLISHED}\nA > B DATA[tsn=1000]`, (view, at) => view.setUint32(SOURCE, 0x0b000000 + at));
    analysis.finish();
    expect(addresses).toEqual([MAX_KNOWN, 1]);
  }, 60_000);

  test('INITs of ever more hosts that are answered: the oldest are summarised, and the association that was up before stays', () => {
    const [reported, said]: [number[], string[]] = [[], []];
    const sink = {
      notification: () => {},
      association: ({ id }: AssociationReport) => reported.push(id),
      diagnosis: ({ text }: Diagnosis) => said.push(text),
    };
    const analysis = new Analysis(sink, DEFAULT_SETTINGS);
    const answer = (view: DataView, at: number): void => {
      view.setUint32(DESTINATION, 0x0b000000 + at);
      view.setUint32(VERIFICATION_TAG, 1 + at);
    };
    flood(analysis, MAX_ASSOCIATIONS, `${ESTABLISHED}\nA > B INIT[tag=1]\nB > A INIT_ACK`, spoofed, answer);
    expect(reported).toEqual(Array.from({ length: MAX_ASSOCIATIONS - MAX_BEGINNING }, (_, at) => 2 + at));
    analysis.finish();
    expect(said.at(-1)).toBe('5,904 set-ups of which nothing but INIT and INIT-ACK was seen were summarised before they ended');
  }, 60_000);

  test('associations with as many addresses at both ends as are kept', () => {
    const before = process.memoryUsage().heapUsed;
    const { analysis } = end();
    const list = (from: number) => Array.from({ length: 32 }, (_, at) => `10.9.${from}.${at + 1}`).join();
    flood(analysis, 1000, `A > B INIT[addr=${list(1)}]\nB > A INIT_ACK[addr=${list(2)}]`, spoofed, (view, at) => {
      view.setUint32(DESTINATION, 0x0b000000 + at);
      view.setUint32(VERIFICATION_TAG, 1 + at);
    });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
    expect(analysis.reconstructor.size).toBe(1000);
  }, 60_000);

  test('messages given up without end while nothing is acknowledged: that it is not followed any more is said', () => {
    const said: string[] = [];
    const sink = { notification: () => {}, association: () => {}, diagnosis: ({ rule }: Diagnosis) => said.push(rule) };
    const analysis = new Analysis(sink, DEFAULT_SETTINGS);
    const tsn = (view: DataView, at: number): void => view.setUint32(INITIATE_TAG, 1000 + at);
    flood(analysis, 10_000, `${ESTABLISHED}\nA > B DATA[tsn=1000 flags=B]\nA > B FORWARD_TSN[cum=1000]`, tsn, tsn);
    analysis.finish();
    expect(said).toContain('more given up than followed');
  }, 60_000);

  test('INIT-ACKs with ever more tags', () => {
    const { analysis, addresses } = end();
    flood(analysis, MANY, 'A > B INIT\nB > A INIT_ACK', (view, at) => view.setUint32(INITIATE_TAG, 1 + at));
    analysis.finish();
    expect(addresses).toEqual([1, 1]);
  }, 60_000);
});
