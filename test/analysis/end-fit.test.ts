/** Where two captures were taken, and how their clocks differ. */
import { expect, test } from '@jest/globals';
import { fitEnds } from '../../src/analysis/end-fit.js';
import type { Sighting, TrafficSample } from '../../src/analysis/traffic-sample.js';
import { AddressBook } from '../../src/dissect/address-book.js';

const addresses = new AddressBook();
const A = addresses.parse('10.1.0.1')!;
const B = addresses.parse('10.1.0.2')!;

/** A packet by its key: when the capture at A saw it, and when the one at B. */
type Seen = readonly [key: number, from: typeof A, atA: number | undefined, atB: number | undefined];

function samples(seen: readonly Seen[]): [TrafficSample, TrafficSample] {
  const sample = (at: 2 | 3): TrafficSample => {
    const sightings = new Map<number, Sighting>();
    for (const each of seen) {
      const [key, source] = each;
      const time = each[at];
      if (time !== undefined)
        sightings.set(key, { time, source, sourcePort: 5001, destination: source === A ? B : A, destinationPort: 6010 });
    }
    return { sightings, begin: 0 };
  };
  return [sample(2), sample(3)];
}

/** `ahead`: how much B's clock is. */
const traffic = (ahead: number): Seen[] => [
  [1, A, 0, 110 + ahead],
  [2, B, 230, 130 + ahead],
  [3, A, 300, 420 + ahead],
  [4, B, 590, 450 + ahead],
  [5, A, 700, undefined],
];

const at = (address: string) => [{ address, port: undefined }];

test('each is at the end whose packets it sees first', () => {
  const [one, two] = samples(traffic(0));
  expect(fitEnds(one, two, addresses)).toEqual({
    count: 4,
    fit: { places: [at('10.1.0.1'), at('10.1.0.2')], offset: 0, error: 105 },
  });
  expect(fitEnds(two, one, addresses)?.fit?.places).toEqual([at('10.1.0.2'), at('10.1.0.1')]);
});

test.each([3_600e6, -7e6])('a clock that is %d microseconds ahead', (ahead) => {
  const fit = fitEnds(...samples(traffic(ahead)), addresses)!.fit!;
  expect(fit.places).toEqual([at('10.1.0.1'), at('10.1.0.2')]);
  expect(Math.abs(fit.offset - ahead)).toBeLessThanOrEqual(fit.error);
});

test('captures of other traffic, or of little in common, are not two ends', () => {
  const [one] = samples(traffic(0));
  const [other] = samples(traffic(0).map(([key, ...rest]) => [key + 10, ...rest]));
  expect(fitEnds(one, other, addresses)).toBeUndefined();
  const [few] = samples(traffic(0).slice(0, 2));
  expect(fitEnds(one, few, addresses)).toBeUndefined();
});

test('the same traffic at the same place, or in one direction only, has no ends', () => {
  const same = traffic(0).map(([key, from, time]): Seen => [key, from, time, time]);
  expect(fitEnds(...samples(same), addresses)).toEqual({ count: 5, fit: undefined });
  expect(fitEnds(...samples([1, 2, 3].map((key): Seen => [key, A, key, key + 9])), addresses)).toEqual({ count: 3, fit: undefined });
});

test('two endpoints of one host are told apart by their ports', () => {
  const [one, two] = samples(traffic(0));
  const local = (sample: TrafficSample): TrafficSample => ({
    ...sample,
    sightings: new Map(
      [...sample.sightings].map(([key, { time, source }]) => {
        const [sourcePort, destinationPort] = source === A ? [1, 2] : [2, 1];
        return [key, { time, source: A, sourcePort, destination: A, destinationPort }];
      }),
    ),
  });
  expect(fitEnds(local(one), local(two), addresses)?.fit?.places).toEqual([
    [{ address: '10.1.0.1', port: 1 }],
    [{ address: '10.1.0.1', port: 2 }],
  ]);
});
