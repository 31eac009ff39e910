/** Plots: the points of a transfer, their drawing, and the cursor that is a moment. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { plotLines, timeOfColumn } from '../../src/tui/presentation/plot.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { Points, type SideSeries } from '../../src/tui/session/transfer-series.js';
import { ASCII, UNICODE } from '../../src/tui/text/glyphs.js';
import { SAMPLES } from '../helper/samples.js';
import { ABORTED, FixtureModel } from './fixture-model.js';
import { Player, picture } from './picture.js';

const open: CaptureSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

async function sessionOf(file: string): Promise<CaptureSession> {
  const path = join(SAMPLES, file);
  const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
  open.push(session);
  await session.run();
  for (let tries = 0; tries < 500 && !session.series(1).ended; tries++) await sleep(5);
  return session;
}

function values(points: Points): number[] {
  return Array.from({ length: points.length }, (_, at) => points.value(at));
}

function pointsOf(...pairs: [number, number][]): Points {
  const points = new Points();
  for (const [time, value] of pairs) points.add(time, value, 0);
  return points;
}

describe('the points', () => {
  test('of a sample with retransmissions', async () => {
    const session = await sessionOf('retransmission-limit.pcap');
    const [left, right]: readonly SideSeries[] = session.series(1).sides;
    expect(values(left!.sent)).toEqual([0, 1, 2, 3]);
    expect(values(left!.again)).toEqual([2, 3, 2, 3, 2, 3].slice(0, left!.again.length));
    expect(left!.again.length).toBe(session.association(1)?.report?.endpoints[0].retransmissions);
    expect(values(left!.acknowledged)).toEqual([0, 1]);
    // Up with what is sent, down with what is acknowledged.
    expect(values(left!.flight)).toEqual([100, 200, 100, 0, 100, 200]);
    expect(left!.roundTrip.value(0)).toBeGreaterThan(0);
    expect(right!.sent.length).toBe(0);
    expect(left!.window.value(0)).toBe(130_716);
    expect(session.index.frame(left!.sent.packet(0))).toBe(5);
  });

  test('are as many as the report counts, in every sample’s first association', async () => {
    for (const file of ['lost-messages.pcap', 'multihoming-failover.pcapng', 'expired-messages.pcap']) {
      const session = await sessionOf(file);
      for (const side of [0, 1] as const) {
        const { sent, again } = session.series(1).sides[side];
        const report = session.association(1)!.report!.endpoints[side];
        expect([file, sent.length, again.length]).toEqual([file, report.dataChunks, report.retransmissions]);
      }
    }
  });
});

describe('the drawing', () => {
  const points = pointsOf([0, 0], [25, 1], [50, 2], [75, 3], [100, 4]);
  const input = { from: 0, to: 100, unit: 'count', cursor: -1 } as const;

  test('in braille, two by four dots to a character', () => {
    const curves = [{ name: 'a', tone: 'data', mark: '*', points } as const];
    const drawn = picture(plotLines({ ...input, curves }, 18, 4, UNICODE)).split('\n');
    expect(drawn).toEqual(['      4 │      ⡀⠈', '        │    ⠄', '      0 │⡀ ⠂', '        ─────────']);
  });

  test('in ASCII, a mark to a character', () => {
    const curves = [{ name: 'a', tone: 'data', mark: '*', points } as const];
    expect(picture(plotLines({ ...input, curves }, 18, 6, ASCII))).toBe(
      ['      4 |       *', '        |      *', '        |    *', '        |  *', '      0 |*', '        ---------'].join('\n'),
    );
  });

  test('values that hold are lines; the later curve lies over the earlier', () => {
    const curves = [
      { name: 'a', tone: 'data', mark: 'a', points: pointsOf([0, 0], [100, 1]), holds: true },
      { name: 'b', tone: 'bad', mark: 'b', points: pointsOf([50, 0]) },
    ] as const;
    const [, bottom] = picture(plotLines({ ...input, curves }, 18, 3, ASCII)).split('\n');
    expect(bottom).toBe('      0 |aaaabaaa');
  });

  test('a part of the time is scaled for itself, with the value that held before', () => {
    const curves = [{ name: 'a', tone: 'data', mark: 'a', points: pointsOf([0, 5], [60, 9], [80, 7]), holds: true } as const];
    const drawn = picture(plotLines({ ...input, from: 50, curves }, 18, 4, ASCII)).split('\n');
    expect(drawn[0]).toMatch(/^ {6}9 \|/);
    expect(drawn[2]).toMatch(/^ {6}7 \|a/);
  });

  test('nothing at all', () => {
    expect(picture(plotLines({ ...input, curves: [] }, 18, 3, ASCII))).toBe(['      1 |', '      0 |', '        ---------'].join('\n'));
    expect(timeOfColumn(5, 10, 0, 100)).toBe(50);
  });
});

describe('the screen', () => {
  test('moves through time, zooms, and jumps to the packet', async () => {
    const session = await sessionOf('retransmission-limit.pcap');
    const player = new Player(session).press('v');
    expect(player.screen()).toContain('10.1.0.1:5094 sends');
    expect(player.screen()).toContain('█ sent █ acknowledged █ sent again');
    expect(player.misfits()).toEqual([]);
    player.press('G');
    expect(player.screen()).toMatch(/^ sent 3 +acknowledged 1 +sent again \d/m);
    const frame = /^ frame (\d+) /m.exec(player.screen())?.[1];
    expect(player.press('enter').screen()).toMatch(new RegExp(`^▌ +${frame} `, 'm'));
    player.press('q', 'g', 'right', 'l', '+');
    expect(player.screen()).toContain('- zooms out');
    expect(player.misfits()).toEqual([]);
    player.press('-', '-');
    expect(player.screen()).not.toContain('- zooms out');
    expect(player.press('v').screen()).toContain('bytes in flight');
    expect(player.press('v').screen()).toContain('from DATA to its SACK');
    expect(player.press('tab').screen()).toContain('10.1.0.2');
    expect(player.press('q').screen()).toContain('how it ended');
  });

  test.each([
    [60, 15],
    [120, 40],
    [300, 100],
  ])('fits into %ix%i', async (columns, rows) => {
    const player = new Player(await sessionOf('lost-messages.pcap'), columns, rows).press('enter', 'v');
    for (const key of ['l', '+', 'G', 'v', '+', 'v', 'tab', '-']) expect(player.press(key).misfits()).toEqual([]);
  });

  test('of an association without data', () => {
    const player = new Player(new FixtureModel([ABORTED]), 80, 24, ASCII).press('v', 'l', '+', 'G');
    expect(player.misfits()).toEqual([]);
    expect(player.screen()).toMatch(/^[\x20-\x7e\n]*$/);
  });
});
