/** What is shown, saved: asked for by keys, written by the session. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { associationLine, notificationLine } from '../../src/cli/format/ndjson.js';
import { associationText } from '../../src/cli/format/text.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import type { Printers } from '../../src/tui/session/session-options.js';
import { wholeAssociations } from '../../src/tui/view/selection.js';
import { SAMPLES } from '../helper/samples.js';
import { ABORTED, FixtureModel, SILENT } from './fixture-model.js';
import { Player } from './picture.js';

const PRINTERS: Printers = {
  ndjson: (reports, notifications) =>
    [...reports.map(associationLine), ...notifications.map(notificationLine)].map((line) => `${JSON.stringify(line)}\n`).join(''),
  txt: (reports, notifications) => reports.map((report) => associationText(report, notifications)).join(''),
};

function footer(player: Player): string {
  return player.screen().split('\n').at(-1) ?? '';
}

describe('keys', () => {
  const model = (): FixtureModel => new FixtureModel([ABORTED, SILENT]);

  test('w asks for a name, and Enter writes what is shown', async () => {
    const fixture = model();
    const player = new Player(fixture).press('w');
    expect(footer(player)).toBe(' save as (.pcapng .ndjson .txt): association-1.pcapng');
    player.press('enter');
    await nextTurn();
    expect(
      fixture.saved.map(([{ what, packets, notifications }, path, overwrite]) => [
        what,
        packets.length,
        notifications.length,
        path,
        overwrite,
      ]),
    ).toEqual([['association 1', 13, 5, 'association-1.pcapng', false]]);
    expect(footer(player)).toBe(' wrote everything of association 1 to association-1.pcapng');
  });

  test('a file that is there is overwritten only after y', async () => {
    const fixture = model();
    fixture.result = { exists: true };
    const player = new Player(fixture).press('w', 'ctrl-u', ...'a.txt', 'enter');
    await nextTurn();
    expect(footer(player)).toBe(' a.txt is there already: y overwrites it, any other key does not');
    player.press('enter');
    expect(footer(player)).toBe(' not saved: a.txt is there already');
    player.press('w', 'ctrl-u', ...'a.txt', 'enter');
    await nextTurn();
    fixture.result = { written: '13 packets' };
    player.press('y');
    await nextTurn();
    expect(fixture.saved.map(([, path, overwrite]) => [path, overwrite])).toEqual([
      ['a.txt', false],
      ['a.txt', false],
      ['a.txt', true],
    ]);
    expect(footer(player)).toBe(' wrote 13 packets of association 1 to a.txt');
  });

  test('escape writes nothing, nor does an empty name; what goes wrong is said', async () => {
    const fixture = model();
    const player = new Player(fixture).press('w', 'escape', 'w', 'ctrl-u', 'enter');
    expect(footer(player)).toBe(' not saved: there is no name');
    expect(fixture.saved).toEqual([]);
    fixture.result = { failure: 'the disk is full' };
    player.press('w', 'enter');
    await nextTurn();
    expect(footer(player)).toBe(' not saved: the disk is full');
  });

  test.each<[string, string[], string, number, number]>([
    ['the list under a filter', ['/', ...'10.1', 'enter'], 'associations', 24, 7],
    ['a ladder', ['j', 'enter'], 'association-2', 11, 2],
    ['a ladder under a filter', ['enter', '/', ...'chunk==ABORT', 'enter'], 'association-1', 1, 3],
    ['a packet', ['enter', 'a', 'enter'], 'frame-13', 1, 3],
    ['the notifications of an endpoint', ['e'], 'association-1-notifications', 2, 4],
  ])('of %s', async (_name, keys, name, packets, notifications) => {
    const fixture = model();
    new Player(fixture).press(...keys, 'w', 'enter');
    await nextTurn();
    const [selection] = fixture.saved[0]!;
    expect([selection.name, selection.packets.length, selection.notifications.length]).toEqual([name, packets, notifications]);
  });

  test('the ladder is drawn whole, wherever the cursor is', async () => {
    const fixture = model();
    new Player(fixture, 80, 24).press('enter', 'G', 'w', 'enter');
    await nextTurn();
    const drawn = fixture.saved[0]![0].drawn!();
    expect(drawn).toMatch(/^ frame/);
    expect(drawn).toContain('─ INIT ');
    expect(drawn).toContain('ABORT 12');
    expect(drawn).not.toContain('▌');
  });

  test(':w takes the name', async () => {
    const fixture = model();
    new Player(fixture).press(':', 'w', 'space', ...'b.ndjson', 'enter');
    await nextTurn();
    expect(fixture.saved.map(([, path]) => path)).toEqual(['b.ndjson']);
  });
});

describe('files', () => {
  let folder: string;
  const open: CaptureSession[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sctpscope-save-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    for (const session of open.splice(0)) session.close();
  });

  async function sessionOf(file: string, spooled = false, settings = DEFAULT_SETTINGS): Promise<CaptureSession> {
    const session = new CaptureSession(await openCapture([file]), settings, { paths: spooled ? [] : [file], printers: PRINTERS });
    open.push(session);
    await session.run();
    return session;
  }

  const told = (session: CaptureSession, id: number) =>
    ([0, 1] as const).flatMap((endpoint) =>
      session.notificationsOf(id, endpoint).map(({ body, certainty, time }) => [endpoint, body.sn_type, certainty, Math.round(time)]),
    );

  test.each([
    ['lost-messages.pcap', false],
    ['lost-messages.pcap', true],
    ['multihoming-failover.pcapng', false],
    ['multihoming-failover.pcapng', true],
    ['mixed-stacks-over-udp.pcap', true],
  ])('%s read again after it was saved tells the same (from the spool: %s)', async (file, spooled) => {
    const session = await sessionOf(join(SAMPLES, file), spooled);
    const path = join(folder, `${file}-${spooled}.pcapng`);
    expect(await session.save(wholeAssociations(session, [1]), path, false)).toEqual({ written: `${session.packetsOf(1).length} packets` });
    const again = await sessionOf(path);
    expect(again.problems).toEqual([]);
    expect(told(again, 1)).toEqual(told(session, 1));
    expect(again.association(1)?.names).toEqual(session.association(1)?.names);
  });

  test('IPv6 without its frames gets an IPv6 header', async () => {
    const { ipPacket } = await import('../../src/tui/session/ip-packet.js');
    const { bytes, length } = ipPacket('fd00::1', 'fd00::2', Uint8Array.of(1, 2, 3, 4), 100);
    expect([bytes.length, length, bytes[0], bytes[5], bytes[6], bytes[7], bytes[23], bytes[39]]).toEqual([
      44, 140, 0x60, 100, 132, 64, 1, 2,
    ]);
  });

  test('the comments say who is told what', async () => {
    const session = await sessionOf(join(SAMPLES, 'lost-messages.pcap'));
    const path = join(folder, 'comments.pcapng');
    await session.save(wholeAssociations(session, [1]), path, false);
    expect(readFileSync(path, 'latin1')).toContain('10.1.0.1:5001 is told SCTP_ASSOC_CHANGE SCTP_COMM_LOST');
  });

  test('NDJSON and text', async () => {
    const session = await sessionOf(join(SAMPLES, 'lost-messages.pcap'));
    const selection = { ...wholeAssociations(session, [1]), drawn: () => 'the ladder\n' };
    expect(await session.save(selection, join(folder, 'a.ndjson'), false)).toEqual({
      written: `${selection.notifications.length} notifications`,
    });
    const lines = readFileSync(join(folder, 'a.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.map(({ kind }) => kind)).toEqual(['association', ...selection.notifications.map(() => 'notification')]);
    await session.save(selection, join(folder, 'a.txt'), false);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toMatch(/^the ladder\n\nAssociation 1: /);
  });

  test('never a file that is there, unless that is wanted; never the capture itself', async () => {
    const capture = join(folder, 'capture.pcap');
    writeFileSync(capture, readFileSync(join(SAMPLES, 'shutdown.pcap')));
    const session = await sessionOf(capture);
    const selection = wholeAssociations(session, [1]);
    const there = join(folder, 'there.pcapng');
    writeFileSync(there, 'mine');
    expect(await session.save(selection, there, false)).toEqual({ exists: true });
    expect(readFileSync(there, 'utf8')).toBe('mine');
    expect(await session.save(selection, there, true)).toEqual({ written: '19 packets' });
    expect(await session.save(selection, `${folder}/./capture.pcap`, true)).toHaveProperty('failure');
    const renamed = join(folder, 'itself.pcapng');
    writeFileSync(renamed, readFileSync(join(SAMPLES, 'shutdown.pcap')));
    const other = await sessionOf(renamed);
    expect(await other.save(wholeAssociations(other, [1]), renamed, true)).toEqual({ failure: `${renamed} is the capture itself` });
  });

  test('other names and places that cannot be written to', async () => {
    const session = await sessionOf(join(SAMPLES, 'shutdown.pcap'));
    const selection = wholeAssociations(session, [1]);
    expect(await session.save(selection, join(folder, 'x.pcap'), false)).toEqual({
      failure: "the name's end says the form: .pcapng, .ndjson, .txt",
    });
    expect(await session.save(selection, join(folder, 'no/such/x.pcapng'), false)).toHaveProperty('failure');
  });

  test('no packets where users’ data is to be kept out', async () => {
    const session = await sessionOf(join(SAMPLES, 'shutdown.pcap'), false, { ...DEFAULT_SETTINGS, userData: false });
    expect(await session.save(wholeAssociations(session, [1]), join(folder, 'secret.pcapng'), false)).toHaveProperty('failure');
    expect(existsSync(join(folder, 'secret.pcapng'))).toBe(false);
  });
});
