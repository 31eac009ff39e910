/** What recvmsg hands over: notifications as bytes, and the messages between them. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { openCapture } from '../../src/capture/open-capture.js';
import { decodeNotification } from '../../src/notification/abi/decode.js';
import { ABIS } from '../../src/notification/abi/registry.js';
import { structBytes } from '../../src/tui/presentation/struct-fields.js';
import { CaptureSession } from '../../src/tui/session/capture-session.js';
import { SAMPLES, sampleText } from '../helper/samples.js';
import { Player } from './picture.js';

let session: CaptureSession;

beforeEach(async () => {
  const path = join(SAMPLES, 'lost-messages.pcap');
  session = new CaptureSession(await openCapture([path]), DEFAULT_SETTINGS, { paths: [path] });
  await session.run();
});

afterEach(() => session.close());

describe('bytes', () => {
  test('are those that the application read, but for its number of the association', () => {
    const logged = sampleText('lost-messages.a.ndjson')
      .split('\n')
      .filter((line) => line.includes('"sn_type":"SCTP_ASSOC_CHANGE"'))
      .map((line) => (JSON.parse(line) as { raw: string }).raw);
    const bytes = session
      .notificationsOf(1, 0)
      .filter(({ body }) => body.sn_type === 'SCTP_ASSOC_CHANGE')
      .map(({ body }) => Buffer.from(structBytes(body, ABIS[0]!)!.bytes).toString('hex'));
    const withoutId = (hex: string): string => hex.slice(0, 32) + hex.slice(40);
    expect(bytes.map(withoutId)).toEqual(logged.map(withoutId));
    expect(bytes).toHaveLength(2);
  });

  test('of another stack say the same', () => {
    for (const { body } of session.notificationsOf(1, 0)) {
      for (const abi of ABIS) {
        const made = structBytes(body, abi);
        // Solaris has no word for a peer that does not authenticate.
        if (made === undefined || (abi.name === 'solaris' && body.sn_type === 'SCTP_AUTHENTICATION_EVENT')) continue;
        const decoded = decodeNotification(made.bytes, abi);
        expect([abi.name, decoded.type, decoded.oddities]).toEqual([abi.name, body.sn_type, []]);
        expect(made.fields.filter(({ label }) => /(?<!sre)_error$/.test(label)).map(({ value }) => value)).toEqual(
          'sac_error' in body && body.sac_error === 0
            ? ['0']
            : body.sn_type === 'SCTP_AUTHENTICATION_EVENT'
              ? []
              : [expect.stringContaining('cause 12')],
        );
      }
    }
  });

  test('stand beside the members, those of the one under the cursor marked', () => {
    const player = new Player(session).press('e', 'x', 'j', 'j', 'j', 'j');
    expect(player.screen()).toMatch(/^▌ {2}sac_state {2}0 \(SCTP_COMM_UP\)/m);
    expect(player.screen()).toMatch(/^0000 +01 80 00 00 14 00 00 00\[00 00\]00 00/m);
    expect(player.misfits()).toEqual([]);
    expect(player.press('l').screen()).toContain('as usrsctp lays it out');
    expect(player.screen()).toMatch(/sac_state {2}1 \(SCTP_COMM_UP\)/);
    expect(player.press('h', 'h').screen()).toContain('as Solaris lays it out');
  });

  test('of the notification under the cursor in a ladder', () => {
    const player = new Player(session, 120, 40).press('enter');
    expect(player.press('x').screen()).toContain('the cursor is on a packet');
    expect(player.press('G', 'n', 'N', 'x').screen()).toContain('as bytes');
    expect(player.misfits()).toEqual([]);
    expect(player.press('q').screen()).toContain('INIT-ACK');
  });
});

describe('messages', () => {
  const rows = (player: Player): string[] =>
    player
      .screen()
      .split('\n')
      .slice(2, 14)
      .map((row) =>
        row
          .slice(18, 36)
          .trim()
          .replace(/^[●◐] /, ''),
      );

  test('stand between the notifications where that is wanted', () => {
    const player = new Player(session, 120, 40).press('e', 'tab', 'm');
    const message = Array.from({ length: 8 }, () => 'message');
    expect(rows(player)).toEqual(['COMM_UP', 'AUTH_NO_AUTH', ...message, 'PD_ABORTED', 'COMM_LOST']);
    expect(player.press('j', 'j', 'j').screen()).toMatch(/^▌.*DATA \(B\/E\) TSN 3045642422 stream 1 ssn 1 ppid 600 800 bytes +7$/m);
    expect(player.misfits()).toEqual([]);
    expect(player.press('enter').screen()).toMatch(/^▌ +7 /m);
  });

  test('and go again, the cursor staying where it is', () => {
    const player = new Player(session, 120, 40).press('e', 'tab', 'm', 'G', 'm');
    expect(rows(player).slice(0, 4)).toEqual(['COMM_UP', 'AUTH_NO_AUTH', 'PD_ABORTED', 'COMM_LOST']);
    expect(player.screen()).toMatch(/^▌ +4 /m);
  });

  test('are counted from the row before', () => {
    const player = new Player(session, 120, 40).press('e', 'tab', 'm', 't', 't');
    expect(player.screen()).toMatch(/\+0\.000814 +message/);
  });
});
