/** Another stack: what it would have told, kept or not. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { profileNamed } from '../../src/reconstruct/profile/registry.js';
import { AS_FOUND } from '../../src/tui/model.js';
import { retoldDifferences } from '../../src/tui/presentation/retold-difference.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { SAMPLES, samples } from '../helper/samples.js';
import { ABORTED, FixtureModel } from './fixture-model.js';
import { Player } from './picture.js';

const open: CaptureSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

async function sessionOf(file: string, settings = DEFAULT_SETTINGS, paths = [join(SAMPLES, file)]): Promise<CaptureSession> {
  const session = new CaptureSession(await openCapture([join(SAMPLES, file)]), settings, { paths });
  open.push(session);
  await session.run();
  return session;
}

async function told(session: CaptureSession, stacks: [string | undefined, string | undefined]) {
  for (let tries = 0; tries < 500 && !session.retelling(1, stacks)?.ended; tries++) await sleep(5);
  return session.retelling(1, stacks)!.told;
}

describe('an association told again', () => {
  test.each(samples.map((sample) => [sample.captures[0]!]))('%s by the stacks that were found is told the same', async (file) => {
    // Without paths the packets come from the spool, with them from the file.
    for (const paths of [[], undefined]) {
      const session = await sessionOf(file, DEFAULT_SETTINGS, paths);
      for (const { id } of session.associations) {
        for (let tries = 0; tries < 500 && !session.retelling(id, [AS_FOUND, AS_FOUND])?.ended; tries++) await sleep(5);
        const again = session.retelling(id, [AS_FOUND, AS_FOUND])!;
        for (const endpoint of [0, 1] as const) {
          // When it was raised is estimated from how far its host is, which the other associations of the capture taught.
          const plain = (list: readonly object[]) =>
            list.map((notification) => ({ ...notification, id: '', time: 0, earliest: 0, latest: 0 }));
          expect(plain(again.told[endpoint])).toEqual(plain(session.notificationsOf(id, endpoint)));
        }
      }
    }
  });

  test('by another stack it is what the whole analysis tells with that stack stated', async () => {
    const session = await sessionOf('lost-messages.pcap');
    const stacks = [{ address: '10.1.0.1', port: 5001, value: profileNamed('freebsd')! }];
    const stated = await sessionOf('lost-messages.pcap', { ...DEFAULT_SETTINGS, stacks });
    expect((await told(session, ['freebsd', undefined]))[0]).toEqual(stated.notificationsOf(1, 0));
    expect(session.notificationsOf(1, 0)).not.toEqual(stated.notificationsOf(1, 0));
  });
});

describe('the screen of another stack', () => {
  test('shows what would differ, stack by stack and endpoint by endpoint', async () => {
    const session = await sessionOf('lost-messages.pcap');
    const player = new Player(session).press('enter', 'P');
    await told(session, ['usrsctp', undefined]);
    expect(player.screen()).toMatch(/If 10\.1\.0\.1:5001 were usrsctp: \d+ lost, \d+ changed/);
    expect(player.screen()).toMatch(/^▌~ changed +0\.001\d{3} 10\.1\.0\.1:5001 COMM_UP/m);
    player.press('P');
    await told(session, ['freebsd', undefined]);
    expect(player.screen()).toContain('were freebsd:');
    player.press('tab');
    await told(session, [undefined, 'freebsd']);
    expect(player.screen()).toMatch(/If 10\.1\.0\.2:6010 were freebsd: 1 gained/);
    expect(player.screen()).toMatch(/\+ gained .*ADDR_CONFIRMED/);
    expect(player.misfits()).toEqual([]);
    expect(player.press('tab').screen()).toContain('If both endpoints were freebsd');
  });

  test('q leaves everything as it was, Enter keeps the stack, and "as found" brings it back', async () => {
    const session = await sessionOf('lost-messages.pcap');
    const before = session.notificationsOf(1, 1).map(({ id }) => id);
    const player = new Player(session).press('enter', 'P', 'P', 'tab');
    await told(session, [undefined, 'freebsd']);
    player.press('q');
    expect(session.notificationsOf(1, 1).map(({ id }) => id)).toEqual(before);
    expect(player.screen()).not.toContain('ADDR_CONFIRMED');
    player.press('P', 'P', 'tab');
    await told(session, [undefined, 'freebsd']);
    player.press('enter');
    expect(player.screen()).toMatch(/│ ● ADDR_CONFIRMED/);
    expect(session.association(1)?.report?.endpoints[1].stack.name).toBe('freebsd');
    // The other endpoint's question is asked with this answer.
    await told(session, ['rfc', undefined]);
    expect(session.retelling(1, ['rfc', undefined])?.told[1].map(({ body }) => body.sn_type)).toContain('SCTP_PEER_ADDR_CHANGE');
    await told(session, [undefined, AS_FOUND]);
    session.keep(1, [undefined, AS_FOUND]);
    expect(session.notificationsOf(1, 1).map(({ id }) => id)).toEqual(before);
  });

  test('while the capture is read it says so', () => {
    const model = new FixtureModel([ABORTED]);
    model.progress = { ...model.progress, ended: false };
    expect(new Player(model).press('P').screen()).toContain('when the capture has been read');
    expect(new Player(model).press('P', 'enter').screen()).toContain('still being read');
  });
});

test('differences are matched as closely as can be', () => {
  const model = new FixtureModel([ABORTED]);
  const [before] = [model.notificationsOf(1, 0)];
  const [up, lost, sent, unsent] = before;
  expect(retoldDifferences(before, before)).toEqual([]);
  expect(retoldDifferences(before, [up!, lost!, sent!])).toEqual([{ before: unsent, after: undefined }]);
  const other = { ...lost!, certainty: 'possible' as const };
  expect(retoldDifferences(before, [up!, other, sent!, unsent!])).toEqual([{ before: lost, after: other }]);
});
