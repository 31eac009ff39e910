/** Messages given up: RFC 3758. */
import { expect, test } from '@jest/globals';
import { established, play } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

tellsEach([
  {
    happens: 'a whole message',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1] DATA[tsn=1001 ppid=2 ssn=1]
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]
      B > A SACK[cum=1001]`,
    linux: {},
    usrsctp: { A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 4 bytes, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'a message sent in part, its first fragment acknowledged',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1 flags=B len=1000]
      B > A SACK[cum=1000 rwnd=98744]
      A > B DATA[tsn=1001 ppid=1 flags= len=1000]
      +1 A > B FORWARD_TSN[cum=1001 skip=0:0]
      B > A SACK[cum=1001]`,
    linux: {
      A: [
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
      ],
    },
    usrsctp: { A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'what arrived before the first hole of a message is not given up, what arrived behind it is on one stack',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000]
      A > B DATA[tsn=1001 ppid=1 ssn=1 flags=B len=1000] DATA[tsn=1002 ppid=2 ssn=1 flags= len=1000] DATA[tsn=1003 ppid=3 ssn=1 flags=E len=1000]
      B > A SACK[cum=999 gaps=2-2,4-4]
      +1 A > B FORWARD_TSN[cum=1003 skip=0:0,0:1]
      B > A SACK[cum=1003]`,
    linux: {},
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, likely',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 2 1000 bytes, likely',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 3 1000 bytes, likely',
      ],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'a message of which the other had begun to read, as its window shows',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1 flags=B len=1000]
      B > A SACK[cum=1000 rwnd=100000]
      A > B DATA[tsn=1001 ppid=1 flags= len=1000]
      +1 A > B FORWARD_TSN[cum=1001 skip=0:0,0:0]
      B > A SACK[cum=1001]`,
    linux: {
      A: [
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
        'SCTP_SEND_FAILED SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
      ],
      B: ['SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, likely',
      ],
      B: [
        'SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely',
        'SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely',
      ],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'the same, but the rest left just before and arrives first',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1 flags=B len=1000]
      B > A SACK[cum=1000 rwnd=100000]
      +0.5 A > B DATA[tsn=1001 ppid=1 flags=E len=1000]
      +0.0001 A > B FORWARD_TSN[cum=1001 skip=0:0]
      +0.01 B > A SACK[cum=1001]`,
    linux: {},
    usrsctp: { A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'the same, but a fragment before the rest did not pass here',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1 flags=B len=1000]
      B > A SACK[cum=1000 rwnd=100000]
      +0.5 A > B DATA[tsn=1002 ppid=1 flags=E len=1000]
      +0.0001 A > B FORWARD_TSN[cum=1002 skip=0:0,0:0]
      +0.02 B > A SACK[cum=1002]`,
    linux: {
      B: ['SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely'],
    },
    usrsctp: {
      A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 1000 bytes, certain'],
      B: [
        'SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely',
        'SCTP_PARTIAL_DELIVERY_EVENT SCTP_PARTIAL_DELIVERY_ABORTED stream 0 seq 0, likely',
      ],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'the FORWARD-TSN is sent again',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1]
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]
      B > A SACK[cum=1000]`,
    linux: {},
    usrsctp: { A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 1 4 bytes, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'nothing was outstanding',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 ppid=1]
      B > A SACK[cum=1000]
      +1 A > B FORWARD_TSN[cum=1000]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
]);

const SET_UP = established({ init: 'ext=PR', initAck: 'ext=PR' });

const INTERLEAVED = established({ init: 'ext=PR,IDATA', initAck: 'ext=PR,IDATA' });

/** The capture was taken at A. */
const AT_A = `
  B > A DATA[tsn=2000]
  +0.001 A > B SACK[cum=2000]
  A > B DATA[tsn=1000 ppid=9]
  +0.02 B > A SACK[cum=1000]`;

/** B answers A in 1 ms and A answers B in 20 ms: the capture was taken at B, so that A learns late. */
const AT_B = `
  A > B DATA[tsn=1000 ppid=9]
  +0.001 B > A SACK[cum=1000]
  B > A DATA[tsn=2000]
  +0.02 A > B SACK[cum=2000]`;

/** What usrsctp tells A of messages given up: stream and PPID of each. */
function givenUp(packets: string, setUp = SET_UP): string[] {
  const { A } = play('usrsctp', `${setUp}\n${packets}`);
  return A.filter((line) => line.startsWith('SCTP_SEND_FAILED')).map((line) => /stream .*/.exec(line)![0].replace(/ \d+ bytes/, ''));
}

test('with I-DATA usrsctp gives up what lies behind too, up to the next last fragment, acknowledged by gaps or not', () => {
  const packets = `
    A > B I_DATA[tsn=1000 sid=0 mid=0 ppid=1 flags=B] I_DATA[tsn=1001 sid=1 mid=0 ppid=2] I_DATA[tsn=1002 sid=2 mid=0 ppid=3]
    B > A SACK[cum=999 gaps=2-2]
    +1 A > B I_FORWARD_TSN[cum=1000 skip=0:0]`;
  expect(givenUp(packets, INTERLEAVED)).toEqual(['stream 0 ppid 1, likely', 'stream 1 ppid 2, likely']);
});

test('what usrsctp gives up of a message ends at the TSN that stands for the fragments never sent, though later ones lie behind it', () => {
  const packets = `${AT_A}
    A > B DATA[tsn=1001 ssn=1 ppid=1 flags=B] DATA[tsn=1002 ssn=1 ppid=2 flags=]
    A > B DATA[tsn=1004 ssn=2 ppid=3 flags=B] DATA[tsn=1005 ssn=2 ppid=4 flags=E]
    B > A SACK[cum=1000 gaps=4-5]
    +1 A > B FORWARD_TSN[cum=1003 skip=0:1,0:1,0:1]`;
  expect(givenUp(packets)).toEqual(['stream 0 ppid 1, certain', 'stream 0 ppid 2, certain']);
});

test('what usrsctp gives up runs on behind a beginning that did not pass here, whose PPID is taken to be the one before', () => {
  const packets = `${AT_B}
    A > B I_DATA[tsn=1001 sid=1 mid=0 ppid=5]
    +0.001 B > A SACK[cum=1001]
    A > B I_DATA[tsn=1003 sid=2 mid=0 fsn=1 flags=] I_DATA[tsn=1004 sid=2 mid=0 fsn=2 flags=E]
    +0.001 B > A SACK[cum=1001 gaps=2-3]
    +1 A > B I_FORWARD_TSN[cum=1004 skip=2:0]`;
  expect(givenUp(packets, INTERLEAVED)).toEqual(['stream 2 ppid 5, likely', 'stream 2 ppid 5, likely']);
});

test('I-DATA that an I-FORWARD-TSN passes over because NR-SACKs have it for good is not given up: its PPID is kept for the rest', () => {
  const packets = `${AT_A}
    A > B I_DATA[tsn=1001 sid=1 mid=0 ppid=5] I_DATA[tsn=1002 sid=2 mid=0 ppid=7 flags=B]
    B > A NR_SACK[cum=1000 nr=2-2]
    +1 A > B I_FORWARD_TSN[cum=1002 skip=1:0,2:0]
    B > A NR_SACK[cum=1002]
    +1 A > B I_DATA[tsn=1003 sid=2 mid=0 fsn=1 flags=]
    +1 A > B I_FORWARD_TSN[cum=1003 skip=2:0]`;
  expect(givenUp(packets, INTERLEAVED)).toEqual(['stream 1 ppid 5, certain', 'stream 2 ppid 7, certain']);
});

test('what NR-SACK acknowledged for good is gone, what it may take back is told', () => {
  const packets = `
    A > B DATA[tsn=1000 ppid=1 flags=B] DATA[tsn=1001 ppid=1 flags=] DATA[tsn=1002 ppid=1 flags=E]
    B > A NR_SACK[cum=999 gaps=2-2 nr=3-3]
    +1 A > B FORWARD_TSN[cum=1002 skip=0:0]`;
  expect(givenUp(packets)).toEqual(['stream 0 ppid 1, likely', 'stream 0 ppid 1, likely']);
});

test('a distant sender gives up what it does not know yet to be acknowledged, if the FORWARD-TSN names it', () => {
  const packets = (named: string) => `${AT_B}
    A > B DATA[tsn=1001 ssn=1 ppid=1] DATA[tsn=1002 ssn=2 ppid=2]
    +0.001 B > A SACK[cum=1002]
    +0.001 A > B FORWARD_TSN[cum=1002 ${named}]`;
  expect(givenUp(packets('skip=0:1,0:2'))).toEqual(['stream 0 ppid 1, likely', 'stream 0 ppid 2, likely']);
  expect(givenUp(packets('skip=0:2'))).toEqual(['stream 0 ppid 2, likely']);
});

test('each chunk that a FORWARD-TSN has an entry for was on the queue, also what had been acknowledged (sctp_output.c send_forward_tsn)', () => {
  const packets = (named: string) => `${AT_B}
    A > B DATA[tsn=1001 ssn=1 ppid=1] DATA[tsn=1002 ssn=2 ppid=2] DATA[tsn=1003 ssn=3 ppid=3]
    B > A SACK[cum=1002]
    +1 A > B FORWARD_TSN[cum=1003 ${named}]`;
  expect(givenUp(packets('skip=0:2,0:3'))).toEqual(['stream 0 ppid 2, likely', 'stream 0 ppid 3, likely']);
  expect(givenUp(packets('skip=0:3'))).toEqual(['stream 0 ppid 3, certain']);
  expect(givenUp(packets('skip=0:1,0:3'))).toEqual(['stream 0 ppid 3, certain']);
});

test('data overtaken by the FORWARD-TSN that gives it up', () => {
  const packets = `${AT_B}
    A > B DATA[tsn=1002 ssn=2 ppid=2]
    A > B FORWARD_TSN[cum=1001 skip=0:1]
    A > B DATA[tsn=1001 ssn=1 ppid=1]`;
  expect(givenUp(packets)).toEqual(['stream 0 ppid 1, certain']);
});

test('a chunk that is passed over when later ones are sent again was given up', () => {
  const sent = 'A > B DATA[tsn=1001 ssn=1 ppid=1]\nA > B DATA[tsn=1002 ssn=2 ppid=2]\nA > B DATA[tsn=1003 ssn=3 ppid=3]';
  const again = '+1 A > B DATA[tsn=1001 ssn=1 ppid=1] DATA[tsn=1003 ssn=3 ppid=3]';
  expect(givenUp(`${AT_A}\n${sent}\n${again}`)).toEqual(['stream 0 ppid 2, likely']);
  expect(givenUp(`${AT_A}\n${sent}\nB > A SACK[cum=1000 gaps=2-2]\n${again}`)).toEqual([]);
  expect(givenUp(`${AT_A}\n${sent}\n${again}`, established())).toEqual([]);
  const dropped = 'B > A BYTES[hex=81000010000000000000000000000000]';
  expect(givenUp(`${AT_A}\n${sent}\n${dropped}\n${again}`)).toEqual([]);
});

test('with the application’s log: what was lost before it came past and then given up', () => {
  const sends = 'A sends[ppid=9]\nA sends[ppid=1]\nA sends[ppid=2]';
  const packets = `${AT_B}
    A > B DATA[tsn=1002 ssn=2 ppid=2]
    A > B FORWARD_TSN[cum=1001 skip=0:1]`;
  expect(givenUp(`${sends}\n${packets}`)).toEqual(['stream 0 ppid 1, likely']);
  expect(givenUp(packets)).toEqual([]);
});

test('the rest of a message given up has a TSN of which nothing is sent: it is told of with the message, not when the association fails', () => {
  const script = `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
    A sends[ppid=1 len=9000]
    A > B DATA[tsn=1000 ppid=1 flags=B len=1452]
    A > B DATA[tsn=1001 ppid=1 flags= len=1452]
    A > B FORWARD_TSN[cum=1002 skip=0:0]
    A sends[ppid=2]
    A > B DATA[tsn=1003 ppid=2 ssn=1]
    +1 A > B ABORT[cause=12 text="x"]`;
  expect(play('usrsctp', script).A.filter((told) => told.includes('SEND_FAILED'))).toHaveLength(3);
});

test('fragments of messages that took turns are given up in the order of their TSNs (sctp_timer.c sctp_mark_all_for_resend goes along the sent queue)', () => {
  const { A } = play(
    'usrsctp',
    `${established({ init: 'ext=PR,IDATA', initAck: 'ext=PR,IDATA' })}
      A > B I_DATA[tsn=1000 sid=1 mid=0 ppid=1 flags=B] I_DATA[tsn=1001 sid=2 mid=0 ppid=1 flags=B]
      A > B I_DATA[tsn=1002 sid=1 mid=0 fsn=1 flags=E] I_DATA[tsn=1003 sid=2 mid=0 fsn=1 flags=E]
      +1 A > B I_FORWARD_TSN[cum=1003 skip=1:0,2:0]`,
  );
  expect(A.map((told) => /stream \d/.exec(told)?.[0])).toEqual(['stream 1', 'stream 2', 'stream 1', 'stream 2']);
});
