/**
 * Scenarios captured at both ends: the lines of scenario.ts, seen at the sender's end at their time and at the other end a way later.
 *
 *     lost A > B ABORT            never arrives
 *     forged A > B ABORT          seen at B's end only: A never sent it
 */
import { type AnalysisSettings, DEFAULT_SETTINGS, DEFAULT_SUBSCRIPTION } from '../../src/analysis/analysis.js';
import { BothEnds } from '../../src/analysis/both-ends.js';
import type { FrameBatch } from '../../src/capture/frame.js';
import { headline } from '../../src/notification/headline.js';
import type { NotificationType } from '../../src/notification/notification.js';
import { profileNamed } from '../../src/reconstruct/profile/registry.js';
import { batchOf, type FrameToFind } from './find-packets.js';
import { BEGINNING, type Heard, written } from './scenario.js';

/** Microseconds from one end to the other. */
const WAY = 5_000;

export interface TwoEndsOptions {
  subscription?: ReadonlySet<NotificationType>;
  /** Seconds since the beginning that B's capture covers. */
  b?: readonly [from: number, until: number];
  settings?: Partial<AnalysisSettings>;
  /** How much B's clock is ahead, in microseconds. */
  offset?: number;
}

interface Row extends FrameToFind {
  time: number;
  file: 0 | 1;
}

/** What was said, and the frames that were shown. */
export interface HeardTwice extends Heard {
  shown: { frame: number; association: number; sender: string }[];
}

export function hearBothEnds(profile: string, script: string, options: TwoEndsOptions = {}): HeardTwice {
  const { offset = 0 } = options;
  const { from, rows } = rowsOf(script, options.b);
  const heard: HeardTwice = { notifications: [], associations: [], diagnoses: [], shown: [] };
  const everywhere = { address: undefined, port: undefined };
  const place = (...addresses: string[]) => addresses.map((address) => ({ address, port: undefined }));
  let given = 0;
  const analysis = new BothEnds(
    {
      notification: (notification) => notification.time >= from && heard.notifications.push(notification),
      association: (association) => heard.associations.push(association),
      diagnosis: (diagnosis) => heard.diagnoses.push(diagnosis),
    },
    {
      ...DEFAULT_SETTINGS,
      stacks: [{ ...everywhere, value: profileNamed(profile)! }],
      subscriptions: [{ ...everywhere, value: options.subscription ?? DEFAULT_SUBSCRIPTION }],
      ...options.settings,
    },
    {
      places: [place('10.1.0.1', '10.2.0.1'), place('10.1.0.2', '10.2.0.2')],
      offset,
      ended: (file) => rows.slice(given).every((row) => row.file !== file),
    },
  );
  for (const row of rows) {
    analysis.batch(batch(row, given + 1), ({ frame }) => {
      const { lastAssociation, lastSender } = analysis;
      heard.shown.push({ frame, association: lastAssociation?.id ?? 0, sender: String(lastAssociation?.endpoints[lastSender].port) });
    });
    given++;
  }
  analysis.finish();
  return heard;
}

/** What each application is told, as headline and certainty. */
export function playBothEnds(profile: string, script: string, options: TwoEndsOptions = {}): { A: string[]; B: string[] } {
  const { notifications } = hearBothEnds(profile, script, options);
  const told = (port: string) =>
    notifications.filter(({ endpointName }) => endpointName.endsWith(port)).map(({ body, certainty }) => `${headline(body)}, ${certainty}`);
  return { A: told(':5001'), B: told(':6010') };
}

const MARK = /^\s*((?:\+[\d.]+\s+)?)(lost|forged)\s+/;

function rowsOf(script: string, [begin, end]: readonly [number, number] = [0, Number.POSITIVE_INFINITY]): { from: number; rows: Row[] } {
  const lines = script.split('\n');
  const { frames, from } = written(lines.map((line) => line.replace(MARK, '$1')).join('\n'));
  const packets = lines.filter((line) => line.includes(' > '));
  const rows = frames.flatMap((frame, index): Row[] => {
    const line = packets[index]!;
    const [, , mark] = MARK.exec(line) ?? [];
    const sender = /([ABX])2? > /.exec(line)![1] === 'B' ? 1 : 0;
    const sent: Row = { ...frame, time: frame.time!, file: sender };
    const arrived: Row = { ...sent, time: sent.time + WAY, file: sender === 0 ? 1 : 0 };
    return [...(mark === 'forged' ? [] : [sent]), ...(mark === 'lost' ? [] : [arrived])];
  });
  const covered = ({ file, time }: Row) => file === 0 || (time >= BEGINNING + begin * 1e6 && time <= BEGINNING + end * 1e6);
  return { from, rows: rows.filter(covered).sort((one, other) => one.time - other.time) };
}

function batch(row: Row, number: number): FrameBatch {
  const one = batchOf([row]);
  one.file[0] = row.file;
  one.number[0] = number;
  return one;
}
