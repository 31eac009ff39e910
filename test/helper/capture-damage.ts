/** What happens to captures: they begin late, end early, lose frames or parts of them, show one direction, hold frames twice or out of order. */
import type { FrameToFind } from './find-packets.js';

export interface Damage {
  name: string;
  /** Of what was told before the capture began, it shows nothing. */
  late: boolean;
  done(frames: readonly FrameToFind[]): FrameToFind[];
}

type Done = Damage['done'];

const damage = (name: string, done: Done, late = false): Damage => ({ name, late, done });

const withoutEvery =
  (nth: number, from: number): Done =>
  (frames) =>
    frames.filter((_, at) => at % nth !== from);

const cut =
  (length: number): Done =>
  (frames) =>
    frames.map(({ bytes, ...rest }) => ({ ...rest, originalLength: bytes.length, bytes: bytes.subarray(0, length) }));

/** A microsecond later, as on a second interface. */
const twice = (frame: FrameToFind): FrameToFind[] => [frame, { ...frame, time: frame.time! + 1 }];

/** Neighbours change places, not their times: the capture layer hands frames up in order of time. */
const swapped =
  (nth: number): Done =>
  (frames) => {
    const order = frames.map((_, at) => (at % nth === 0 ? at + 1 : at % nth === 1 ? at - 1 : at));
    return frames.map((frame, at) => ({ ...(frames[order[at]!] ?? frame), time: frame.time! }));
  };

/** From the host that sent the frame numbered `at`: the same addresses in the same place, for frames over Ethernet. */
const sameSender =
  (at: number): Done =>
  (frames) => {
    const sender = ({ bytes }: FrameToFind) => Buffer.from(bytes.subarray(6, 12)).toString('hex');
    return frames.filter((frame) => sender(frame) === sender(frames[at]!));
  };

export const DAMAGES: readonly Damage[] = [
  ...[1, 2, 3, 4, 6].map((count) => damage(`without the first ${count}`, (frames) => frames.slice(count), true)),
  ...[1, 2, 3, 4, 6].map((count) => damage(`without the last ${count}`, (frames) => frames.slice(0, -count))),
  damage('the second half', (frames) => frames.slice(frames.length / 2), true),
  damage('the first half', (frames) => frames.slice(0, frames.length / 2)),
  damage('without the middle', (frames) => frames.filter((_, at) => at < 0.4 * frames.length || at >= 0.6 * frames.length)),
  ...[0, 1, 2, 3, 4, 5].map((at) => damage(`without frame ${at + 1}`, (frames) => frames.toSpliced(at, 1), at === 0)),
  ...[2, 3, 4, 5].map((back) => damage(`without the last but ${back - 1}`, (frames) => frames.toSpliced(-back, 1))),
  ...[3, 7, 11].map((from) => damage(`without every 13th from ${from + 1} on`, withoutEvery(13, from))),
  damage('without every 5th', withoutEvery(5, 3)),
  ...[64, 96, 128, 200].map((length) => damage(`${length} bytes of each frame`, cut(length))),
  damage('one direction', sameSender(0)),
  damage('the other direction', (frames) => sameSender(1)(frames)),
  damage('each frame twice', (frames) => frames.flatMap(twice)),
  damage('every 7th frame twice', (frames) => frames.flatMap((frame, at) => (at % 7 === 3 ? twice(frame) : [frame]))),
  damage('neighbours swapped', swapped(9)),
];
