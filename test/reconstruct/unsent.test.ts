/** Messages that were never sent, as the application's log tells of them. */
import { expect, test } from '@jest/globals';
import type { NotificationBody } from '../../src/notification/notification.js';
import type { ApplicationCalls } from '../../src/reconstruct/application.js';
import { BEGINNING, ESTABLISHED, established, hear, play } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const PR = established({ init: 'ext=PR', initAck: 'ext=PR' });
const CAUSE = '(cause 12, User-Initiated Abort)';
const OLD = 'SCTP_SEND_FAILED SCTP_DATA';
const MODERN = 'SCTP_SEND_FAILED_EVENT SCTP_DATA';
const LOST = 'SCTP_ASSOC_CHANGE SCTP_COMM_LOST';
const STREAMS = 'streams out 10 in 10';
const NO_AUTH = 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NO_AUTH key 0';

tellsEach([
  {
    happens: 'an abort with one message in flight, one cut, and one not begun',
    packets: `${ESTABLISHED}
      A sends[ppid=1]
      A > B DATA[tsn=1000 ppid=1]
      A sends[ppid=2 len=2500]
      A > B DATA[tsn=1001 ppid=2 ssn=1 flags=B len=1000]
      A sends[ppid=3 stream=2]
      A > B ABORT[cause=12 text="x"]
      +5`,
    linux: {
      A: [
        `${LOST} error 3072 ${CAUSE}, certain`,
        `${OLD}_SENT stream 0 ppid 1 error 3072 ${CAUSE} 4 bytes, likely`,
        `${OLD}_SENT stream 0 ppid 2 error 3072 ${CAUSE} 1000 bytes, likely`,
        `${OLD}_UNSENT stream 0 ppid 2 error 3072 ${CAUSE}, likely`,
        `${OLD}_UNSENT stream 0 ppid 2 error 3072 ${CAUSE}, likely`,
        `${OLD}_UNSENT stream 2 ppid 3 error 3072 ${CAUSE}, likely`,
      ],
      B: [`${LOST} error 3072 ${CAUSE}, likely`],
    },
    usrsctp: {
      A: [
        `${MODERN}_SENT stream 0 ppid 1 error 12 ${CAUSE} 4 bytes, likely`,
        `${MODERN}_SENT stream 0 ppid 2 error 12 ${CAUSE} 1000 bytes, likely`,
        `${MODERN}_UNSENT stream 0 ppid 2 error 12 ${CAUSE}, likely`,
        `${MODERN}_UNSENT stream 2 ppid 3 error 12 ${CAUSE}, likely`,
        `${LOST} error 12 ${CAUSE} ${STREAMS}, certain`,
      ],
      B: [`${LOST} error 12 ${CAUSE} ${STREAMS}, likely`],
    },
    associations: ['complete, aborted'],
  },
  {
    happens: 'what failed with one try to connect does not fail with the next again',
    packets: `
      A sends[ppid=1]
      A > B INIT
      B > A ABORT
      A sends[ppid=2]
      A > B INIT[tag=0xa2]
      B > A ABORT[vtag=0xa2]`,
    linux: {
      A: [
        'SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely',
        `${OLD}_UNSENT stream 0 ppid 1, likely`,
        'SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely',
        `${OLD}_UNSENT stream 0 ppid 2, likely`,
      ],
    },
    usrsctp: {
      A: [
        `${MODERN}_UNSENT stream 0 ppid 1, likely`,
        'SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely',
        `${MODERN}_UNSENT stream 0 ppid 2, likely`,
        'SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely',
      ],
    },
    associations: ['incomplete, not-started', 'incomplete, not-started'],
  },
  {
    happens: 'lifetimes that end while a window is closed, behind and before a message without',
    packets: `${PR}
      A sends[ppid=1]
      A > B DATA[tsn=1000 ppid=1]
      A sends[ppid=2 ttl=400]
      A sends[ppid=3 ttl=400 len=2000]
      A sends[ppid=4]
      A sends[ppid=5 ttl=400]
      +1 A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=1000]
      A > B DATA[tsn=1001 ssn=1 ppid=4]
      +1`,
    linux: {
      A: [
        `${OLD}_UNSENT stream 0 ppid 2, likely`,
        `${OLD}_UNSENT stream 0 ppid 3, likely`,
        `${OLD}_UNSENT stream 0 ppid 3, likely`,
        `${OLD}_UNSENT stream 0 ppid 5, likely`,
      ],
    },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'a lifetime without the extension to give messages up',
    packets: `${ESTABLISHED}
      A sends[ppid=2 ttl=400]
      +1 A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'a message of which only the beginning was sent is given up',
    packets: `${PR}
      A sends[ppid=1 len=2500 ttl=400]
      A > B DATA[tsn=1000 ppid=1 flags=B len=1000]
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]
      B > A SACK[cum=1000]`,
    linux: {
      A: [
        `${OLD}_SENT stream 0 ppid 1 1000 bytes, likely`,
        `${OLD}_UNSENT stream 0 ppid 1, likely`,
        `${OLD}_UNSENT stream 0 ppid 1, likely`,
      ],
    },
    usrsctp: { A: [`${MODERN}_SENT stream 0 ppid 1 1000 bytes, certain`] },
    associations: ['complete, open'],
  },
  {
    happens: 'the path dies, and the far end sends what nobody sees',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 ppid=1]
      B sends[ppid=9]
      +1 A > B DATA[tsn=1000 ppid=1]
      +2 A > B DATA[tsn=1000 ppid=1]
      +4 A > B ABORT[cause=13 text="Association exceeded its max_retrans count"]
      +5`,
    linux: {
      A: [`${LOST}, certain`, `${OLD}_SENT stream 0 ppid 1 4 bytes, certain`],
      B: [`${LOST}, likely`, `${OLD}_SENT stream 0 ppid 9, likely`],
    },
    usrsctp: {
      A: [`${MODERN}_SENT stream 0 ppid 1 4 bytes, certain`, `${LOST} ${STREAMS}, certain`],
      B: [`${MODERN}_SENT stream 0 ppid 9, likely`, `${LOST} ${STREAMS}, likely`],
    },
    associations: ['complete, lost'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'a restart with a message cut: it fails there, and not again at the end',
    packets: `${ESTABLISHED}
      B sends[ppid=9 len=2000]
      B > A DATA[tsn=2000 ppid=9 flags=B len=1000]
      +1 A > B INIT[tag=0xa2 tsn=5000]
      B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=5999]
      B > A ABORT[cause=12 text="x"]
      +5`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain', `${NO_AUTH}, certain`, `${LOST} error 3072 ${CAUSE}, likely`],
      B: [
        `${OLD}_SENT stream 0 ppid 9 1000 bytes, likely`,
        `${OLD}_UNSENT stream 0 ppid 9, likely`,
        'SCTP_ASSOC_CHANGE SCTP_RESTART streams out 10 in 10, likely',
        `${LOST} error 3072 ${CAUSE}, certain`,
      ],
    },
    usrsctp: {
      A: [
        'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain',
        `${NO_AUTH}, certain`,
        `${LOST} error 12 ${CAUSE} ${STREAMS}, likely`,
      ],
      B: [
        `${MODERN}_SENT stream 0 ppid 9 1000 bytes, likely`,
        `${MODERN}_UNSENT stream 0 ppid 9, likely`,
        'SCTP_ASSOC_CHANGE SCTP_RESTART streams out 10 in 10, likely',
        `${NO_AUTH}, likely`,
        `${LOST} error 12 ${CAUSE} ${STREAMS}, certain`,
      ],
    },
    associations: ['complete, restarted', 'restart, aborted'],
    diagnoses: ['restart'],
  },
]);

/** What usrsctp tells A of failed messages when B aborts: flag, stream and PPID of each. */
function failed(packets: string): string[] {
  const { A } = play('usrsctp', `${ESTABLISHED}\n${packets}\nB > A ABORT[cause=12 text="over"]`);
  return A.filter((line) => line.startsWith(MODERN)).map((line) => line.replace(/^.*DATA_| error 12.*$/g, ''));
}

const THREE = 'A sends[ppid=1]\nA sends[ppid=1]\nA sends[ppid=1]';

test('equal messages are told apart by their SSN', () => {
  expect(failed(`${THREE}\nA > B DATA[tsn=1001 ssn=1 ppid=1]\nB > A SACK[cum=1001]`)).toEqual(['UNSENT stream 0 ppid 1']);
});

test('packets captured out of order are put in order, and what is missing between them was sent', () => {
  const packets = 'A > B DATA[tsn=1002 ssn=2 ppid=1]\nA > B DATA[tsn=1000 ppid=1]';
  expect(failed(`${THREE}\nA sends[ppid=4]\n${packets}`)).toEqual([
    'SENT stream 0 ppid 1',
    'SENT stream 0 ppid 1',
    'SENT stream 0 ppid 1',
    'UNSENT stream 0 ppid 4',
  ]);
});

test('without a log a hole in the middle of a message is a fragment that was sent', () => {
  const packets = 'A > B DATA[tsn=1000 ppid=1 flags=B len=1000]\nA > B DATA[tsn=1002 ppid=1 flags=E len=100]\nB > A SACK[cum=1000]';
  expect(failed(packets)).toEqual(['SENT stream 0 ppid 1', 'SENT stream 0 ppid 1']);
});

test('what a distant endpoint sent, and nothing of it came past for much longer than its answers take, was lost on the way', () => {
  const near = 'B > A DATA[tsn=2000 ppid=9]\n+0.0001 A > B SACK[cum=2000]\n+0.01 A > B DATA[tsn=1000]\n+0.001 B > A SACK[cum=1000]';
  const abort = 'B sends[ppid=5]\n+WAIT A > B ABORT[cause=12 text="x"]\n+5';
  const told = (wait: string) => {
    const { B } = play('usrsctp', `${ESTABLISHED}\nB sends[ppid=9]\n${near}\n${abort.replace('WAIT', wait)}`);
    return B.filter((line) => line.startsWith('SCTP_SEND_FAILED')).map((line) => /_DATA_(\w+ stream \d ppid \d)/.exec(line)![1]);
  };
  expect(told('0.01')).toEqual(['UNSENT stream 0 ppid 5']);
  expect(told('0.15')).toEqual(['SENT stream 0 ppid 5']);
});

test.each([
  ['usrsctp', 'rwnd=1', 'likely'],
  ['usrsctp', 'rwnd=100000', 'certain'],
  ['linux@6.1', 'rwnd=1', 'certain'],
])('%s, %s: what a closed window holds back may have been cut for a probe, and have an SSN: %s', (profile, window, certainty) => {
  const script = `${ESTABLISHED}
    A sends[ppid=1]
    A > B DATA[tsn=1000 ppid=1]
    B > A SACK[cum=1000 ${window}]
    A sends[ppid=2]
    +1 A > B ABORT[cause=12 text="x"]
    +5`;
  const unsent = play(profile, script, { vantage: ['10.1.0.1'] }).A.filter((line) => line.includes('_UNSENT'));
  expect(unsent).toHaveLength(1);
  expect(unsent[0]).toMatch(new RegExp(`, ${certainty}$`));
});

/** PPIDs of the failed messages that are said aside of A. */
function aside(profile: string, script: string, calls: Partial<ApplicationCalls> = {}): number[] {
  const { notifications } = hear(profile, script, { alternatives: true, calls: { A: calls } });
  return notifications.flatMap(({ aside, endpoint, body }) => (aside && endpoint === 0 ? (ppidOf(body) ?? []) : []));
}

function ppidOf(body: NotificationBody): number | undefined {
  if (body.sn_type === 'SCTP_SEND_FAILED') return body.ssf_info.sinfo_ppid;
  return body.sn_type === 'SCTP_SEND_FAILED_EVENT' ? body.ssfe_info.snd_ppid : undefined;
}

const SENT = `${established()}
  A > B DATA[tsn=1000 ppid=1 flags=B]
  A > B DATA[tsn=1001 ppid=1 flags=E]
  B > A SACK[cum=1000]
  +0.1 A > B DATA[tsn=1002 ppid=2 ssn=1]`;

test.each([
  ['linux@6.1', [1, 1]],
  ['usrsctp', [1]],
])('%s: of a message acknowledged while the call that aborts was being made, a log may tell', (profile, told) => {
  const script = `${SENT}
    +0.1 B > A SACK[cum=1001]
    +0.1 A > B ABORT[cause=12 text="x"]`;
  const acknowledged = BEGINNING + 1.28e6;
  expect(aside(profile, script, { aborts: () => [acknowledged - 0.05e6] })).toEqual(told);
  expect(aside(profile, script, { aborts: () => [acknowledged + 0.05e6] })).toEqual([]);
});

test.each(['linux@6.1', 'usrsctp'])(
  '%s: of a message acknowledged just before an ABORT arrives, whose acknowledgement was lost',
  (profile) => {
    const script = (wait: number) => `${ESTABLISHED}
    A > B DATA[tsn=1000 ppid=1 flags=B]
    A > B DATA[tsn=1001 ppid=1 flags=E]
    +0.001 B > A SACK[cum=1001]
    +${wait} B > A ABORT[cause=12 text="x"]
    +5`;
    expect(aside(profile, script(0.001))).toEqual([1, 1]);
    expect(aside(profile, script(3))).toEqual([]);
  },
);
