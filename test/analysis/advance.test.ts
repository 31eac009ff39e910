/** Time that passes without packets: what a live capture adds to an analysis. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Analysis } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import type { Notification } from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { SAMPLES } from '../helper/samples.js';

const SECOND = 1e6;

/** A sample whose frames have all been seen, and what was told since. */
async function seen(sample: string) {
  const notifications: Notification[] = [];
  const associations: AssociationReport[] = [];
  const diagnoses: Diagnosis[] = [];
  const analysis = new Analysis({
    notification: (notification) => notifications.push(notification),
    association: (report) => associations.push(report),
    diagnosis: (diagnosis) => diagnoses.push(diagnosis),
  });
  let end = 0;
  for await (const batch of await openCapture([join(SAMPLES, sample)])) {
    analysis.batch(batch);
    end = batch.time[batch.count - 1]!;
  }
  return { analysis, notifications, associations, diagnoses, end };
}

/** What each endpoint is told, in its order. */
function told(notifications: readonly Notification[]): Record<string, unknown> {
  return Object.fromEntries(notifications.map(({ id, body, frames, certainty }) => [id, { body, frames, certainty }]));
}

test.each(['shutdown.pcap', 'abort-by-peer.pcap', 'lost-messages.pcap'])('%s: silence settles what the end would', async (sample) => {
  const ended = await seen(sample);
  const before = ended.notifications.length;
  ended.analysis.finish();
  const silent = await seen(sample);
  silent.analysis.advance(silent.end + 5 * SECOND);
  expect(told(silent.notifications)).toEqual(told(ended.notifications));
  expect(silent.notifications.length).toBeGreaterThan(before);
});

test('an association that has ended is summarised after a while, once, and let go', async () => {
  const { analysis, associations, end } = await seen('shutdown.pcap');
  analysis.advance(end + 9 * SECOND);
  expect(associations).toEqual([]);
  analysis.advance(end + 11 * SECOND);
  expect(associations).toMatchObject([{ outcome: 'shutdown', packets: 19 }]);
  expect(analysis.reconstructor.size).toBe(1);
  analysis.advance(end + 601 * SECOND);
  expect(analysis.reconstructor.size).toBe(0);
  analysis.finish();
  expect(associations).toHaveLength(1);
});

test('one that is open stays', async () => {
  const { analysis, associations, end } = await seen('remote-error.pcap');
  const open = analysis.reconstructor.size;
  analysis.advance(end + 5 * SECOND);
  expect(associations).toEqual([]);
  expect(analysis.reconstructor.size).toBe(open);
});

describe('what is forgotten', () => {
  test('is said of an association that was open', async () => {
    const { analysis, associations, diagnoses } = await seen('blind-abort.pcap');
    const before = diagnoses.length;
    analysis.reconstructor.forget(1);
    expect(associations).toHaveLength(1);
    const forgotten = diagnoses.slice(before).filter(({ rule }) => rule === 'forgotten');
    expect(forgotten).toMatchObject([{ association: associations[0]!.id }]);
  });

  test('is not said of one that had ended and was summarised', async () => {
    const { analysis, diagnoses, end } = await seen('shutdown.pcap');
    analysis.advance(end + 11 * SECOND);
    analysis.reconstructor.forget(1);
    expect(diagnoses).toEqual([]);
    expect(analysis.reconstructor.size).toBe(0);
  });
});

test('recorded traffic that is sent again later, tags and all, is told again', async () => {
  const told: string[] = [];
  const sink = {
    notification: ({ id, body }: Notification) => told.push(`${id} ${body.sn_type}`),
    association: () => undefined,
    diagnosis: () => undefined,
  };
  const analysis = new Analysis(sink);
  for await (const batch of await openCapture([join(SAMPLES, 'shutdown.pcap')])) {
    analysis.batch(batch);
    for (let row = 0; row < batch.count; row++) batch.time[row]! += 10 * SECOND;
    analysis.batch(batch);
  }
  analysis.finish();
  const lifeOf = (association: number) => told.filter((line) => line.startsWith(`${association}.`)).map((line) => line.slice(1));
  expect(lifeOf(1).length).toBeGreaterThan(5);
  expect(lifeOf(2).sort()).toEqual(lifeOf(1).sort());
});

test('associations that come and go leave nothing behind', async () => {
  const analysis = new Analysis({ notification: () => undefined, association: () => undefined, diagnosis: () => undefined });
  for await (const batch of await openCapture([join(SAMPLES, 'no-listener.pcap')])) {
    for (let life = 0; life < 2000; life++) {
      for (let row = 0; row < batch.count; row++) batch.time[row]! += 1000 * SECOND;
      analysis.batch(batch);
      analysis.advance(batch.time[0]! + 900 * SECOND);
    }
  }
  const table = analysis.reconstructor['table'];
  expect(table['created']).toBe(2000);
  expect(table.size).toBe(0);
  expect(table['queue'].length).toBeLessThan(300);
  expect(table['byTag'].size + table['byAddress'].size).toBe(0);
});
