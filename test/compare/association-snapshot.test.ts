import { expect, test } from '@jest/globals';
import { parseSnapshot } from '../../src/compare/association-snapshot.js';
import { claim, compareLogs, LOST, note, report, told, UP } from '../helper/comparison.js';

/** As Linux prints it, two associations of one socket; the first multihomed. */
const ASSOCS = [
  ' ASSOC     SOCK   STY SST ST HBKT ASSOC-ID TX_QUEUE RX_QUEUE UID INODE LPORT RPORT LADDRS <-> RADDRS HBINT INS OUTS MAXRT T1X T2X RTXC wmema wmemq sndbuf rcvbuf',
  'ffff9a0f45a3c000 ffff9a0f41d48000 0   10  3  9012    8        0        0    1000 54321 5001  6010  *10.1.0.1 10.2.0.1 <-> *10.1.0.2 10.2.0.2 \t30000    10    10   10    0    0        0        1        0   212992   212992',
  'ffff9a0f45a3d000 ffff9a0f41d48000 0   10  3  9013    7        0        0    1000 54321 5001  6011  *10.1.0.1 <-> *10.1.0.2 \t30000    10    10   10    0    0        0        1        0   212992   212992',
  '',
].join('\n');

test('ids, ports and addresses', () => {
  expect(parseSnapshot(ASSOCS)).toEqual([
    { association: 8, localPort: 5001, peerPort: 6010, addresses: ['10.1.0.1', '10.2.0.1'], peerAddresses: ['10.1.0.2', '10.2.0.2'] },
    { association: 7, localPort: 5001, peerPort: 6011, addresses: ['10.1.0.1'], peerAddresses: ['10.1.0.2'] },
  ]);
});

test('anything else is passed over', () => {
  expect(parseSnapshot('hello\n<->\n1 2 3 <-> 4\n')).toEqual([]);
});

test('tells apart what else looks the same', () => {
  const reports = [report(1, [5001, 6010]), report(2, [5001, 6011])];
  const expected = [claim(0, UP), claim(5, LOST), claim(0, UP, { association: 2 }), claim(5, LOST, { association: 2 })];
  const lines = [told(0.001, UP, { assoc_id: 7 }), told(0.002, UP, { assoc_id: 8 }), told(5.001, LOST, { assoc_id: 8 }), note(60, 'end')];
  const lost = (snapshot: string) =>
    compareLogs(expected, [{ lines, address: '10.1.0.1' }], { reports, snapshot }).differences.map(({ lane }) => lane.peerName);
  expect(lost(ASSOCS)).toEqual(['10.1.0.2:6011']);
  expect(lost(ASSOCS.replace(' 8  ', ' X  ').replace(' 7  ', ' 8  ').replace(' X  ', ' 7  '))).toEqual(['10.1.0.2:6010']);
});
