/** A socket that is both ends of its association: all its packets have the same addresses, ports and verification tag. */
import { expect, test } from '@jest/globals';
import { Analysis, DEFAULT_SETTINGS } from '../../src/analysis/analysis.js';
import { crc32c } from '../../src/dissect/crc32c.js';
import type { Notification } from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { hex } from '../helper/capture-bytes.js';
import { batchOf } from '../helper/find-packets.js';
import { ethernet, ipv4 } from '../helper/packet-bytes.js';

const INIT = '00000007 00010000 000a000a 00000001';
const CHUNKS = [
  `01000014 ${INIT}`,
  `0200001c ${INIT} 00070008 c0c0c0c0`,
  '0a000008 c0c0c0c0',
  '0b000004',
  '00030014 00000001 00000000 0000002e 41424344',
  '03000010 00000001 00010000 00000000',
  '07000008 00000001',
  '08000004',
  '0e000004',
];

test('it is set up, carries data and is shut down like any other, and nothing is certain that one socket cannot be told twice', () => {
  const associations: AssociationReport[] = [];
  const notifications: Notification[] = [];
  const diagnoses: Diagnosis[] = [];
  const analysis = new Analysis(
    {
      association: (association) => associations.push(association),
      notification: (notification) => notifications.push(notification),
      diagnosis: (diagnosis) => diagnoses.push(diagnosis),
    },
    DEFAULT_SETTINGS,
  );
  const frames = CHUNKS.map((chunks, index) => {
    const packet = hex(`1389 1389 0000000${index === 0 ? 0 : 7} 00000000 ${chunks}`);
    new DataView(packet.buffer).setUint32(8, crc32c(new DataView(packet.buffer), 0, packet.length), true);
    const loopback = { identification: index + 1, source: '7f000001', destination: '7f000001' };
    return { bytes: ethernet(0x0800, ipv4(132, packet, loopback)), time: index * 10_000 };
  });
  analysis.batch(batchOf(frames));
  analysis.finish();
  expect(associations).toMatchObject([{ setup: 'complete', outcome: 'shutdown', history: 'InCkDaStU', completeness: 511 }]);
  expect(diagnoses).toEqual([]);
  expect(notifications.map(({ body }) => body.sn_type)).not.toContain('SCTP_SHUTDOWN_EVENT');
  expect(notifications.filter(({ certainty }) => certainty === 'certain')).toEqual([]);
});
