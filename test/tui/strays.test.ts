/** Packets that belong to no association can be looked at too. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { SAMPLES } from '../helper/samples.js';
import { FixtureModel } from './fixture-model.js';
import { Player } from './picture.js';

test('Enter on a problem of a stray packet opens the packet, left and right go to others of none', async () => {
  const path = join(SAMPLES, 'blind-abort.pcap');
  const session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
  await session.run();
  const strays = [...session.packetsOf(0)].map((packet) => session.index.frame(packet));
  expect(strays.length).toBeGreaterThan(1);
  const player = new Player(session, 120, 40).press('!');
  const row = session.diagnoses.findIndex(({ frame }) => frame === strays[0]);
  player.press(...Array.from({ length: row }, () => 'j'), 'enter');
  expect(player.screen()).toContain(`no association › frame ${strays[0]}`);
  expect(player.press('right').screen()).toContain(`no association › frame ${strays[1]}`);
  expect(player.press(...strays.map(() => 'right')).screen()).toContain('this is the last packet of none');
  session.close();
});

test('a capture without any association says what there is', () => {
  const model = new FixtureModel([]);
  model.progress = { ...model.progress, packets: 3 };
  expect(new Player(model).screen()).toContain('no SCTP association in this capture: 3 packets of none; ! tells more');
  model.progress = { ...model.progress, packets: 0 };
  model.changed();
  expect(new Player(model).screen()).toContain('no SCTP in this capture');
});
