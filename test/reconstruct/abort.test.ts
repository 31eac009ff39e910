/** Ends that are not in good order: RFC 9260 sections 9.1, 8.1 and 8.5.1. */
import { expect, jest, test } from '@jest/globals';
import { SentWindow } from '../../src/reconstruct/sent-window.js';
import { BEGINNING, ESTABLISHED, play } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), certain';
const LOST_10 = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, certain';
const LIKELY_LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), likely';
const LIKELY_LOST_10 = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, likely';
const SENT_LINUX = 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 46 error 3072 (cause 12, User-Initiated Abort) 4 bytes, likely';
const SENT_BSD = 'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 error 12 (cause 12, User-Initiated Abort) 4 bytes, likely';

tellsEach([
  {
    happens: 'behind a SHUTDOWN that its receiver could not answer yet, with data of its own outstanding: captured there, it has arrived',
    packets: `${ESTABLISHED}
      B > A DATA[tsn=2000]
      A > B SHUTDOWN[cum=1999]
      +0.5 B > A DATA[tsn=2000]
      +1 A > B ABORT
      +5`,
    options: { vantage: ['10.1.0.2'] },
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain'],
      B: [
        'SCTP_SHUTDOWN_EVENT, certain',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 46 4 bytes, likely',
      ],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain'],
      B: [
        'SCTP_SHUTDOWN_EVENT, certain',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, likely',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain',
      ],
    },
    associations: ['complete, aborted'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'by the application, with a reason: its own end is told for certain',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="no more"]`,
    linux: { A: [LOST], B: [LIKELY_LOST] },
    usrsctp: { A: [LOST_10], B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'without a reason: a close, most likely, and nobody there to be told',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12]`,
    linux: { B: [LIKELY_LOST] },
    usrsctp: { B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'for packets by an address that no set-up listed: that belongs to no association, and nothing changes',
    packets: `${ESTABLISHED}
      X > B {tag=0xb1} HEARTBEAT
      B > X {tag=0xb1} ABORT[T]
      +5 A > B {tag=0xb1} DATA[tsn=1000]
      B > A {tag=0xa1} SACK[cum=1000]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['address not listed'],
  },
  {
    happens: 'for packets by an address that was added: there is no association any more',
    packets: `${ESTABLISHED}
      A > B ASCONF[seq=1000 add=10.9.9.9]
      B > A ASCONF_ACK[seq=1000]
      +1
      ---
      X > B {tag=0xb1} HEARTBEAT
      B > X {tag=0xb1} ABORT[T]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'] },
    associations: ['complete, lost'],
  },
  {
    happens: 'with bytes after its cause that are none: Linux drops it, and goes on where it was',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="no more" rest=000c0040]
      B > A DATA[tsn=2000]`,
    linux: { A: [LOST] },
    usrsctp: { A: [LOST_10], B: [SENT_BSD, LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'without a reason, but the log shows the call',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12]`,
    linux: { A: [LIKELY_LOST], B: [LIKELY_LOST] },
    usrsctp: { A: [LIKELY_LOST_10], B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
    options: { calls: { A: { aborts: () => [BEGINNING + 1.059e6] } } },
  },
  {
    happens: 'with a reason, when its log shows that its socket was closed before: nobody is told',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="no more"]`,
    linux: { B: [LIKELY_LOST] },
    usrsctp: { B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
    options: { calls: { A: { closed: () => BEGINNING + 1e6 } } },
  },
  {
    happens: 'answers to packets out of the blue: who sends nothing else has no association that could be aborted',
    packets: `
      B > A DATA[tsn=2000]
      A > B ABORT[T]
      +0.06 B > A ABORT[cause=12]
      +2`,
    linux: { B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, possible', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 46 4 bytes, possible'] },
    usrsctp: {
      B: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, possible', 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST, possible'],
    },
    associations: ['seen-from-middle, lost'],
  },
  {
    happens: 'without a cause: given up',
    packets: `${ESTABLISHED}
      A > B ABORT`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain'], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'],
    },
    associations: ['complete, lost'],
  },
  {
    happens: "T bit and the sender's tag: it has no association",
    packets: `${ESTABLISHED}
      A > B ABORT[T]`,
    linux: { B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: { B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'] },
    associations: ['complete, lost'],
  },
  {
    happens: 'a wrong tag',
    packets: `${ESTABLISHED}
      A > B {tag=7} ABORT[cause=12 text=forged]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['wrong verification tag'],
  },
  {
    happens: "the sender's tag without the T bit",
    packets: `${ESTABLISHED}
      A > B {tag=0xa1} ABORT[cause=12 text=forged]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['wrong verification tag'],
  },
  {
    happens: 'Linux gives up: its words in the ABORT',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=13 text="Association exceeded its max_retrans count"]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain'], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'],
    },
    associations: ['complete, lost'],
  },
  {
    happens: 'the protocol was violated',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=13 text="bad"]`,
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
    happens: 'a cause that is not padded to four bytes',
    packets: `${ESTABLISHED}
      A > B BYTES[hex=0600000a000c000641420000]`,
    linux: { A: [LOST], B: [LIKELY_LOST] },
    usrsctp: { A: [LOST_10], B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'sent twice',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text=over]
      A > B ABORT[cause=12 text=over]`,
    linux: { A: [LOST], B: [LIKELY_LOST] },
    usrsctp: { A: [LOST_10], B: [LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'forged: its alleged sender carries on',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text=forged]
      +0.5 A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'after retransmissions, the other being heard: what it is not reached by, the ABORT is lost on too',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=3]
      +1 A > B DATA[tsn=1000 ppid=3]
      +1 B > A HEARTBEAT
      A > B HEARTBEAT_ACK
      +1 A > B ABORT[cause=13 text="Association exceeded its max_retrans count"]`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 3 4 bytes, certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 4 bytes, certain',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain',
      ],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'],
    },
    associations: ['complete, lost'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: "after retransmissions: whether the last expiry counts against the path is the stack's affair",
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=3]
      +1 A > B DATA[tsn=1000 ppid=3]
      +2 A > B ABORT[cause=13 text="Association exceeded its max_retrans count"]`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 3 4 bytes, certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 4 bytes, certain',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain',
      ],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'],
    },
    associations: ['complete, lost'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'cut off in both directions: an acknowledgement that left with what never arrived did not arrive either',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.02 B > A SACK[cum=1000] DATA[tsn=2000 ppid=2]
      +0.0001 A > B SACK[cum=2000 rwnd=99996]
      +0.02 B > A DATA[tsn=2001 ssn=1 ppid=3]
      +0.1 A > B SACK[cum=2001] DATA[tsn=1001 ssn=1 ppid=4]
      +1 A > B DATA[tsn=1001 ssn=1 ppid=4]
      +2 A > B ABORT`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, certain', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 4 4 bytes, certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 3 4 bytes, likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 4 4 bytes, certain',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain',
      ],
      B: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 4 bytes, likely',
        'SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely',
      ],
    },
    associations: ['complete, lost'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'seen from the middle',
    packets: `
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      A > B ABORT[cause=12 text="no more"]`,
    linux: { A: [LOST], B: [LIKELY_LOST] },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort), certain'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort), likely'],
    },
    associations: ['seen-from-middle, aborted'],
  },
  {
    happens: 'answered by itself again and again: the first one counts, whatever left before it arrived',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000] DATA[tsn=1001 ssn=1]
      B > A SACK[cum=1001]
      +0.1 A > B ABORT[cause=12 text="no more"]
      +0.001 B > A DATA[tsn=2001 ssn=1]
      +0.001 A > B ABORT[T]
      +0.050 B > A DATA[tsn=2000]
      +0.001 A > B ABORT[T]
      +0.010 B > A SACK[cum=1000]
      +0.001 A > B ABORT[T]`,
    linux: { A: [LOST], B: [LIKELY_LOST, SENT_LINUX, SENT_LINUX] },
    usrsctp: { A: [LOST_10], B: [SENT_BSD, SENT_BSD, LIKELY_LOST_10] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'lost on the way: who carries on long after it did not get it, but the next one',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="no more"]
      +0.9 B > A HEARTBEAT
      +0.001 A > B ABORT[T]`,
    linux: { A: [LOST], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, likely'] },
    usrsctp: { A: [LOST_10], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely'] },
    associations: ['complete, aborted'],
  },
  {
    happens: 'from both at once: each had sent its own before the other came',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text="no more"]
      +0.001 B > A ABORT[cause=13 text="what is this"]`,
    linux: { A: [LOST], B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3328 (cause 13, Protocol Violation), likely'] },
    usrsctp: {
      A: [LOST_10],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 13 (cause 13, Protocol Violation) streams out 10 in 10, likely'],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'of an endpoint in set-up that answers as if it had none: it had given up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000]
      +1 B > A ERROR[cause=3]
      +0.001 A > B ABORT[T]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 46 4 bytes, likely'] },
    usrsctp: {
      A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, likely', 'SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'],
    },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'in answer to the first packet seen: perhaps there never was an association',
    packets: `
      A > B {tag=7} DATA[tsn=1000 flags=BE]
      B > A {tag=7} ABORT[T]`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST, possible', 'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 46 4 bytes, possible'],
    },
    usrsctp: {
      A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, possible', 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST, possible'],
    },
    associations: ['seen-from-middle, lost'],
  },
]);

test('usrsctp 0.9.5 tells an application no cause of an ABORT of its own, whoever asked for it', () => {
  const told = (stack: string, cause: number) => play(stack, `${ESTABLISHED}\nA > B ABORT[cause=${cause} text="x"]\n+2`).A;
  expect(told('usrsctp@0.9.5', 12)).toEqual(['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, certain']);
  expect(told('usrsctp@0.9.5', 13)).toEqual(['SCTP_ASSOC_CHANGE SCTP_COMM_LOST streams out 10 in 10, likely']);
  expect(told('usrsctp', 13)[0]).toContain('error 13');
});

test('of ABORTs without end, what is outstanding is looked at for the first only', () => {
  const looks = jest.spyOn(SentWindow.prototype, 'snapshot');
  const looksAt = (aborts: number): number => {
    looks.mockClear();
    play('linux', `${ESTABLISHED}\nA > B DATA[tsn=1000]\n${'+0 A > B ABORT[causes=12:00]\n'.repeat(aborts)}`);
    return looks.mock.calls.length;
  };
  expect(looksAt(100)).toBe(looksAt(1));
  looks.mockRestore();
});
