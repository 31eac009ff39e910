/** The queue that runs dry: RFC 6458 section 6.1.9. */

import { expect, test } from '@jest/globals';
import type { NotificationType } from '../../src/notification/notification.js';
import { ESTABLISHED, established, hear, play } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const DRY = 'SCTP_SENDER_DRY_EVENT, likely';
const UP = 'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain';
const SURE = 'SCTP_SENDER_DRY_EVENT, certain';
/** The capture was taken at A, which answers in 0.1 ms. */
const AT_A = `
      A > B INIT
      +0.04 B > A INIT_ACK
      +0.0001 A > B COOKIE_ECHO
      +0.04 B > A COOKIE_ACK
      +0.0001 A > B HEARTBEAT[info=1]
      +0.04 B > A HEARTBEAT_ACK[info=1]
      +0.01 B > A HEARTBEAT[info=2]
      +0.0001 A > B HEARTBEAT_ACK[info=2]
      +1
      ---`;
/** The capture was taken near neither; both answer within half a millisecond. */
const NEXT_DOOR = `
      A > B INIT
      +0.0005 B > A INIT_ACK
      +0.0005 A > B COOKIE_ECHO
      +0.0005 B > A COOKIE_ACK
      +0.0005 A > B HEARTBEAT[info=1]
      +0.0005 B > A HEARTBEAT_ACK[info=1]
      +0.01 B > A HEARTBEAT[info=2]
      +0.0005 A > B HEARTBEAT_ACK[info=2]
      +1
      ---`;
const options = { subscription: new Set<NotificationType>(['SCTP_SENDER_DRY_EVENT']) };

tellsEach([
  {
    happens:
      'at B, whose SHUTDOWN comes as long after the SACK as its SHUTDOWN-COMPLETE after the SHUTDOWN-ACK: the way has become longer, and it had waited for the SACK',
    packets: `${ESTABLISHED}
      B > A DATA[tsn=2000]
      +0.0001 A > B SACK[cum=2000]
      +0.12 B > A SHUTDOWN[cum=999]
      +0.0001 A > B SHUTDOWN_ACK
      +0.12 B > A SHUTDOWN_COMPLETE`,
    linux: {},
    usrsctp: { B: [DRY] },
    associations: ['complete, shutdown'],
    options,
  },
  {
    happens: 'what waits for the window: the stack counts more than the user data against it',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=700]
      B > A SACK[cum=1000 rwnd=2220]
      +1 A > B DATA[tsn=1001 len=700] DATA[tsn=1002 len=700]
      B > A SACK[cum=1002 rwnd=4000]
      +0.0125 A > B DATA[tsn=1003 len=500]
      B > A SACK[cum=1003]`,
    linux: { A: [DRY, DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens:
      'at A: what leaves as fast as the stack answers had been waiting for the SACK (Nagle); what comes later is what a woken application sends',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +0.00012 A > B DATA[tsn=1001]
      +0.04 B > A SACK[cum=1001]
      +0.00019 A > B DATA[tsn=1002]
      +0.04 B > A SACK[cum=1002]
      +1`,
    linux: { A: [DRY, SURE] },
    usrsctp: { A: [DRY, SURE] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: messages gathered into one packet show the Nagle algorithm, and then a little more may have been waiting',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001]
      +0.02 B > A DATA[tsn=2000]
      +0.0001 A > B DATA[tsn=1002] DATA[tsn=1003]
      +0.04 B > A SACK[cum=1003]
      +0.0003 A > B DATA[tsn=1004]
      +0.04 B > A SACK[cum=1004]
      +1`,
    linux: { A: [SURE, DRY, SURE] },
    usrsctp: { A: [SURE, SURE] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: small messages that leave while data is in flight show that Nagle is off, where arriving data lets nothing go',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001]
      +0.001 B > A DATA[tsn=2000]
      +0.0001 A > B DATA[tsn=1002]
      +0.04 B > A SACK[cum=1002]
      +0.002 A > B DATA[tsn=1003]
      +0.04 B > A SACK[cum=1003]
      +0.0005 A > B DATA[tsn=1004]
      +0.04 B > A SACK[cum=1004]
      +1`,
    linux: { A: [SURE, SURE, DRY, SURE] },
    usrsctp: { A: [SURE, DRY, DRY, SURE] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: a message given up in the middle was not all that its queue held when the SACK came',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001] DATA[tsn=1002 flags=B]
      +0.04 B > A SACK[cum=1001]
      +0.0001 A > B FORWARD_TSN[cum=1002]
      +0.04 B > A SACK[cum=1002]
      +1`,
    linux: { A: [SURE, SURE] },
    usrsctp: { A: [SURE, SURE] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: nothing follows for long enough, even for a host that is kept busy',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +0.06 A > B DATA[tsn=1001]
      +0.04 B > A SACK[cum=1001]
      +0.005 A > B DATA[tsn=1002]`,
    linux: { A: [SURE, DRY] },
    usrsctp: { A: [SURE, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'at A: a SACK for more than passed here shows that this was on its way when the one before came',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +0.0001 B > A SACK[cum=1001]
      +1`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    diagnoses: ['gap in the capture'],
    options,
  },
  {
    happens: 'at A, whose host says that no SCTP is there any more',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.04 B > A SACK[cum=1000]
      +0.00002 A > B ICMP[3/2]
      +1`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['ICMP error'],
    options,
  },
  {
    happens: 'a SACK of everything',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'not of an endpoint of which nothing is known to have been sent: a stray SACK',
    packets: `
      B > A {tag=7} SACK[cum=1000]
      A > B {tag=8} HEARTBEAT[info=1]`,
    linux: {},
    usrsctp: {},
    associations: ['seen-from-middle, open'],
    options,
  },
  {
    happens: 'a SACK of the data beside the cookie, before the COOKIE-ACK: it is not up yet',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000]
      +0.001 A > B DATA[tsn=1001]
      B > A SACK[cum=1001]
      +0.5 A > B COOKIE_ECHO
      B > A COOKIE_ACK
      +2`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['COOKIE-ECHO repeated'],
    options,
  },
  {
    happens: 'what is left is given up: Linux counts what is in flight, before the peer has acknowledged the FORWARD-TSN',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000] DATA[tsn=1001]
      +0.3 B > A SACK[cum=999 gaps=2-2]
      +0.0005 A > B FORWARD_TSN[cum=1000]
      +0.3 B > A SACK[cum=1001]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'not while something is outstanding',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000] DATA[tsn=1001]
      B > A SACK[cum=1000]
      +1 B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'not before the last fragment of a message',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 flags=B len=1000]
      B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001 flags=E len=1000]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'again for the same SACK',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1 B > A SACK[cum=1000]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'for an older SACK: by the stack',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001]
      B > A SACK[cum=1001]
      +1 B > A SACK[cum=1000]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY, DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'more leaves at once: it had been queued',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=1400]
      B > A SACK[cum=1000]
      +0.0001 A > B DATA[tsn=1001 len=1400]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: "more leaves at once, and the application's log tells that it had been queued",
    packets: `${ESTABLISHED}
      A sends[len=1400]
      A > B DATA[tsn=1000 len=1400]
      +0.0001 A sends[len=1400]
      +0.01 B > A SACK[cum=1000]
      +0.003 A > B DATA[tsn=1001 ssn=1 len=1400]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: "more leaves at once, and the application's log tells that it was sent then",
    packets: `${ESTABLISHED}
      A sends[len=1400]
      A > B DATA[tsn=1000 len=1400]
      +0.01 B > A SACK[cum=1000]
      +0.0015 A sends[len=1400]
      A > B DATA[tsn=1001 ssn=1 len=1400]
      +0.01 B > A SACK[cum=1001]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: "after the other's SHUTDOWN: by the stack",
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SHUTDOWN[cum=999]
      B > A SACK[cum=1000]
      A > B SHUTDOWN_ACK
      B > A SHUTDOWN_COMPLETE`,
    linux: {},
    usrsctp: { A: [DRY] },
    associations: ['complete, shutdown'],
    options,
  },
  {
    happens: 'more leaves so soon that it cannot have waited for the SACK',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.002 A > B DATA[tsn=1001]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'more leaves as soon as the SACK has come, but nothing had held it back: it is what the application sends next',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=1400]
      B > A SACK[cum=1000]
      +0.0125 A > B DATA[tsn=1001 len=1400]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'small messages leave together when the SACK has come: they had been queued',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.0125 A > B DATA[tsn=1001] DATA[tsn=1002]
      B > A SACK[cum=1002]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'the congestion window was full: what leaves when the SACK has come had been queued',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=1400]
      A > B DATA[tsn=1001 len=1400]
      A > B DATA[tsn=1002 len=1400]
      A > B DATA[tsn=1003 len=1400]
      B > A SACK[cum=1003]
      +0.0125 A > B DATA[tsn=1004 len=1400]
      B > A SACK[cum=1004]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'two SACKs come together, the first of a full congestion window',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=1400] DATA[tsn=1001 len=1400]
      A > B DATA[tsn=1002 len=1400] DATA[tsn=1003 len=1400]
      B > A SACK[cum=1001]
      +0.0001 B > A SACK[cum=1003]
      +0.0125 A > B DATA[tsn=1004 len=1400]
      B > A SACK[cum=1004]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: "the peer's window was full: what leaves when the SACK has come had been queued",
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=1000]
      B > A SACK[cum=1000 rwnd=1000]
      +1 A > B DATA[tsn=1001 len=1000]
      B > A SACK[cum=1001 rwnd=4000]
      +0.0125 A > B DATA[tsn=1002 len=1000]
      B > A SACK[cum=1002]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'the SACK is lost: what it acknowledges is sent again',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    diagnoses: ['spurious retransmission'],
    options,
  },
  {
    happens: 'a TSN below the highest is seen for the first time when it is sent again',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1001 flags=E]
      +1 A > B DATA[tsn=1000 flags=B]
      B > A SACK[cum=1001]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'its SHUTDOWN had been waiting for the SACK: by the stack',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.0125 A > B SHUTDOWN[cum=1999]
      B > A SHUTDOWN_ACK
      A > B SHUTDOWN_COMPLETE`,
    linux: {},
    usrsctp: { A: [DRY] },
    associations: ['complete, shutdown'],
    options,
  },
  {
    happens: 'it had sent an ABORT before',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      A > B ABORT[cause=12]
      +0.001 B > A SACK[cum=1000]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, aborted'],
    options,
  },
  {
    happens: 'an ABORT later, after the SACK has come',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.02 A > B ABORT[cause=12]`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, aborted'],
    options,
  },
  {
    happens: 'together with the COOKIE-ACK: after COMM_UP',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000]
      B > A COOKIE_ACK SACK[cum=1000]
      +1 B > A DATA[tsn=2000]
      A > B SACK[cum=2000]`,
    linux: { A: [UP, DRY], B: [UP, DRY] },
    usrsctp: { A: [UP, DRY], B: [UP, DRY] },
    associations: ['complete, open'],
    options: { subscription: new Set<NotificationType>(['SCTP_ASSOC_CHANGE', 'SCTP_SENDER_DRY_EVENT']) },
  },
  {
    happens:
      "chunk headers count against the congestion window of FreeBSD's stack (sctp_output.c sctp_move_to_outqueue): what leaves when the SACK has come had been queued",
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000 len=300] DATA[tsn=1001 len=300] DATA[tsn=1002 len=300] DATA[tsn=1003 len=300]
      A > B DATA[tsn=1004 len=300] DATA[tsn=1005 len=300] DATA[tsn=1006 len=300] DATA[tsn=1007 len=300]
      A > B DATA[tsn=1008 len=300] DATA[tsn=1009 len=300] DATA[tsn=1010 len=300] DATA[tsn=1011 len=300]
      A > B DATA[tsn=1012 len=300] DATA[tsn=1013 len=300]
      B > A SACK[cum=1013]
      +0.0125 A > B DATA[tsn=1014 len=1400]
      B > A SACK[cum=1014]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens:
      'at A: small messages that leave one by one while data is in flight defy Nagle; gathered into one packet later, the congestion window had held them',
    packets: `${AT_A}
      A > B DATA[tsn=1000]
      +0.001 A > B DATA[tsn=1001 len=300]
      +0.00001 A > B DATA[tsn=1002 len=300]
      +0.00001 A > B DATA[tsn=1003 len=300]
      +0.04 B > A SACK[cum=1003]
      +0.00012 A > B DATA[tsn=1004]
      +0.04 B > A SACK[cum=1004]
      +1`,
    linux: { A: [DRY, SURE] },
    usrsctp: { A: [DRY, SURE] },
    associations: ['complete, open'],
    options,
  },
  {
    happens:
      'far away, where messages gathered into one packet when something arrives show the Nagle algorithm: what leaves as the SACK comes had been held by it (RFC 6458 section 8.1.5)',
    packets: `${NEXT_DOOR}
      A > B DATA[tsn=1000]
      +0.001 B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001]
      +0.01 B > A DATA[tsn=2000]
      +0.0005 A > B DATA[tsn=1002] DATA[tsn=1003]
      +0.001 B > A SACK[cum=1003]
      +0.00052 A > B DATA[tsn=1004]
      +0.001 B > A SACK[cum=1004]
      +2`,
    linux: { A: [DRY, DRY, DRY] },
    usrsctp: { A: [DRY, DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'the way has become longer since the set-up: what leaves sooner than the answers after the SACK take had not waited for it',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.02 B > A SACK[cum=1000]
      +0.06 A > B DATA[tsn=1001]
      +0.01 B > A DATA[tsn=2000]
      +0.15 A > B SACK[cum=2000]
      +0.01 B > A DATA[tsn=2001]
      +0.15 A > B SACK[cum=2001]
      +2`,
    linux: { B: [DRY] },
    usrsctp: { B: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens:
      'data handed over during the set-up leaves when the COOKIE-ACK has come (sctp_input.c sctp_handle_cookie_ack): the SACK beside that leaves nothing empty',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO DATA[tsn=1000]
      B > A COOKIE_ACK SACK[cum=1000]
      +0.0001 A > B DATA[tsn=1001 len=1400]
      B > A SACK[cum=1001]
      +2`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'SACKs are lost one after the other: each time-out is twice as long (RFC 9260 section 6.3.3)',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +2 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +6`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    diagnoses: ['spurious retransmission'],
    options,
  },
  {
    happens:
      'a SACK that comes behind the SHUTDOWN, with nothing left outstanding, finds SHUTDOWN-ACK sent (sctp_input.c sctp_process_control)',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.5 B > A SHUTDOWN[cum=1000]
      +0.0001 B > A SACK[cum=1000]
      A > B SHUTDOWN_ACK
      B > A SHUTDOWN_COMPLETE`,
    linux: { A: [DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, shutdown'],
    options,
  },
  {
    happens: 'data in one packet with the SACK is acknowledged: the SACK has arrived (RFC 9260 section 6.10)',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000] DATA[tsn=2000]
      +0.2 A > B SACK[cum=2000]
      +3`,
    linux: { A: [SURE], B: [DRY] },
    usrsctp: { A: [SURE], B: [DRY] },
    associations: ['complete, open'],
    options,
  },
  {
    happens: 'not if the data was sent again: that may have arrived alone',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000] DATA[tsn=2000]
      +0.3 B > A DATA[tsn=2000]
      A > B SACK[cum=2000]
      +3`,
    linux: { A: [DRY], B: [DRY] },
    usrsctp: { A: [DRY], B: [DRY] },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
    options,
  },
  {
    happens:
      "a FORWARD-TSN beyond all that was sent: what it gives up stays on the queue of FreeBSD's stack until it is acknowledged (sctputil.c sctp_release_pr_sctp_chunk)",
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000 flags=B len=1000]
      +0.3 A > B FORWARD_TSN[cum=1001 skip=0:0,0:0]
      B > A SACK[cum=1000]
      +1 B > A SACK[cum=1001]`,
    linux: { A: [DRY, DRY] },
    usrsctp: { A: [DRY] },
    associations: ['complete, open'],
    options,
  },
]);

const FAR = { ...options, vantage: ['10.1.0.1'], alternatives: true };

test('a FORWARD-TSN for what a SACK acknowledged shows that the SACK was lost: nobody has one sent for what is acknowledged (RFC 3758 section 3.5)', () => {
  const acknowledged = `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
    B > A DATA[tsn=2000]
    A > B SACK[cum=2000]`;
  expect(play('usrsctp', `${acknowledged}\n+3`, FAR).B).toEqual([DRY]);
  expect(play('usrsctp', `${acknowledged}\n+0.5 B > A FORWARD_TSN[cum=2000]\n+3`, { ...FAR, alternatives: false }).B).toEqual([]);
});

test('what stands or falls with the arrival of a SACK is said where its loss would not show, by what is sent again', () => {
  const hinges = (packets: string) =>
    hear('linux', `${ESTABLISHED}\nB > A DATA[tsn=2000]\nA > B SACK[cum=2000]\n${packets}`, FAR).notifications.map(
      ({ hinge }) => hinge?.what,
    );
  expect(hinges('+9')).toEqual([undefined]);
  expect(hinges('+0.3 B > A DATA[tsn=2001]\nA > B SACK[cum=2001]\n+9')).toEqual(['SACK in frame 7 reached 10.1.0.2:6010', undefined]);
  expect(hinges('A > B DATA[tsn=1000]\n+9')).toEqual(['SACK in frame 7 reached 10.1.0.2:6010']);
  expect(hinges('A > B HEARTBEAT[info=1]\n+9')).toEqual(['SACK in frame 7 reached 10.1.0.2:6010']);
});

test('where an end reports TSNs as received twice that were sent once, a SACK may come to it twice: said aside, for a log to decide', () => {
  const asides = (reported: string, again = '') =>
    hear(
      'usrsctp',
      `${ESTABLISHED}
        A > B DATA[tsn=1000]
        ${again}
        B > A SACK[cum=1000 dup=${reported}] DATA[tsn=2000]
        A > B SACK[cum=2000]
        +9`,
      FAR,
    ).notifications.filter(({ endpoint, aside }) => endpoint === 1 && aside).length;
  expect(asides('1000')).toBe(1);
  expect(asides('999')).toBe(0);
  expect(asides('1000', '+1 A > B DATA[tsn=1000]')).toBe(0);
});

test('of SACKs without end that may have emptied a queue, the oldest is believed when one more comes', () => {
  const waiting = `${ESTABLISHED}
    A > B DATA[tsn=1000 len=1400] DATA[tsn=1001 len=1400] DATA[tsn=1002 len=1400]`;
  const sacks = (count: number) => `${waiting}\n${'+0 B > A SACK[cum=1002]\n'.repeat(count)}`;
  const believedBeforeAbort = (count: number) => play('linux', `${sacks(count)}\n+0.0001 A > B ABORT`, options).A.length;
  expect(believedBeforeAbort(256)).toBe(0);
  expect(believedBeforeAbort(300)).toBe(44);
});
