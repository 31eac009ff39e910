/** Messages that an abort finds undelivered: RFC 9260 section 6, RFC 8260. */
import { ESTABLISHED, established } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), certain';
const LOST_10 = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, certain';
const LIKELY_LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), likely';
const LIKELY_LOST_10 = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, likely';

tellsEach([
  {
    happens: 'TSNs that begin again at zero',
    packets: `${established({ init: 'tsn=4294967295' })}
      A > B DATA[tsn=4294967295 ppid=1] DATA[tsn=0 ppid=2 ssn=1] DATA[tsn=1 ppid=3 ssn=2]
      B > A SACK[cum=0]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [LIKELY_LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 3 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely'],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'acknowledged by gap: not delivered for good',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1] DATA[tsn=1001 ppid=2] DATA[tsn=1002 ppid=3]
      B > A SACK[cum=999 gaps=2-3 rwnd=99992]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [
        LIKELY_LOST,
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 2 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 3 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
      ],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 2 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'fragments of a message, the first two acknowledged',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1 flags=B] DATA[tsn=1001 ppid=1 flags=] DATA[tsn=1002 ppid=1 flags=E]
      B > A SACK[cum=1001 rwnd=99736]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [
        LIKELY_LOST,
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
      ],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'interleaved messages: only the unfinished one failed',
    packets: `${established({ init: 'ext=IDATA', initAck: 'ext=IDATA' })}
      A > B I_DATA[tsn=1000 ppid=1 mid=0 flags=B] I_DATA[tsn=1001 sid=1 mid=0 ppid=2] I_DATA[tsn=1002 mid=0 fsn=1 flags=E]
      B > A SACK[cum=1001 rwnd=99736]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [
        LIKELY_LOST,
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely',
      ],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'hostile gap ack blocks',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=999 gaps=0-0,65535-65535,5-2,2-2 blocks=60000 rwnd=99996]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [LIKELY_LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely'],
      B: [LIKELY_LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LIKELY_LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'an acknowledgement that had not reached the sender when it aborted',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=1000]
      +0.001 A > B ABORT[cause=12 text=over]`,
    linux: {
      A: [LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely'],
      B: [LIKELY_LOST],
    },
    usrsctp: {
      A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely', LOST_10],
      B: [LIKELY_LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'a message that was retransmitted is reported once',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      +0.5 A > B DATA[tsn=1000 ppid=1]
      +1 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [LIKELY_LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely'],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'sent with the cookie',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000 ppid=4]
      B > A COOKIE_ACK
      +0.5
      ---
      +0.5 B > A ABORT[cause=12 text=over]`,
    linux: {
      A: [LIKELY_LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 4 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely'],
      B: [LOST],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 4 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely',
        LIKELY_LOST_10,
      ],
      B: [LOST_10],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'both ends had something outstanding',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B > A DATA[tsn=2000 ppid=9 len=6 sid=4]
      +0.1 A > B ABORT[cause=12 text=over]`,
    linux: {
      A: [LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 error 3072 (cause 12, User-Initiated Abort) 4 bytes, certain'],
      B: [LIKELY_LOST, 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 4 ppid 9 error 3072 (cause 12, User-Initiated Abort) 6 bytes, likely'],
    },
    usrsctp: {
      A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 error 12 (cause 12, User-Initiated Abort) 4 bytes, certain', LOST_10],
      B: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 4 ppid 9 error 12 (cause 12, User-Initiated Abort) 6 bytes, likely',
        LIKELY_LOST_10,
      ],
    },
    associations: ['complete, aborted'],
  },
]);
