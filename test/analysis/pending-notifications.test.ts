/** What a capture that still runs shows of what is not settled. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Analysis, DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { PendingNotifications } from '../../src/analysis/pending-notifications.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { headline } from '../../src/notification/headline.js';
import type { Notification } from '../../src/notification/notification.js';
import { rows } from '../../src/tui/session/batch-rows.js';
import { SAMPLES } from '../helper/samples.js';

const SECOND = 1e6;

/** A capture as it comes, and what is told of what is pending. */
class Watched {
  readonly told: string[] = [];
  readonly #analysis: Analysis;
  readonly #pending: PendingNotifications;
  #time = 0;

  constructor(userData = true) {
    const sink = { notification: (each: Notification) => this.#settled(each), association: () => undefined, diagnosis: () => undefined };
    this.#analysis = new Analysis(sink, { ...DEFAULT_SETTINGS, userData });
    this.#pending = new PendingNotifications(this.#analysis, (each) => this.told.push(`${each.status} ${line(each)}`));
  }

  #settled(each: Notification): void {
    const before = this.#pending.settle(each);
    if (before !== undefined) this.told.push(`${line(before)} became ${line(each)}`);
  }

  /** Frames of a sample, from one to another. */
  async frames(sample: string, from: number, to: number): Promise<this> {
    for await (const batch of await openCapture([join(SAMPLES, sample)])) {
      this.#analysis.batch(rows(batch, from - 1, Math.min(batch.count, to)));
      this.#time = batch.time[Math.min(batch.count, to) - 1]!;
    }
    return this;
  }

  silence(seconds: number): this {
    this.#time += seconds * SECOND;
    this.#analysis.advance(this.#time);
    this.#pending.look(this.#time);
    return this;
  }

  end(): this {
    this.#analysis.finish();
    this.#pending.end();
    return this;
  }
}

const line = ({ id, endpointName, body }: Notification): string => `${id} ${endpointName} ${headline(body)}`;

test('a SHUTDOWN that is not answered is pending after a while, and settled by its answer', async () => {
  const watched = await new Watched().frames('shutdown.pcap', 1, 17);
  expect(watched.silence(1.5).told).toEqual([]);
  const [pending] = watched.silence(0.6).told;
  expect(pending).toMatch(/^pending 1\.0\.\d+ 10\.1\.0\.1:5001 SCTP_SHUTDOWN_EVENT$/);
  expect(watched.silence(10).told).toHaveLength(1);
  const told = pending!.replace('pending ', '');
  expect((await watched.frames('shutdown.pcap', 18, 19)).told.slice(1)).toEqual([`${told} became ${told}`]);
  expect(watched.silence(10).end().told).toHaveLength(2);
});

test('one that nobody answers is withdrawn in the end', async () => {
  const watched = (await new Watched().frames('shutdown.pcap', 1, 17)).silence(2.1).end();
  expect(watched.told.map((text) => text.split(' ')[0])).toEqual(['pending', 'withdrawn']);
});

test('a set-up that goes unanswered: up at one end, or not started at the other', async () => {
  const watched = (await new Watched().frames('shutdown.pcap', 1, 3)).silence(2.1);
  expect(watched.told.map((text) => text.replace(/^(\w+) \S+/, '$1'))).toEqual([
    'pending 10.1.0.2:6010 SCTP_ASSOC_CHANGE SCTP_COMM_UP',
    'pending 10.1.0.1:5001 SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC',
  ]);
  expect(
    watched
      .silence(500)
      .told.slice(2)
      .map((text) => text.split(' ').at(-1)),
  ).toEqual(['SCTP_COMM_UP', 'SCTP_CANT_STR_ASSOC']);
});

test('every sample, a frame at a time: what was pending becomes what has its id, or is withdrawn', async () => {
  for (const sample of ['abort-by-peer.pcap', 'restart.pcap', 'init-collision.pcap', 'lost-messages.pcap', 'retransmission-limit.pcap']) {
    const watched = new Watched(false);
    for (let frame = 1; frame <= 30; frame++) await watched.frames(sample, frame, frame);
    watched.silence(2.1).silence(3).end();
    const open = new Set<string>();
    for (const text of watched.told) {
      const [status, id] = text.split(' ');
      if (status === 'pending') open.add(id!);
      else expect(open.delete(status === 'withdrawn' ? id! : status!)).toBe(true);
    }
    expect([...open]).toEqual([]);
  }
});
