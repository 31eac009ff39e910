/** Restarts: RFC 9260 section 5.2.4. */
import { ESTABLISHED } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const UP = 'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain';
const NO_AUTH = 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NO_AUTH key 0, certain';
const CONFIRMED = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.1.0.1, certain';
const RESTART = 'SCTP_ASSOC_CHANGE SCTP_RESTART streams out 10 in 10, certain';

tellsEach([
  {
    happens: 'an end that lost its state sets up again: the tie-tags of the cookie say that the other still had its own',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [RESTART] },
    usrsctp: { A: [UP, NO_AUTH], B: [RESTART, NO_AUTH] },
    associations: ['complete, restarted', 'restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'the other way round',
    packets: `${ESTABLISHED}
      B > A INIT[tag=0xb2 tsn=6000]
      A > B INIT_ACK[tag=0xa2 tsn=5000 tie]
      B > A COOKIE_ECHO
      A > B COOKIE_ACK
      B > A HEARTBEAT
      A > B HEARTBEAT_ACK`,
    linux: { A: [RESTART], B: [UP, NO_AUTH] },
    usrsctp: { A: [RESTART, NO_AUTH], B: [UP, NO_AUTH] },
    associations: ['complete, restarted', 'restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'its first INIT goes unanswered',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xa2 tsn=4000]
      +1 A > B INIT[tag=0xa3 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible', UP, NO_AUTH], B: [RESTART] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible', UP, NO_AUTH], B: [RESTART, NO_AUTH] },
    associations: ['complete, restarted', 'incomplete, not-started', 'restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'with messages outstanding',
    packets: `${ESTABLISHED}
      B > A DATA[tsn=2000 ppid=7] DATA[tsn=2001 ppid=8 sid=3]
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {
      A: [UP, NO_AUTH],
      B: [
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 7 4 bytes, certain',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 3 ppid 8 4 bytes, certain',
        RESTART,
      ],
    },
    usrsctp: {
      A: [UP, NO_AUTH],
      B: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 7 4 bytes, certain',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 3 ppid 8 4 bytes, certain',
        RESTART,
        NO_AUTH,
      ],
    },
    associations: ['complete, restarted', 'restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'an ABORT of the life before was lost, as the cookie of the other says',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12]
      +0.3 A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [RESTART] },
    usrsctp: { A: [UP, NO_AUTH], B: [RESTART, NO_AUTH] },
    associations: ['complete, aborted', 'restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'the life before was not captured, but the cookie remembers it',
    packets: `
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [RESTART] },
    usrsctp: { A: [UP, NO_AUTH], B: [RESTART, NO_AUTH] },
    associations: ['restart, open'],
    diagnoses: ['restart'],
  },
  {
    happens: 'what stands where other cookies have their tie-tags says nothing',
    packets: `
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie foreign]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'tie-tags of zero: the other had lost its association too, a new one begins',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, lost', 'complete, open'],
  },
  {
    happens: 'twice',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK
      +1 A > B INIT[tag=0xa3 tsn=5000]
      B > A INIT_ACK[tag=0xb3 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH, UP, NO_AUTH], B: [RESTART, RESTART] },
    usrsctp: { A: [UP, NO_AUTH, UP, NO_AUTH], B: [RESTART, NO_AUTH, RESTART, NO_AUTH] },
    associations: ['complete, restarted', 'restart, restarted', 'restart, open'],
    diagnoses: ['restart', 'restart'],
  },
  {
    happens: 'a late copy of the INIT is none, though it is answered',
    packets: `${ESTABLISHED}
      A > B INIT
      B > A INIT_ACK[tag=0xb7 tsn=9000 tie]
      +1 A > B {tag=0xb1} DATA[tsn=1000]
      B > A SACK[cum=1000]
      A > B {tag=0xb1} HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'nor is a late copy of the COOKIE-ECHO',
    packets: `${ESTABLISHED}
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['COOKIE-ECHO repeated'],
  },
  {
    happens: 'a forged INIT that nobody answers: its alleged sender is told nothing',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xdead tsn=1]
      +1 A > B {tag=0xb1} HEARTBEAT
      B > A {tag=0xa1} HEARTBEAT_ACK
      +90`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open', 'incomplete, not-started'],
    diagnoses: ['forged INIT'],
  },
  {
    happens: 'a restart that nobody answers, while its host says that it does not know the old association: no forged INIT',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xa9 tsn=1]
      +1 B > A {tag=0xa1} HEARTBEAT
      A > B {tag=0xa1} ABORT[T]
      +2 A > B INIT[tag=0xa9 tsn=1]
      +60`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'],
    },
    associations: ['complete, lost', 'incomplete, not-started'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'a forged INIT whose cookie nobody echoes: the association goes on',
    packets: `${ESTABLISHED}
      A > B INIT[tag=0xdead tsn=1]
      B > A {tag=0xdead} INIT_ACK[tag=0xb2 tsn=6000 tie]
      +1 A > B {tag=0xb1} DATA[tsn=1000 ppid=5]
      B > A {tag=0xa1} SACK[cum=1000]
      A > B {tag=0xb1} ABORT[cause=12 text=bye]`,
    linux: {
      A: [
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), certain',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 5 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
      ],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 5 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, certain',
      ],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, likely'],
    },
    associations: ['complete, aborted', 'incomplete, not-started'],
    diagnoses: ['forged INIT'],
  },
  {
    happens: 'a new association after a shutdown is none',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      +2
      ---
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, shutdown', 'complete, open'],
  },
  {
    happens: 'nor is one after an abort',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text=bye]
      +2
      ---
      A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, aborted', 'complete, open'],
  },
]);
