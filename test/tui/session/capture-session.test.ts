/** Samples through the session: what the interface shows of them is what `analyze` tells of them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Analysis, DEFAULT_SETTINGS } from '../../../src/analysis/analysis.js';
import { bothEnds, compareCaptures } from '../../../src/analysis/open-both-ends.js';
import { CaptureError, type FrameSource } from '../../../src/capture/frame.js';
import { openCapture } from '../../../src/capture/open-capture.js';
import type { Notification } from '../../../src/notification/notification.js';
import type { AssociationReport } from '../../../src/reconstruct/model.js';
import { causeFrame } from '../../../src/tui/presentation/cause-frame.js';
import { LadderRows, RowKind } from '../../../src/tui/presentation/ladder-rows.js';
import { CaptureSession } from '../../../src/tui/session/capture-session.js';
import { SAMPLES, samples } from '../../helper/samples.js';
import { Player } from '../picture.js';

const open: CaptureSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

async function read(file: string, spooled = false): Promise<CaptureSession> {
  const session = new CaptureSession(await openCapture([join(SAMPLES, file)]), DEFAULT_SETTINGS, {
    paths: spooled ? [] : [join(SAMPLES, file)],
  });
  open.push(session);
  await session.run();
  return session;
}

/** The ladder of every association, nothing folded. */
async function laddersOf(file: string) {
  const session = await read(file);
  const ladders = session.associations.map(({ id }) => {
    const told = [session.notificationsOf(id, 0), session.notificationsOf(id, 1)] as const;
    const rows = new LadderRows({ index: session.index, packets: session.packetsOf(id), notifications: told, folding: false, toggled: [] });
    return { rows, told };
  });
  return { index: session.index, ladders };
}

async function analysed(file: string): Promise<{ notifications: Notification[]; reports: AssociationReport[]; packets: number }> {
  const notifications: Notification[] = [];
  const reports: AssociationReport[] = [];
  const analysis = new Analysis(
    { notification: (one) => notifications.push(one), association: (one) => reports.push(one), diagnosis: () => undefined },
    DEFAULT_SETTINGS,
  );
  for await (const batch of await openCapture([join(SAMPLES, file)])) analysis.batch(batch);
  analysis.finish();
  return { notifications, reports, packets: analysis.packets };
}

describe.each(samples.flatMap(({ captures }) => captures.slice(0, 1)))('%s', (file) => {
  test('has the associations and notifications that the analysis gives', async () => {
    const [session, expected] = [await read(file), await analysed(file)];
    expect(session.progress).toMatchObject({ ended: true, failure: undefined, packets: expected.packets });
    expect(session.index.count).toBe(expected.packets);
    expect(session.associations.map(({ report }) => report)).toEqual(expected.reports.toSorted((a, b) => a.id - b.id));
    for (const { id } of session.associations) {
      for (const endpoint of [0, 1] as const) {
        const told = expected.notifications.filter((one) => one.association === id && one.endpoint === endpoint);
        expect(session.notificationsOf(id, endpoint)).toEqual(told);
        expect(session.association(id)?.notifications[endpoint].total).toBe(told.length);
      }
    }
  });

  test('every packet can be read again', async () => {
    const session = await read(file);
    for (let packet = 0; packet < session.index.count; packet++) {
      const again = session.read(packet);
      expect(again?.chunks.length).toBeGreaterThan(0);
      expect(again?.bytes.length).toBeLessThanOrEqual(session.index.length(packet));
      expect(again?.fields.every(({ start, end }) => start >= 0 && end >= start && end <= session.index.length(packet))).toBe(true);
    }
  });

  test('read from the file or from the spool, a packet is the same', async () => {
    const [filed, spooled] = [await read(file), await read(file, true)];
    for (let packet = 0; packet < filed.index.count; packet++) {
      expect(Buffer.from(filed.read(packet)!.bytes).toString('hex')).toBe(Buffer.from(spooled.read(packet)!.bytes).toString('hex'));
      expect(filed.read(packet)!.fields).toEqual(spooled.read(packet)!.fields);
    }
  });

  test('every notification hangs on the packet that caused it, or on a pause', async () => {
    const { index, ...session } = await laddersOf(file);
    for (const { rows, told } of session.ladders) {
      for (const [endpoint, list] of told.entries()) {
        for (const [number, notification] of list.entries()) {
          const row = rows.rowOfNotification(endpoint === 0 ? 0 : 1, number);
          expect(row).toBeGreaterThanOrEqual(0);
          const cause = causeFrame(notification, index);
          if (rows.kind(row) !== RowKind.gap && cause !== undefined && index.find(cause) >= 0)
            expect(index.frame(rows.packet(row))).toBe(cause);
        }
      }
    }
  });

  test('packets and bytes of the rows add up', async () => {
    const session = await read(file);
    for (const { id, packets, report } of session.associations) {
      const listed = session.packetsOf(id);
      expect(listed).toHaveLength(packets[0] + packets[1]);
      expect(report?.packets).toBe(listed.length);
    }
  });

  test('every screen fits at 80x24, at 60x15 and at 200x60', async () => {
    const session = await read(file);
    for (const [columns, rows] of [
      [80, 24],
      [60, 15],
      [200, 60],
    ] as const) {
      const player = new Player(session, columns, rows);
      for (const keys of [
        [],
        ['enter'],
        ['f'],
        ['n'],
        ['G'],
        ['enter'],
        ['G'],
        ['q', 'e'],
        ['tab'],
        ['q', 'q', '!'],
        ['G'],
        ['q', 'i'],
        ['q', '?'],
      ]) {
        expect(player.press(...keys).misfits()).toEqual([]);
      }
    }
  });
});

describe('the session', () => {
  test('does not lose what was read before the input failed', async () => {
    const whole = await openCapture([join(SAMPLES, 'shutdown.pcap')]);
    const source: FrameSource = {
      files: ['broken.pcap'],
      interfaces: [],
      problems: [{ file: 'broken.pcap', offset: 17, text: 'something odd' }],
      progress: { read: 0, total: 10 },
      async *[Symbol.asyncIterator]() {
        yield* whole;
        throw new CaptureError('broken', 'broken.pcap', 99, 'the disk is gone');
      },
    };
    const session = new CaptureSession(source, DEFAULT_SETTINGS);
    open.push(session);
    await session.run();
    expect(session.associations).toHaveLength(1);
    expect(session.progress.failure).toBe('the disk is gone');
    expect(session.problems).toEqual(['broken.pcap, byte 17: something odd', 'reading stopped: the disk is gone']);
    expect(new Player(session).screen()).toContain('stopped early');
  });

  test('reads packets of a compressed file again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sctpscope-test-'));
    try {
      const path = join(folder, 'shutdown.pcap.gz');
      writeFileSync(path, gzipSync(readFileSync(join(SAMPLES, 'shutdown.pcap'))));
      const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
      open.push(session);
      await session.run();
      expect(session.index.count).toBeGreaterThan(5);
      for (let packet = 0; packet < session.index.count; packet++) expect(session.read(packet)?.chunks.length).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('tells listeners when it has read on', async () => {
    const session = new CaptureSession(await openCapture([join(SAMPLES, 'shutdown.pcap')]), DEFAULT_SETTINGS);
    open.push(session);
    let told = 0;
    const quit = session.subscribe(() => told++);
    await session.run();
    expect(told).toBeGreaterThan(0);
    expect(session.version).toBe(told);
    quit();
  });

  test('stops reading when it is closed', async () => {
    const session = new CaptureSession(await openCapture([join(SAMPLES, 'shutdown.pcap')]), DEFAULT_SETTINGS);
    session.close();
    await session.run();
    expect(session.progress.ended).toBe(false);
  });
});

describe('a capture without an end', () => {
  async function endless(file: string): Promise<CaptureSession> {
    const budget = () => ({ keep: () => undefined });
    const options = { endless: { packets: 4096, spool: 1 << 22, budget } };
    const session = new CaptureSession(await openCapture([join(SAMPLES, file)]), DEFAULT_SETTINGS, options);
    open.push(session);
    await session.run();
    return session;
  }

  test('lets go of associations, with what was inferred of them; the screens go on', async () => {
    const session = await endless('restart.pcap');
    const player = new Player(session).press('enter');
    const ladder = player.screen();
    const [first, second] = session.associations;
    session.forget(1);
    expect(session.associations).toEqual([second]);
    expect(session.association(first!.id)).toBeUndefined();
    expect(session.notificationsOf(first!.id, 0)).toEqual([]);
    for (const key of ['?', 'escape', 'down', 'up', 'escape', 'enter']) expect(player.press(key).screen()).not.toBe('');
    expect(ladder).toContain('association 1');
    session.forget(10);
    expect(session.associations).toEqual([]);
    expect(new Player(session).screen()).toContain('0 associations');
  });
});

test('two captures of the same traffic: each packet once, as its sender has it, each end told by its own', async () => {
  const paths = ['both-ends.pcap', 'both-ends-b.pcap'].map((name) => join(SAMPLES, name)) as [string, string];
  const overlap = await compareCaptures(...paths);
  const files = bothEnds(paths, DEFAULT_SETTINGS, overlap!.fit!);
  const session = new CaptureSession(await files.open(), files.settings, { paths });
  open.push(session);
  await session.run();
  const [association] = session.associations;
  expect(session.associations).toHaveLength(1);
  expect(association!.report).toMatchObject({ packets: session.index.count, outcome: 'shutdown' });
  const sent = [...session.packetsOf(association!.id)].map((packet) => [session.index.direction(packet), session.index.place(packet).file]);
  expect([...new Set(sent.map(String))].sort()).toEqual(['0,0', '1,1']);
  for (const end of [0, 1] as const) expect(session.notificationsOf(association!.id, end).length).toBeGreaterThan(1);
  for (let packet = 0; packet < session.index.count; packet++)
    expect(session.read(packet)?.bytes.length).toBe(session.index.length(packet));
});

test('single packets that nothing follows, let go untold in a flood, are not in the list', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flood-'));
  try {
    const sample = readFileSync(join(SAMPLES, 'no-answer.pcap'));
    const [head, length] = [sample.subarray(0, 24), sample.readUInt32LE(24 + 8)];
    const frame = sample.subarray(24, 24 + 16 + length);
    const ip = frame.indexOf(Buffer.from([10, 1, 0, 1, 10, 1, 0, 2]));
    // The same INIT from ever other hosts; the checksum is SCTP's, which knows no addresses.
    const flood = Array.from({ length: 3000 }, (_, number) => {
      const copy = Buffer.from(frame);
      copy.writeUInt32BE(0x0b000000 + number, ip);
      return copy;
    });
    const path = join(folder, 'flood.pcap');
    writeFileSync(path, Buffer.concat([head, ...flood]));
    const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
    open.push(session);
    await session.run();
    expect(session.progress.packets).toBe(3000);
    expect(session.associations.length).toBeGreaterThan(0);
    expect(session.associations.length).toBeLessThan(3000);
    expect(session.associations.every(({ report }) => report !== undefined)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
