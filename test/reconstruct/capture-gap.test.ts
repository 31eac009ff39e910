/** Captures that lack packets, or parts of them: what follows is likely at most, and what was not captured is not told. */
import { ESTABLISHED, established } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort)';
const LOST_BSD = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort)';
const LOST_BSD_10 = `${LOST_BSD} streams out 10 in 10`;
const failed = (ppid: number) =>
  `SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid ${ppid} error 3072 (cause 12, User-Initiated Abort) 4 bytes`;
const failedBsd = (ppid: number) =>
  `SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid ${ppid} error 12 (cause 12, User-Initiated Abort) 4 bytes`;
const UP = 'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10';
const NO_AUTH = 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NO_AUTH key 0';
const CONFIRMED = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.1.0.1';

const each = (certainty: string, ...told: string[]): string[] => told.map((text) => `${text}, ${certainty}`);

tellsEach([
  {
    happens: 'a SACK acknowledges what was never seen',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=1001]
      A > B DATA[tsn=1002 ppid=3]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: each('likely', LOST, failed(3)), B: each('likely', LOST) },
    usrsctp: { A: each('likely', failedBsd(3), LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
    diagnoses: ['gap in the capture'],
  },
  {
    happens: 'a SACK reports what was never seen by a gap ack block',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=999 gaps=2-2]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: each('likely', LOST, failed(1)), B: each('likely', LOST) },
    usrsctp: { A: each('likely', failedBsd(1), LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
  },
  {
    happens: 'the COOKIE-ECHO is missing: its answer shows that both ends are up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH) },
    usrsctp: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH, CONFIRMED) },
    associations: ['complete, open'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'COOKIE-ECHO and COOKIE-ACK are missing: user data shows that its sender is up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH) },
    usrsctp: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH, CONFIRMED) },
    associations: ['complete, open'],
  },
  {
    happens: 'the INIT-ACK is missing: what it offered is not told',
    packets: `
      A > B INIT
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('likely', 'SCTP_ASSOC_CHANGE SCTP_COMM_UP'), B: each('likely', 'SCTP_ASSOC_CHANGE SCTP_COMM_UP') },
    usrsctp: { A: each('likely', 'SCTP_ASSOC_CHANGE SCTP_COMM_UP'), B: each('likely', 'SCTP_ASSOC_CHANGE SCTP_COMM_UP', CONFIRMED) },
    associations: ['incomplete, open'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'an INIT cut short: whether it offers more is not known, what it is seen to offer is',
    packets: `
      A > B INIT[ext=PR,AUTH] {cut=4}
      B > A INIT_ACK[ext=PR,AUTH]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('certain', UP), B: each('certain', UP) },
    usrsctp: { A: each('certain', UP), B: each('certain', UP, CONFIRMED) },
    associations: ['complete, open'],
    diagnoses: ['truncated by snap length'],
  },
  {
    happens: 'an ABORT cut short: its cause is known, not the rest',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="nothing more to say"] {cut=12}`,
    linux: { A: each('likely', LOST), B: each('likely', LOST) },
    usrsctp: { A: each('likely', LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
    diagnoses: ['truncated by snap length'],
  },
  {
    happens: 'user data cut short: nothing else is missing',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1 len=40] {cut=20}
      B > A SACK[cum=1000]
      +0.5 A > B ABORT[cause=12 text=over]`,
    linux: { A: each('certain', LOST), B: each('likely', LOST) },
    usrsctp: { A: each('certain', LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
    diagnoses: ['truncated by snap length'],
  },
  {
    happens: 'user data cut short with another chunk behind it',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1] DATA[tsn=1001 ppid=2] {cut=20}
      B > A SACK[cum=1000]
      +0.5 A > B ABORT[cause=12 text=over]`,
    linux: { A: each('likely', LOST), B: each('likely', LOST) },
    usrsctp: { A: each('likely', LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
    diagnoses: ['truncated by snap length'],
  },
  {
    happens: 'an acknowledgement was due: it may be missing',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      +1 A > B ABORT[cause=12 text=over]`,
    linux: { A: [...each('certain', LOST), ...each('likely', failed(1))], B: each('likely', LOST) },
    usrsctp: { A: [...each('likely', failedBsd(1)), ...each('certain', LOST_BSD_10)], B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
  },
  {
    happens: 'sent again: it was not acknowledged till then, nor what came after it',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      A > B DATA[tsn=1001 ppid=2]
      +1 A > B DATA[tsn=1000 ppid=1]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: each('certain', LOST, failed(1), failed(2)), B: each('likely', LOST) },
    usrsctp: { A: each('certain', failedBsd(1), failedBsd(2), LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'one direction only: nothing is seen of what was acknowledged',
    packets: `
      A > B {tag=7} DATA[tsn=1000 ppid=1]
      A > B {tag=7} ABORT[cause=12 text=over]`,
    linux: { A: each('likely', LOST, failed(1)), B: each('likely', LOST) },
    usrsctp: { A: each('likely', failedBsd(1), LOST_BSD), B: each('likely', LOST_BSD) },
    associations: ['seen-from-middle, aborted'],
  },
  {
    happens: 'a capture that begins late: the end is seen, what was undelivered by then may not be all',
    packets: `
      B > A DATA[tsn=2000]
      A > B SACK[cum=2000] DATA[tsn=1000 ppid=1]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: [...each('certain', LOST), ...each('likely', failed(1))], B: each('likely', LOST) },
    usrsctp: { A: [...each('likely', failedBsd(1)), ...each('certain', LOST_BSD)], B: each('likely', LOST_BSD) },
    associations: ['seen-from-middle, aborted'],
  },
  {
    happens: 'a capture that begins late, and then a new INIT: a restart',
    packets: `
      B > A DATA[tsn=2000]
      A > B SACK[cum=2000]
      ---
      A > B INIT[tag=0xa9]
      B > A INIT_ACK[tag=0xb9]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('certain', UP, NO_AUTH), B: each('certain', UP, NO_AUTH) },
    usrsctp: { A: each('certain', UP, NO_AUTH), B: each('certain', UP, NO_AUTH, CONFIRMED) },
    associations: ['seen-from-middle, lost', 'complete, open'],
    diagnoses: [],
  },
  {
    happens: 'copies at once are no further tries: of an INIT and a COOKIE-ECHO captured twice',
    packets: `
      A > B INIT
      +0.000002 A > B INIT
      +0.001 B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000]
      +0.000002 A > B COOKIE_ECHO DATA[tsn=1000]
      +0.001 B > A COOKIE_ACK SACK[cum=1000]
      A > B SACK[cum=1999]`,
    linux: { A: each('certain', UP, NO_AUTH), B: each('certain', UP, NO_AUTH) },
    usrsctp: { A: each('certain', UP, NO_AUTH), B: each('certain', UP, NO_AUTH, CONFIRMED) },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted', 'fast retransmission'],
  },
  {
    happens: 'a COOKIE-ECHO long after the INIT-ACK: it may not be the first',
    packets: `
      A > B INIT
      B > A INIT_ACK
      +0.5 A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('certain', UP, NO_AUTH), B: each('likely', UP, NO_AUTH) },
    usrsctp: { A: each('certain', UP, NO_AUTH), B: each('likely', UP, NO_AUTH, CONFIRMED) },
    associations: ['complete, open'],
  },
  {
    happens: 'an INIT-ACK of the initiator: the INIT that it answers is missing',
    packets: `
      A > B INIT
      A > B {tag=7} INIT_ACK
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=1999]`,
    linux: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH) },
    usrsctp: { A: each('likely', UP, NO_AUTH), B: each('likely', UP, NO_AUTH, CONFIRMED) },
    associations: ['complete, open'],
    diagnoses: ['wrong verification tag'],
  },
  {
    happens: 'streams asked for, the response not seen: how many there are at the end is likely',
    packets: `${ESTABLISHED}
      A > B RE_CONFIG[add_out=1 count=5]
      B > A SACK[cum=999]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: each('likely', LOST), B: each('likely', LOST) },
    usrsctp: { A: each('likely', LOST_BSD_10), B: each('likely', LOST_BSD_10) },
    associations: ['complete, aborted'],
  },
  {
    happens: 'a message given up of which a part was not seen',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1 flags=B]
      A > B DATA[tsn=1002 ppid=2 ssn=1]
      A > B FORWARD_TSN[cum=1002 skip=0:1]
      B > A SACK[cum=1002]`,
    linux: { A: each('likely', ...['SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 4 bytes']) },
    usrsctp: {
      A: each(
        'certain',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 4 bytes',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 2 4 bytes',
      ),
    },
    associations: ['complete, open'],
  },
]);
