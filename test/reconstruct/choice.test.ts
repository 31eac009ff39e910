/** What an application chose by calls that no packet shows. */
import { BEGINNING, ESTABLISHED, established } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const LATER = BEGINNING + 1.5e6;
const TWO_PATHS = { init: 'addr=10.1.0.1,10.2.0.1', initAck: 'addr=10.1.0.2,10.2.0.2' };

tellsEach([
  {
    happens: 'another primary address, and a key it is done with',
    packets: `${ESTABLISHED}
      +1 A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    options: {
      calls: {
        A: {
          choices: () => [
            { kind: 'primary', time: LATER, address: '10.2.0.2' },
            { kind: 'key-freed', time: LATER + 1, key: 3 },
            { kind: 'primary', time: LATER + 60e6, address: '10.1.0.2' },
          ],
        },
      },
    },
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_MADE_PRIM 10.2.0.2, likely', 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_FREE_KEY key 3, likely'],
    },
    usrsctp: { A: ['SCTP_AUTHENTICATION_EVENT SCTP_AUTH_FREE_KEY key 3, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'an address it named when it connected is confirmed from the start',
    packets: `${established(TWO_PATHS)}
      A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]`,
    options: { calls: { A: { named: () => new Set(['10.1.0.2', '10.2.0.2']) } } },
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'an address it named when it connected to another one, for an association of its own',
    packets: `${established(TWO_PATHS)}
      A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]`,
    options: { calls: { A: { named: (_port, to) => new Set(to === '10.2.0.2' ? ['10.2.0.2'] : []) } } },
    linux: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2 error 2, likely'] },
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'tuned timers, and a log that shows path.max.retrans untouched: the default holds',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.3 A > B DATA[tsn=1000]
      +0.6 A > B DATA[tsn=1000]
      +1.2 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    options: { calls: { A: { complete: true } } },
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
]);
