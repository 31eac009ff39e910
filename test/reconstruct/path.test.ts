/** Paths: RFC 9260 sections 5.4 and 8.2 to 8.3, RFC 5061. path.max.retrans is 5 where nobody says otherwise. */
import { ESTABLISHED, established } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

tellsEach([
  {
    happens:
      'the other end of a dead path is the address on the same network, whichever sends there; what still comes to it shows that way alive',
    packets: `${established({ init: 'addr=10.2.0.1', initAck: 'addr=10.2.0.2' })}
      B > A2 HEARTBEAT[info=1]
      A > B HEARTBEAT_ACK[info=1]
      A2 > B HEARTBEAT[info=2]
      +1 A2 > B HEARTBEAT[info=3]
      A > B2 HEARTBEAT[info=12]
      +1 A2 > B HEARTBEAT[info=4]
      A > B2 HEARTBEAT[info=13]
      B2 > A2 HEARTBEAT[info=9]
      +1 A > B2 HEARTBEAT[info=14]`,
    options: { assumptions: { 'path.max.retrans': 1 } },
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.2.0.2, likely'],
      B: [
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1 error 2, likely',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely',
      ],
    },
    usrsctp: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.2.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1, likely', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens:
      'an ASCONF sent again, its ASCONF-ACK too: done once; the new address is confirmed by its first HEARTBEAT, though the other had one before',
    packets: `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
      B > A HEARTBEAT[info=6]
      A > B HEARTBEAT_ACK[info=6]
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=1]
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=1]
      B > A2 HEARTBEAT[info=7]
      A2 > B HEARTBEAT_ACK[info=7]`,
    linux: {
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_ADDED 10.2.0.1, certain', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1 error 2, certain'],
    },
    usrsctp: {
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_ADDED 10.2.0.1, certain', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1, likely'],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'a gap report of what was sent once is an answer of its path',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +1 A > B DATA[tsn=1000]
      +2 A > B DATA[tsn=1000]
      A > B DATA[tsn=1001]
      B > A SACK[cum=999 gaps=2-2]
      +4 A > B DATA[tsn=1000]
      B > A SACK[cum=1001]`,
    options: { assumptions: { 'path.max.retrans': 2 } },
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'one HEARTBEAT more unanswered than path.max.retrans; no way back either',
    packets: `${ESTABLISHED}
      +30 A > B HEARTBEAT[info=1]
      +31 A > B HEARTBEAT[info=2]
      +32 A > B HEARTBEAT[info=3]
      +33 A > B HEARTBEAT[info=4]
      +34 A > B HEARTBEAT[info=5]
      +35 A > B HEARTBEAT[info=6]
      +36 A > B HEARTBEAT[info=7]`,
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens: 'as many as that, and an answer',
    packets: `${ESTABLISHED}
      +30 A > B HEARTBEAT[info=1]
      +31 A > B HEARTBEAT[info=2]
      +32 A > B HEARTBEAT[info=3]
      +33 A > B HEARTBEAT[info=4]
      +34 A > B HEARTBEAT[info=5]
      +35 A > B HEARTBEAT[info=6]
      B > A HEARTBEAT_ACK[info=6]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens: 'the answer to another HEARTBEAT is none',
    packets: `${ESTABLISHED}
      +30 A > B HEARTBEAT[info=1]
      B > A HEARTBEAT_ACK[info=5]
      +31 A > B HEARTBEAT[info=2]
      B > A HEARTBEAT_ACK[info=5]
      +32 A > B HEARTBEAT[info=3]
      B > A HEARTBEAT_ACK[info=5]
      +33 A > B HEARTBEAT[info=4]
      B > A HEARTBEAT_ACK[info=5]
      +34 A > B HEARTBEAT[info=6]
      B > A HEARTBEAT_ACK[info=5]
      +35 A > B HEARTBEAT[info=7]
      B > A HEARTBEAT_ACK[info=5]
      +36 A > B HEARTBEAT[info=8]`,
    linux: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'] },
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'] },
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
  {
    happens: 'fast retransmissions are no time-outs',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      +0.05 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['fast retransmission'],
  },
  {
    happens: 'what one expiry marked and the window let out later is no other expiry',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000] DATA[tsn=1001 ssn=1] DATA[tsn=1002 ssn=2] DATA[tsn=1003 ssn=3]
      +0.3 A > B DATA[tsn=1000]
      +0.2 A > B DATA[tsn=1001 ssn=1]
      +0.2 A > B DATA[tsn=1002 ssn=2]
      +0.2 A > B DATA[tsn=1003 ssn=3]
      B > A SACK[cum=1003]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'a SHUTDOWN sent again with timers that somebody tuned, who has a lower limit too',
    packets: `${ESTABLISHED}
      A > B SHUTDOWN[cum=1999]
      +0.3 A > B SHUTDOWN[cum=1999]
      +0.6 A > B SHUTDOWN[cum=1999]
      +1.2 A > B SHUTDOWN[cum=1999]`,
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'time-outs of the set-up: before it is up nobody is told, afterwards that the path works again, if they counted',
    packets: `
      A > B INIT
      +0.4 A > B INIT
      +0.8 A > B INIT
      +1.6 A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B DATA[tsn=1000]
      +1
      ---
      B > A SACK[cum=1000]`,
    linux: {},
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.2, likely'] },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'the acknowledgement of data that was sent more than once',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      +0.3 A > B DATA[tsn=1000]
      +0.6 A > B DATA[tsn=1000]
      +1.2 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1 A > B DATA[tsn=1001 ssn=1]
      B > A SACK[cum=1001]`,
    linux: {
      A: [
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.2 error 1, likely',
      ],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely', 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
  {
    happens: 'data of a dead path goes another way: the far end misses the dead one',
    packets: `${established({ init: 'addr=10.1.0.1,10.2.0.1', initAck: 'addr=10.1.0.2,10.2.0.2' })}
      A > B DATA[tsn=1000]
      +0.3 A2 > B2 DATA[tsn=1000]
      B2 > A2 SACK[cum=1000]
      A > B HEARTBEAT[info=1]
      +2 A > B HEARTBEAT[info=2]
      +2 A > B HEARTBEAT[info=3]`,
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out', 'heartbeat unanswered'],
  },
  {
    happens: 'a second path is confirmed by its HEARTBEAT',
    packets: `
      A > B INIT[addr=10.1.0.1,10.2.0.1]
      B > A INIT_ACK[addr=10.1.0.2,10.2.0.2]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +1
      ---
      A2 > B2 HEARTBEAT[info=5]
      B2 > A2 HEARTBEAT_ACK[info=5]`,
    linux: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2 error 2, likely'] },
    usrsctp: { A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.2, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'an address is added, made primary, and removed',
    packets: `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=1]
      +1 B > A2 HEARTBEAT[info=7]
      A2 > B HEARTBEAT_ACK[info=7]
      A > B ASCONF[seq=2 prim=10.2.0.1]
      B > A ASCONF_ACK[seq=2]
      A > B ASCONF[seq=3 del=10.1.0.1]
      B > A ASCONF_ACK[seq=3]`,
    linux: {
      B: [
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_ADDED 10.2.0.1, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1 error 2, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_MADE_PRIM 10.2.0.1, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_REMOVED 10.1.0.1, certain',
      ],
    },
    usrsctp: {
      B: [
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_ADDED 10.2.0.1, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.2.0.1, likely',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_MADE_PRIM 10.2.0.1, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_REMOVED 10.1.0.1, certain',
      ],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'an ABORT from an address that has been deleted belongs to no association (RFC 5061 section 4.2.2, RFC 9260 section 8.4)',
    packets: `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=1]
      A2 > B ASCONF[seq=2 del=10.1.0.1]
      B > A2 ASCONF_ACK[seq=2]
      ---
      B > A HEARTBEAT[info=7]
      A > B ABORT[T]
      +2`,
    linux: { B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_REMOVED 10.1.0.1, certain'] },
    usrsctp: { B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_REMOVED 10.1.0.1, certain'] },
    associations: ['complete, open'],
    options: { vantage: ['10.1.0.2'] },
  },
  {
    happens: 'an address that is refused',
    packets: `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=1 refused=1]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'the acknowledgement of another ASCONF',
    packets: `${established({ init: 'ext=ASCONF', initAck: 'ext=ASCONF' })}
      A > B ASCONF[seq=1 add=10.2.0.1]
      B > A ASCONF_ACK[seq=2]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens:
      'a FORWARD-TSN that leaves unprompted, again and again: T3 runs out for what it gives up (RFC 3758 section 3.5 A5), which strikes the path',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000]
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +2 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +4 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +9`,
    linux: {
      A: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely'],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    usrsctp: {
      A: [
        'SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, certain',
        'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.2, likely',
      ],
      B: ['SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely'],
    },
    associations: ['complete, open'],
    options: { vantage: ['10.1.0.1'], assumptions: { 'path.max.retrans': 2 } },
  },
  {
    happens: 'FORWARD-TSNs that SACKs prompt show no time-out, nor does one sent as soon as the data before it',
    packets: `${established({ init: 'ext=PR', initAck: 'ext=PR' })}
      A > B DATA[tsn=1000]
      +0.05 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +2 B > A SACK[cum=999]
      +0.0001 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +4 B > A SACK[cum=999]
      +0.0001 A > B FORWARD_TSN[cum=1000 skip=0:0]
      +9`,
    linux: {},
    usrsctp: { A: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_SENT stream 0 ppid 46 4 bytes, certain'] },
    associations: ['complete, open'],
    options: { vantage: ['10.1.0.1'], assumptions: { 'path.max.retrans': 0 } },
  },
]);
