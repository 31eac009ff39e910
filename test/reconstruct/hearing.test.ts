/** Who hears of it: a socket that is shut down for reading (shutdown), in the log of its application, or as its host's window shows. */
import { BEGINNING, ESTABLISHED } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const EARLIER = BEGINNING + 0.5e6;
const SHUT_DOWN = `${ESTABLISHED}
  A > B SHUTDOWN[cum=1999]
  B > A SHUTDOWN_ACK
  A > B SHUTDOWN_COMPLETE`;
const COMPLETE = 'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP';
const COMPLETE_10 = `${COMPLETE} streams out 10 in 10`;
const AT_B = {
  linux: ['SCTP_SHUTDOWN_EVENT, certain', `${COMPLETE}, likely`],
  usrsctp: ['SCTP_SHUTDOWN_EVENT, certain', `${COMPLETE_10}, likely`],
};

tellsEach([
  {
    happens:
      'shut down for reading, by the log: Linux queues it all the same (ulpqueue.c sctp_ulpq_tail_event), FreeBSD tells nothing (SCTP_PCB_FLAGS_SOCKET_CANT_READ)',
    packets: SHUT_DOWN,
    options: { calls: { A: { shut: () => ({ reading: EARLIER, both: undefined }) } } },
    linux: { A: [`${COMPLETE}, possible`], B: AT_B.linux },
    usrsctp: { B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'shut down for reading and sending, by the log: nothing is told any more',
    packets: SHUT_DOWN,
    options: { calls: { A: { shut: () => ({ reading: EARLIER, both: EARLIER }) } } },
    linux: { B: AT_B.linux },
    usrsctp: { B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'a SHUTDOWN that no call asked for, behind the end of the log: the socket was closed with its process (socket.c sctp_close)',
    packets: SHUT_DOWN,
    options: { calls: { A: { endings: () => [], end: EARLIER } } },
    linux: { B: AT_B.linux },
    usrsctp: { B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'a SHUTDOWN that a call asked for, behind the end of the log',
    packets: SHUT_DOWN,
    options: { calls: { A: { endings: () => [EARLIER], end: EARLIER } } },
    linux: { A: [`${COMPLETE}, certain`], B: AT_B.linux },
    usrsctp: { A: [`${COMPLETE_10}, certain`], B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'a SHUTDOWN that no call asked for, and the log goes on, or may lack the call',
    packets: SHUT_DOWN,
    options: { calls: { A: { endings: () => [], end: EARLIER + 60e6 }, B: { end: EARLIER } } },
    linux: { A: [`${COMPLETE}, certain`], B: AT_B.linux },
    usrsctp: { A: [`${COMPLETE_10}, certain`], B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'both logs end before a SHUTDOWN that no call asked for: what ended the one may have ended the other',
    packets: SHUT_DOWN,
    options: { calls: { A: { endings: () => [], end: EARLIER }, B: { end: EARLIER } } },
    linux: { B: ['SCTP_SHUTDOWN_EVENT, likely', `${COMPLETE}, likely`] },
    usrsctp: { B: ['SCTP_SHUTDOWN_EVENT, likely', `${COMPLETE_10}, likely`] },
    associations: ['complete, shutdown'],
  },
  {
    happens:
      'data is acknowledged at once and takes nothing of the window: its host throws it away (associola.c sctp_assoc_rwnd_decrease would have taken it)',
    packets: `${ESTABLISHED}
      B > A DATA[tsn=2000]
      +0.0001 A > B SACK[cum=2000]
      +1 A > B SHUTDOWN[cum=2000]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [`${COMPLETE}, possible`], B: AT_B.linux },
    usrsctp: { A: [`${COMPLETE_10}, certain`], B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'data is acknowledged when the timer of the SACK has run out: it has been read',
    packets: `${ESTABLISHED}
      B > A DATA[tsn=2000]
      +0.2 A > B SACK[cum=2000]
      +1 A > B SHUTDOWN[cum=2000]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [`${COMPLETE}, certain`], B: AT_B.linux },
    usrsctp: { A: [`${COMPLETE_10}, certain`], B: AT_B.usrsctp },
    associations: ['complete, shutdown'],
  },
]);
