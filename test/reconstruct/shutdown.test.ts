/** Shutting down: RFC 9260 section 9.2. Who sent SHUTDOWN is proven to be done by its SHUTDOWN-COMPLETE; whether that one arrives, nothing proves. */
import { expect, test } from '@jest/globals';
import { ESTABLISHED, hear } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const COMPLETE = 'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP, likely';
const COMPLETE_10 = 'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP streams out 10 in 10, likely';
const DONE = 'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP, certain';
const DONE_10 = 'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP streams out 10 in 10, certain';

tellsEach([
  {
    happens: "both at once, one answering the other's with its own in the same packet",
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN[cum=999] SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [DONE], B: [COMPLETE] },
    usrsctp: { A: [DONE_10], B: [COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'an ABORT behind the SHUTDOWN-ACK: that had ended it before',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      +0.0001 B > A ABORT[cause=12]
      +0.006 A > B SHUTDOWN_COMPLETE`,
    options: { vantage: ['10.1.0.1'] },
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'to an endpoint that has aborted, whose ABORT was lost',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text=over]
      B > A SHUTDOWN[cum=999]
      A > B {tag=0xa1} ABORT[T]`,
    options: { vantage: ['10.1.0.1'], subscription: new Set(['SCTP_SHUTDOWN_EVENT']) },
    linux: {},
    usrsctp: {},
    associations: ['complete, aborted'],
  },
  {
    happens: 'only what the closing end sends was captured: it is up, and its SHUTDOWN-COMPLETE answers a SHUTDOWN-ACK',
    packets: `
      A > B INIT
      A > B {tag=0xb1} COOKIE_ECHO
      +1 A > B {tag=0xb1} SHUTDOWN[cum=1999]
      +1 A > B {tag=0xb1} SHUTDOWN_COMPLETE
      +5`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP, likely', COMPLETE],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP, likely', 'SCTP_SHUTDOWN_EVENT, likely', COMPLETE],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP, likely', COMPLETE],
      B: [
        'SCTP_ASSOC_CHANGE SCTP_COMM_UP, likely',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.1.0.1, likely',
        'SCTP_SHUTDOWN_EVENT, likely',
        COMPLETE,
      ],
    },
    associations: ['incomplete, shutdown'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'the SHUTDOWN is missing from the capture',
    packets: `${ESTABLISHED}
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: ['SCTP_SHUTDOWN_EVENT, likely', COMPLETE] },
    usrsctp: { A: [COMPLETE_10], B: ['SCTP_SHUTDOWN_EVENT, likely', COMPLETE_10] },
    associations: ['complete, shutdown'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'the SHUTDOWN-ACK is missing from the capture',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: ['SCTP_SHUTDOWN_EVENT, likely', COMPLETE] },
    usrsctp: { A: [COMPLETE_10], B: ['SCTP_SHUTDOWN_EVENT, likely', COMPLETE_10] },
    associations: ['complete, shutdown'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'the capture begins with the SHUTDOWN-ACK: when the SHUTDOWN came is not known',
    packets: `
      B > A {tag=0xa1} SHUTDOWN_ACK
      A > B {tag=0xb1} SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: [COMPLETE] },
    usrsctp: { A: [COMPLETE], B: [COMPLETE] },
    associations: ['seen-from-middle, shutdown'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'by A',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'a SHUTDOWN that is answered by an ABORT for breaking the protocol is not told',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A ABORT[cause=13 text="Missing user data"]`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3328 (cause 13, Protocol Violation), likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3328 (cause 13, Protocol Violation), likely'],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 13 (cause 13, Protocol Violation) streams out 10 in 10, likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 13 (cause 13, Protocol Violation) streams out 10 in 10, likely'],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'by B',
    packets: `${ESTABLISHED}
      B > A SHUTDOWN[cum=999]
      A > B SHUTDOWN_ACK
      B > A SHUTDOWN_COMPLETE`,
    linux: { A: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE], B: [DONE] },
    usrsctp: { A: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10], B: [DONE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: "both at once: nobody is told of the other's SHUTDOWN",
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN[cum=999]
      A > B SHUTDOWN_ACK
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      B > A SHUTDOWN_COMPLETE`,
    linux: { A: [DONE], B: [DONE] },
    usrsctp: { A: [DONE_10], B: [DONE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'the SHUTDOWN is lost and sent again',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      +1 A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'the SHUTDOWN-ACK is lost and sent again',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      +1 A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'the SHUTDOWN-COMPLETE is lost, another with the T bit answers the next SHUTDOWN-ACK',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      +0.5 B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE[T]`,
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'nothing answers the SHUTDOWN',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      +1 A > B SHUTDOWN[cum=1999]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'a SHUTDOWN-COMPLETE to a host that has disowned the association: nothing was shut down',
    packets: `
      A > B {tag=0xb1} SHUTDOWN[cum=1999]
      B > A {tag=0xb1} ABORT[T]
      A > B {tag=0xb1} SHUTDOWN_COMPLETE`,
    linux: {},
    usrsctp: {},
    associations: ['seen-from-middle, lost'],
    diagnoses: ['answer to what was not captured'],
  },
  {
    happens: 'a SHUTDOWN-COMPLETE of a stranger',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      X > B {tag=7} SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    usrsctp: { A: [COMPLETE_10], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    associations: ['complete, shutdown'],
    diagnoses: ['out of the blue'],
  },
  {
    happens: "a SHUTDOWN-COMPLETE with the sender's tag and no T bit",
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B {tag=0xa1} SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    usrsctp: { A: [COMPLETE_10], B: ['SCTP_SHUTDOWN_EVENT, certain'] },
    associations: ['complete, shutdown'],
    diagnoses: ['wrong verification tag'],
  },
  {
    happens: 'SHUTDOWN acknowledges data, of which nothing is reported',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=3]
      B > A SHUTDOWN[cum=1000]
      A > B SHUTDOWN_ACK
      B > A SHUTDOWN_COMPLETE`,
    linux: { A: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE], B: [DONE] },
    usrsctp: { A: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10], B: [DONE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'broken off by ABORT',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A ABORT[cause=13 text="missing TSN"]`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3328 (cause 13, Protocol Violation), likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3328 (cause 13, Protocol Violation), likely'],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 13 (cause 13, Protocol Violation) streams out 10 in 10, likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 13 (cause 13, Protocol Violation) streams out 10 in 10, likely'],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'copies of its chunks long after',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      +3 A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      A > B ABORT[cause=12 text=late]`,
    linux: { A: [DONE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [DONE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown'],
  },
  {
    happens: 'of a host with a socket for each association: it may have closed this one',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE
      C > B INIT
      B > C INIT_ACK[tag=0xb2]
      C > B COOKIE_ECHO
      B > C COOKIE_ACK
      +1
      ---
      C > B SHUTDOWN[cum=1999]
      B > C SHUTDOWN_ACK
      C > B SHUTDOWN_COMPLETE`,
    linux: { A: [COMPLETE], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE] },
    usrsctp: { A: [COMPLETE_10], B: ['SCTP_SHUTDOWN_EVENT, certain', COMPLETE_10] },
    associations: ['complete, shutdown', 'complete, shutdown'],
  },
]);

test('an ABORT close behind the SHUTDOWN-COMPLETE may have overtaken it', () => {
  const script = (after: string) => `${ESTABLISHED}
    A > B SHUTDOWN[cum=1999]
    B > A SHUTDOWN_ACK
    A > B SHUTDOWN_COMPLETE
    ${after}`;
  const others = (after: string) =>
    hear('usrsctp', script(after), { alternatives: true }).notifications.flatMap(({ otherwise = [] }) => otherwise.map(({ body }) => body));
  expect(others('+0.001 A > B ABORT[T]')).toMatchObject([{ sn_type: 'SCTP_ASSOC_CHANGE', sac_state: 'SCTP_COMM_LOST', sac_error: 0 }]);
  expect(others('+5')).toEqual([]);
});
