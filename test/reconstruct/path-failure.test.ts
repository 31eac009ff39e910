/** Had a path failed? What an endpoint sends when it answers again tells, on Linux; the limit need not be known for that. */
import { expect, test } from '@jest/globals';
import { ESTABLISHED, established, hear } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const UNREACHABLE = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2';
const AT_B = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely';
const CONFIRMED = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2';
const AVAILABLE = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.2';

/** HEARTBEATs of both ends so many seconds apart, all answered. */
function usual(seconds: number): string {
  const probe = (info: number) => `
    +${seconds} A > B HEARTBEAT[info=${info}]
    B > A HEARTBEAT_ACK[info=${info}]
    B > A HEARTBEAT[info=9${info}]
    A > B HEARTBEAT_ACK[info=9${info}]`;
  return [1, 2, 3].map(probe).join('');
}

/** Tries of tuned timers, three of them in vain; B is heard all the while. */
const THREE_IN_VAIN = `${ESTABLISHED}
  +1 A > B DATA[tsn=1000]
  +0.3 A > B DATA[tsn=1000]
  +0.6 A > B DATA[tsn=1000]
  +1 B > A HEARTBEAT[info=99]
  A > B HEARTBEAT_ACK[info=99]
  A > B DATA[tsn=1000]
  +0.5 A > B HEARTBEAT[info=1]`;

tellsEach([
  {
    happens: 'what is outstanding waits for its timer when the path answers: it had not failed, the limit is higher than guessed',
    packets: `${THREE_IN_VAIN}
      B > A HEARTBEAT_ACK[info=1]
      +0.5 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +2 A > B HEARTBEAT[info=2]
      B > A HEARTBEAT_ACK[info=2]`,
    linux: {},
    usrsctp: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'the same where the HEARTBEAT that is answered comes after HB.interval and an RTO',
    packets: `${THREE_IN_VAIN}
      +1.9 A > B HEARTBEAT[info=2]
      B > A HEARTBEAT_ACK[info=2]
      +0.5 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +2 A > B HEARTBEAT[info=3]
      B > A HEARTBEAT_ACK[info=3]`,
    linux: {},
    usrsctp: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out', 'heartbeat unanswered'],
  },
  {
    happens: 'it is sent again at once: it had failed, whatever the limit is, and the answer has arrived',
    packets: `${THREE_IN_VAIN}
      B > A HEARTBEAT_ACK[info=1]
      +0.001 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: [`${UNREACHABLE}, certain`, `${AVAILABLE} error 2, certain`] },
    usrsctp: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'sent again at once after fewer time-outs than guessed: it had failed all the same',
    packets: `${ESTABLISHED}
      +1 A > B DATA[tsn=1000]
      +0.3 A > B DATA[tsn=1000]
      +0.6 A > B DATA[tsn=1000]
      +0.3 B > A HEARTBEAT[info=99]
      A > B HEARTBEAT_ACK[info=99]
      A > B HEARTBEAT[info=1]
      B > A HEARTBEAT_ACK[info=1]
      +0.001 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: [`${UNREACHABLE}, certain`, `${AVAILABLE} error 2, certain`] },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'nothing answers in time: the guess stands',
    packets: `${THREE_IN_VAIN}
      +20`,
    linux: { A: [`${UNREACHABLE}, likely`] },
    usrsctp: { A: [`${UNREACHABLE}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'a gap ack block answers a path as a cumulative ack does',
    packets: `${ESTABLISHED}
      +1 A > B DATA[tsn=1000] DATA[tsn=1001]
      +0.3 A > B DATA[tsn=1000] DATA[tsn=1001]
      +0.6 A > B DATA[tsn=1000] DATA[tsn=1001]
      +1 B > A HEARTBEAT[info=99]
      A > B HEARTBEAT_ACK[info=99]
      A > B DATA[tsn=1000] DATA[tsn=1001]
      +4 A > B DATA[tsn=1001]
      B > A SACK[cum=999 gaps=2-2]`,
    linux: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE} error 1, likely`] },
    usrsctp: { A: [`${UNREACHABLE}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'the probe of a path with a time-out says nothing of the options: the limit is the default',
    packets: `${ESTABLISHED}
      +1 A > B DATA[tsn=1000]
      +1 A > B DATA[tsn=1000]
      +1 A > B HEARTBEAT[info=1]
      +1 A > B DATA[tsn=1000]
      +3 A > B HEARTBEAT[info=2] DATA[tsn=1000]
      +1 B > A HEARTBEAT[info=99]
      A > B HEARTBEAT_ACK[info=99]
      +20`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out', 'heartbeat unanswered'],
  },
  {
    happens: 'SHUTDOWN and SACK, which answer data, are no time-outs of the SHUTDOWN',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      A > B SHUTDOWN[cum=1999]
      +0.3 B > A DATA[tsn=2000]
      A > B SHUTDOWN[cum=2000] SACK[cum=2000]
      +0.3 B > A DATA[tsn=2001]
      A > B SHUTDOWN[cum=2001] SACK[cum=2001]
      +0.3 B > A DATA[tsn=2002]
      A > B SHUTDOWN[cum=2002] SACK[cum=2002]
      +0.3 B > A DATA[tsn=2003]
      A > B SHUTDOWN[cum=2003] SACK[cum=2003]
      +0.3 B > A DATA[tsn=2004]
      A > B SHUTDOWN[cum=2004] SACK[cum=2004]
      +0.3 B > A DATA[tsn=2005]
      A > B SHUTDOWN[cum=2005] SACK[cum=2005]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
]);

tellsEach([
  {
    happens: 'a time-out makes a path potentially failed, which is told where the state is said to be exposed',
    packets: `${ESTABLISHED}
      +30 A > B HEARTBEAT[info=1]
      +2 A > B HEARTBEAT[info=2]
      +2 A > B HEARTBEAT[info=3]
      B > A HEARTBEAT_ACK[info=3]`,
    linux: {
      A: [
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_POTENTIALLY_FAILED 10.1.0.2, likely',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.2 error 2, likely',
      ],
    },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
    options: { assumptions: { 'pf.expose': 2, 'path.max.retrans': 5 } },
  },
  {
    happens: 'not below its own threshold',
    packets: `${ESTABLISHED}
      +30 A > B HEARTBEAT[info=1]
      +2 A > B HEARTBEAT[info=2]
      B > A HEARTBEAT_ACK[info=2]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
    options: { assumptions: { 'pf.expose': 2, 'pf.retrans': 1 } },
  },
]);

const TWO_PATHS = established({ init: 'addr=10.1.0.1,10.2.0.1', initAck: 'addr=10.1.0.2,10.2.0.2' });

tellsEach([
  {
    happens: 'new data stays on a path that has a time-out, though there is another: on Linux its limit is as low as that',
    packets: `${TWO_PATHS}
      A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]
      +0.5 A2 > B2 HEARTBEAT[info=6]
      B2 > A2 HEARTBEAT_ACK[info=6]
      ---
      +0.2 A > B DATA[tsn=1000]
      +0.4 A2 > B2 DATA[tsn=1000]
      B2 > A2 SACK[cum=1000]
      +0.3 A > B DATA[tsn=1001]
      +0.8 A2 > B2 DATA[tsn=1001]
      B2 > A2 SACK[cum=1001]
      +5`,
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
]);

tellsEach([
  {
    happens: 'another address is probed soon after the set-up, and then more seldom: it is confirmed',
    packets: `${TWO_PATHS}
      A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]
      +30 A2 > B2 HEARTBEAT[info=6]
      B2 > A2 HEARTBEAT_ACK[info=6]`,
    linux: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2 error 2, likely'] },
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'it is probed as seldom from the beginning: Linux does so with addresses that the application named',
    packets: `${TWO_PATHS}
      +0.3 A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]
      +1.3 A2 > B2 HEARTBEAT[info=6]
      B2 > A2 HEARTBEAT_ACK[info=6]`,
    linux: {},
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2, likely'] },
    associations: ['complete, open'],
  },
]);

tellsEach([
  {
    happens:
      'after three time-outs it is probed as rarely as a path that has failed, not each RTO (transport.c sctp_transport_timeout): so the limit is lower than the default',
    packets: `${ESTABLISHED}${usual(31)}
      +31 A > B HEARTBEAT[info=4]
      +31 A > B HEARTBEAT[info=5]
      +2 A > B HEARTBEAT[info=6]
      +4 A > B HEARTBEAT[info=7]
      +36 A > B HEARTBEAT[info=8]
      B > A HEARTBEAT_ACK[info=8]`,
    linux: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE} error 2, likely`], B: [AT_B] },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens: 'three time-outs of tuned timers, and it is probed each RTO: it has survived them, the limit is higher than guessed',
    packets: `${ESTABLISHED}${usual(5.5)}
      +5.4 A > B HEARTBEAT[info=4]
      +5.6 A > B HEARTBEAT[info=5]
      +0.7 A > B HEARTBEAT[info=6]
      +1.4 A > B HEARTBEAT[info=7]
      +0.9 A > B HEARTBEAT[info=8]
      B > A HEARTBEAT_ACK[info=8]`,
    linux: {},
    usrsctp: { A: [`${UNREACHABLE}, likely`, `${AVAILABLE}, likely`], B: [AT_B] },
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens:
      'the primary path has more time-outs than ps_retrans, another has none: that becomes the primary one (sm_sideeffect.c sctp_do_8_2_transport_strike)',
    packets: `${established({ init: 'addr=10.1.0.1,10.2.0.1', initAck: 'addr=10.1.0.2,10.2.0.2' })}
      A2 > B2 HEARTBEAT[info=1]
      B2 > A2 HEARTBEAT_ACK[info=1]
      A > B DATA[tsn=1000]
      +1 A2 > B2 DATA[tsn=1000]
      B2 > A2 SACK[cum=1000]`,
    options: { assumptions: { 'ps.retrans': 0 } },
    linux: { A: [`${CONFIRMED} error 2, likely`, 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_MADE_PRIM 10.2.0.2, likely'] },
    usrsctp: { A: [`${CONFIRMED}, likely`] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
]);

test('a path that may have become unreachable may be available again after each of its answers', () => {
  const script = `${ESTABLISHED}
    +1 A > B HEARTBEAT[info=1]
    +1 A > B HEARTBEAT[info=2]
    B > A HEARTBEAT_ACK[info=2]
    +1 A > B HEARTBEAT[info=3]
    B > A HEARTBEAT_ACK[info=3]
    +90 A > B HEARTBEAT[info=4]
    B > A HEARTBEAT_ACK[info=4]`;
  const { notifications } = hear('linux@6.1', script, { alternatives: true });
  const atA = notifications.filter(({ aside, endpoint }) => aside && endpoint === 0);
  const states = atA.flatMap(({ body }) => (body.sn_type === 'SCTP_PEER_ADDR_CHANGE' ? [body.spc_state] : []));
  expect(states).toEqual(['SCTP_ADDR_UNREACHABLE', 'SCTP_ADDR_AVAILABLE', 'SCTP_ADDR_AVAILABLE']);
});
