/** Which messages an application had begun to read when the association failed: RFC 6458 section 6.1.7. */
import { expect, test } from '@jest/globals';
import { established, play, type StoryOptions } from '../helper/scenario.js';

const MIDDLE = 'flags= len=1000';

/** What B is told of partial deliveries when A aborts. */
function aborted(profile: string, packets: string, options: StoryOptions = {}, window = 100_000): string[] {
  const setUp = established({ init: 'ext=PR', initAck: `ext=PR rwnd=${window}` });
  const { B } = play(profile, `${setUp}\n${packets}\nA > B ABORT[cause=12 text="over"]`, options);
  return B.filter((line) => line.startsWith('SCTP_PARTIAL')).map((line) => line.replace(/^.*ABORTED |, \w+$/g, ''));
}

const BEGUN = `A > B DATA[tsn=1000 flags=B len=1000]\nA > B DATA[tsn=1001 ${MIDDLE}]\nA > B DATA[tsn=1003 ${MIDDLE}]`;

test('a window that holds less than has arrived of a message: part of it was read', () => {
  expect(aborted('usrsctp', `${BEGUN}\nB > A SACK[cum=1001 gaps=2-2 rwnd=98744]`)).toEqual(['stream 0 seq 0']);
});

test('a window that holds all that has arrived, each fragment out of order with its overhead', () => {
  expect(aborted('usrsctp', `${BEGUN}\nB > A SACK[cum=1001 gaps=2-2 rwnd=96488]`)).toEqual([]);
});

/** A message with a hole behind its first fragment, and a whole one behind it on the same stream. */
const BLOCKING = `A > B DATA[tsn=1000 flags=B len=1000]\nA > B DATA[tsn=1002 ${MIDDLE}]\nA > B DATA[tsn=1003 ssn=1 len=3000]`;

test('what waits behind a message cannot have been read: the window that holds less tells of the message', () => {
  expect(aborted('usrsctp', `${BLOCKING}\nB > A SACK[cum=1000 gaps=2-3 rwnd=95488]`)).toEqual(['stream 0 seq 0']);
  expect(aborted('usrsctp', `${BLOCKING}\nB > A SACK[cum=1000 gaps=2-3 rwnd=94232]`)).toEqual([]);
});

test('a message that a FORWARD-TSN has ended lets those behind it be read', () => {
  const sacks = 'B > A SACK[cum=1000 gaps=2-3 rwnd=94232]\nA > B FORWARD_TSN[cum=1002]\nB > A SACK[cum=1003 rwnd=99900]';
  expect(aborted('usrsctp', `${BLOCKING}\n${sacks}`)).toEqual([]);
});

test('an older SACK that was overtaken says nothing of the window', () => {
  const sacks = 'B > A SACK[cum=1001 gaps=2-2 rwnd=96488]\nB > A SACK[cum=1001 rwnd=97744]';
  expect(aborted('usrsctp', `${BEGUN}\n${sacks}`)).toEqual([]);
});

test('from half of the receive buffer on a message is handed up, or from where the application says', () => {
  const sack = 'B > A SACK[cum=1001 gaps=2-2 rwnd=96488]';
  expect(aborted('usrsctp', `${BEGUN}\n${sack}`, { assumptions: { 'partial.delivery.point': 2000 } })).toEqual(['stream 0 seq 0']);
  expect(aborted('usrsctp', `${BEGUN}\nB > A SACK[cum=1001 gaps=2-2 rwnd=488]`, {}, 4000)).toEqual(['stream 0 seq 0']);
});

test('unordered fragments begin to be handed up beyond a hole, ordered ones in their turn', () => {
  const options = { assumptions: { 'partial.delivery.point': 500 } };
  const sack = 'B > A SACK[cum=999 gaps=2-2 rwnd=98488]';
  const first = 'A > B DATA[tsn=1000]';
  expect(aborted('usrsctp', `${first}\nA > B DATA[tsn=1001 flags=BU len=1000]\n${sack}`, options)).toEqual(['stream 0 seq 0']);
  expect(aborted('usrsctp', `${first}\nA > B DATA[tsn=1001 ssn=1 flags=B len=1000]\n${sack}`, options)).toEqual([]);
});

test('the first part of an unordered message is not held against the window of usrsctp', () => {
  const packets = 'A > B DATA[tsn=1000 flags=BU len=1000]\nB > A SACK[cum=1000 rwnd=100000]';
  expect(aborted('usrsctp', packets)).toEqual([]);
  expect(aborted('linux', packets)).toEqual(['stream 0 seq 0']);
});

test('Linux hands up a part when what comes next finds no room', () => {
  const full = 'A > B DATA[tsn=1000 flags=B len=1000]\nB > A SACK[cum=1000 rwnd=500]';
  expect(aborted('linux', full, {}, 1500)).toEqual([]);
  expect(aborted('linux', `${full}\nA > B DATA[tsn=1001 ${MIDDLE}]`, {}, 1500)).toEqual(['stream 0 seq 0']);
});

test('what the window shows of one message tells from where on every message is handed up', () => {
  const first = 'A > B DATA[tsn=1000 flags=B len=1000]\nA > B DATA[tsn=1001 flags= len=1000]';
  const read = 'B > A SACK[cum=1001 rwnd=99000]\nA > B DATA[tsn=1002 flags=E len=10]\nB > A SACK[cum=1002 rwnd=100000]';
  const unread = 'B > A SACK[cum=1001 rwnd=97744]\nA > B DATA[tsn=1002 flags=E len=10]\nB > A SACK[cum=1002 rwnd=100000]';
  const next = `A > B DATA[tsn=1003 ssn=1 flags=B len=1000]\nA > B DATA[tsn=1004 ssn=1 ${MIDDLE}]\nB > A SACK[cum=1004 rwnd=97744]`;
  expect(aborted('usrsctp', `${first}\n${read}\n${next}`)).toEqual(['stream 0 seq 1']);
  expect(aborted('usrsctp', `${first}\n${unread}\n${next}`)).toEqual([]);
});

test('the beginning of an unordered message takes nothing of the window until it is handed up', () => {
  const whole = 'A > B DATA[tsn=1000]\nB > A SACK[cum=1000 rwnd=100000]';
  const begun = 'A > B DATA[tsn=1001 flags=BU len=1000]\nA > B DATA[tsn=1002 flags=U len=1000]';
  expect(aborted('usrsctp', `${whole}\n${begun}\nB > A SACK[cum=1002 rwnd=98500]`)).toEqual(['stream 0 seq 0']);
  expect(aborted('usrsctp', `${whole}\n${begun}\nB > A SACK[cum=1002 rwnd=100000]`)).toEqual([]);
});

test('nor is it all read before: only more than was taken then shows it (sctp_indata.c sctp_calc_rwnd)', () => {
  const unread = 'A > B DATA[tsn=1000 len=300]\nB > A SACK[cum=1000 rwnd=99444]';
  const begun = 'A > B DATA[tsn=1001 flags=BU len=1000]\nA > B DATA[tsn=1002 flags=U len=1000]';
  expect(aborted('usrsctp', `${unread}\n${begun}\nB > A SACK[cum=1002 rwnd=97000]`)).toEqual(['stream 0 seq 0']);
  expect(aborted('usrsctp', `${unread}\n${begun}\nB > A SACK[cum=1002 rwnd=99444]`)).toEqual([]);
});

test('among several messages the longest beginning was read', () => {
  const packets = `A > B DATA[tsn=1000 flags=B len=1000]
    A > B DATA[tsn=1002 sid=1 flags=B len=1000]
    A > B DATA[tsn=1003 sid=1 ${MIDDLE}]
    A > B DATA[tsn=1004 sid=1 ${MIDDLE}]`;
  expect(aborted('usrsctp', `${packets}\nB > A SACK[cum=1000 gaps=2-4 rwnd=97488]`)).toEqual(['stream 1 seq 0']);
  expect(aborted('usrsctp', `${packets}\nB > A SACK[cum=1000 gaps=2-4 rwnd=95488]`)).toEqual([]);
});

/** What B is told of partial deliveries in a story that goes on. */
function cut(packets: string, init = 'ext=PR'): string[] {
  const { B } = play('usrsctp', `${established({ init, initAck: init })}\n${packets}`, { assumptions: { 'partial.delivery.point': 1500 } });
  return B.filter((line) => !/COMM_UP|CONFIRMED|NO_AUTH/.test(line)).map((line) =>
    line.replace(/ (streams|error).*| SCTP_PARTIAL.*ABORTED|, \w+$/g, ''),
  );
}

const UNORDERED = 'A > B DATA[tsn=1000 flags=BU len=1000]\nA > B DATA[tsn=1001 flags=U len=1000]\nA > B DATA[tsn=1002 flags=EU len=1000]';

test('unordered DATA that is given up has no entry: it ends with the association', () => {
  const packets = `${UNORDERED}
    B > A SACK[cum=1001 rwnd=100000]
    +1 A > B FORWARD_TSN[cum=1002]
    B > A SACK[cum=1002 rwnd=100000]
    +1 A > B SHUTDOWN[cum=1999]
    B > A SHUTDOWN_ACK
    A > B SHUTDOWN_COMPLETE`;
  expect(cut(packets)).toEqual([
    'SCTP_SHUTDOWN_EVENT',
    'SCTP_PARTIAL_DELIVERY_EVENT stream 0 seq 0',
    'SCTP_ASSOC_CHANGE SCTP_SHUTDOWN_COMP',
  ]);
});

const ORDERED = UNORDERED.replaceAll('U ', ' ');

test('each message is cut off by the entry that names it, and by no other', () => {
  const packets = `${ORDERED}
    A > B DATA[tsn=1003 sid=1 flags=B len=1000]
    A > B DATA[tsn=1004 sid=1 ${MIDDLE}]
    A > B DATA[tsn=1005 sid=1 flags=E len=1000]
    B > A SACK[cum=1001 gaps=2-3]
    +1 A > B FORWARD_TSN[cum=1002 skip=0:0]
    B > A SACK[cum=1004]
    +1 A > B FORWARD_TSN[cum=1005 skip=1:0]
    B > A SACK[cum=1005]`;
  expect(cut(packets)).toEqual(['SCTP_PARTIAL_DELIVERY_EVENT stream 0 seq 0', 'SCTP_PARTIAL_DELIVERY_EVENT stream 1 seq 0']);
});

test('what the sender of a restarted association had sent in part is cut off when the new one ends', () => {
  const packets = `${ORDERED}
    B > A SACK[cum=1001]
    A > B INIT[tag=0xa2 tsn=5000]
    B > A INIT_ACK[tag=0xb2 tsn=6000 tie]
    A > B COOKIE_ECHO
    B > A COOKIE_ACK
    +1 A > B ABORT[cause=12 text="over"]`;
  expect(cut(packets, '')).toEqual([
    'SCTP_ASSOC_CHANGE SCTP_RESTART',
    'SCTP_PARTIAL_DELIVERY_EVENT stream 0 seq 0',
    'SCTP_ASSOC_CHANGE SCTP_COMM_LOST',
  ]);
});
