/** Setting up: RFC 9260 section 5. */
import { expect, test } from '@jest/globals';
import { established, play } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const UP = 'SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain';
const NO_AUTH = 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NO_AUTH key 0, certain';
const CONFIRMED = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.1.0.1, certain';

/** The same, less sure. */
const likely = (told: string): string => told.replace('certain', 'likely');

const STALE = 'SCTP_REMOTE_ERROR error 3 (cause 3, Stale Cookie), certain';

tellsEach([
  {
    happens: 'each end sends on as many streams as it wants and the other allows',
    packets: `
      A > B INIT[os=5 mis=7]
      B > A INIT_ACK[os=9 mis=3]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 3 in 7, certain', NO_AUTH],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 7 in 3, certain', NO_AUTH],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 3 in 7, certain', NO_AUTH],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 7 in 3, certain', NO_AUTH, CONFIRMED],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'AUTH at both ends, an adaptation indication, one of zero',
    packets: `
      A > B INIT[adapt=5 ext=PR,AUTH,ASCONF,RECONF,IDATA]
      B > A INIT_ACK[adapt=0 ext=PR,AUTH,ASCONF,RECONF]
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP], B: [UP, 'SCTP_ADAPTATION_INDICATION 0x00000005, certain'] },
    usrsctp: {
      A: [UP, 'SCTP_ADAPTATION_INDICATION 0x00000000, certain'],
      B: [UP, 'SCTP_ADAPTATION_INDICATION 0x00000005, certain', CONFIRMED],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'the COOKIE-ECHO is sent again, as late as the round trip of the INIT makes it (RFC 9260 section 6.3.1 C2)',
    packets: `
      A > B INIT
      +0.15 B > A INIT_ACK
      A > B COOKIE_ECHO
      +0.54 A > B COOKIE_ECHO
      +0.15 B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    options: { assumptions: { 'rto.initial': 300 } },
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'a stale cookie, and the next one waited for up to RTO.Max, as measured since the first INIT',
    packets: `
      A > B INIT
      +0.15 B > A INIT_ACK
      A > B COOKIE_ECHO
      +0.15 B > A ERROR[causes=3:00000001]
      A > B INIT
      +0.15 B > A INIT_ACK
      A > B COOKIE_ECHO
      +2.8 B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    options: { assumptions: { 'rto.initial': 300, 'rto.max': 3000 } },
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [STALE, UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'the INIT is sent again',
    packets: `
      A > B INIT
      +0.9 A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'the INIT-ACK is lost, another INIT-ACK chooses another tag',
    packets: `
      A > B INIT
      B > A INIT_ACK[tag=0xb7 tsn=9000]
      +0.9 A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'two INIT-ACKs choose two tags, and the first one counts',
    packets: `
      A > B INIT
      B > A INIT_ACK
      +1 A > B INIT
      B > A INIT_ACK[tag=0xb2 tsn=7000]
      A > B {tag=0xb1} COOKIE_ECHO
      B > A COOKIE_ACK
      A > B {tag=0xb1} HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH].map(likely) },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED].map(likely) },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'two INIT-ACKs choose two tags, and the second comes when the cookie of the first is on its way',
    packets: `
      A > B INIT
      +1 A > B INIT
      B > A INIT_ACK
      A > B {tag=0xb1} COOKIE_ECHO
      B > A INIT_ACK[tag=0xb2 tsn=7000]
      B > A COOKIE_ACK
      A > B {tag=0xb1} HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'the COOKIE-ACK is lost, and sent again for a second COOKIE-ECHO',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      +1 A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['COOKIE-ECHO repeated'],
  },
  {
    happens: 'the COOKIE-ACK is lost, DATA comes in its place: only some stacks take it for one',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      +0.5 B > A DATA[tsn=2000]
      +0.4 A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B SACK[cum=2000]`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['COOKIE-ECHO repeated'],
  },
  {
    happens: 'a HEARTBEAT comes in its place',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      +0.5 B > A HEARTBEAT
      +0.4 A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['COOKIE-ECHO repeated'],
  },
  {
    happens: 'both ends begin at once, the INITs cross',
    packets: `
      A > B INIT
      B > A INIT
      A > B INIT_ACK
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ECHO
      A > B COOKIE_ACK
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    associations: ['collision, open'],
    diagnoses: ['collision'],
  },
  {
    happens: 'a stale cookie',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A ERROR[causes=3:00000064]
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: ['SCTP_REMOTE_ERROR error 3 (cause 3, Stale Cookie), certain', UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'a stale cookie, and no further try: who refused it never was up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A ERROR[causes=3:00000064]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'it had answered an INIT and then calls itself, with another tag: one association, and the cookie of its answer comes late',
    packets: `
      A > B INIT
      B > A INIT_ACK
      B > A {tag=0} INIT[tag=0xb2 tsn=7000]
      A > B {tag=0xb2} INIT_ACK
      A > B {tag=0xb1} COOKIE_ECHO
      B > A COOKIE_ECHO
      A > B {tag=0xb2} COOKIE_ACK
      B > A HEARTBEAT
      A > B {tag=0xb2} HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    associations: ['collision, open'],
    diagnoses: ['collision', 'COOKIE-ECHO too late'],
  },
  {
    happens: 'nobody answers the INITs, as long as the capture goes on',
    packets: `
      A > B INIT
      +0.9 A > B INIT
      +1.8 A > B INIT
      +90`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    associations: ['incomplete, not-started'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'nothing follows the handshake',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      +30`,
    linux: { A: [UP.replace('certain', 'likely'), NO_AUTH.replace('certain', 'likely')], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP.replace('certain', 'likely'), NO_AUTH.replace('certain', 'likely')], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'the cookie is refused: who refuses it never was up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A ABORT[cause=4]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC error 1024 (cause 4, Out of Resource), likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC error 4 (cause 4, Out of Resource), likely'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'the capture ends with the INIT',
    packets: `
      A > B INIT`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'the capture ends with the third of INITs much closer together than by default: their number was lowered too',
    packets: `
      A > B INIT
      +0.4 A > B INIT
      +0.5 A > B INIT`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    associations: ['incomplete, not-started'],
    diagnoses: ['INIT retransmitted'],
  },
  {
    happens: 'the COOKIE-ACK is missing from the capture, and for a while there is nothing to send',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      +20 A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
  },
  {
    happens: 'nobody answers the only COOKIE-ECHO, and a minute later nothing has shown that its sender is up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      +70`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'nobody answers the COOKIE-ECHOs',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      +0.9 A > B COOKIE_ECHO
      +1.8 A > B COOKIE_ECHO
      +90`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'refused by ABORT, as where nobody listens',
    packets: `
      A > B INIT
      B > A ABORT`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'refused with a cause',
    packets: `
      A > B INIT
      B > A ABORT[cause=11]`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC error 2816 (cause 11, Restart of an Association with New Addresses), likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC error 11 (cause 11, Restart of an Association with New Addresses), likely'] },
    associations: ['incomplete, not-started'],
  },
  {
    happens: 'an ABORT with a wrong tag refuses nothing',
    packets: `
      A > B INIT
      B > A {tag=7} ABORT[T]
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: { A: [UP, NO_AUTH], B: [UP, NO_AUTH] },
    usrsctp: { A: [UP, NO_AUTH], B: [UP, NO_AUTH, CONFIRMED] },
    associations: ['complete, open'],
    diagnoses: ['wrong verification tag'],
  },
  {
    happens: 'two hosts choose the same tag',
    packets: `
      A > B INIT[tag=5]
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      A > B HEARTBEAT
      B > A HEARTBEAT_ACK
      X > B INIT[tag=5]
      B > X INIT_ACK[tag=0xb2]
      X > B COOKIE_ECHO
      B > X COOKIE_ACK
      X > B HEARTBEAT
      B > X HEARTBEAT_ACK
      +1
      ---
      B > X ABORT[cause=12 text=over]
      A > B {tag=0xb1} HEARTBEAT
      B > A HEARTBEAT_ACK`,
    linux: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 3072 (cause 12, User-Initiated Abort), certain'],
    },
    usrsctp: {
      A: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, likely'],
      B: ['SCTP_ASSOC_CHANGE SCTP_COMM_LOST error 12 (cause 12, User-Initiated Abort) streams out 10 in 10, certain'],
    },
    associations: ['complete, open', 'complete, aborted'],
  },
]);

test('the extensions of an endpoint with forty addresses are read, whatever stands before them', () => {
  const addr = Array.from({ length: 40 }, (_, at) => `10.9.0.${at + 1}`).join();
  const script = established({ init: `addr=${addr} ext=AUTH`, initAck: `addr=${addr.replaceAll('10.9', '10.8')} ext=AUTH` });
  const { A, B } = play('linux', script.replace('---', ''));
  expect([...A, ...B].filter((line) => line.includes('COMM_UP'))).toHaveLength(2);
  expect([...A, ...B].filter((line) => line.includes('NO_AUTH'))).toEqual([]);
});

test('an ABORT of one whose COOKIE-ACK may be missing from the capture, since its peer is up, is no certain end of a set-up', () => {
  const { A } = play(
    'linux',
    `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      A > B DATA[tsn=1000]
      B > A SACK[cum=1000]
      +0.5 A > B ABORT[cause=12 text=bye]
      +5`,
  );
  expect(A).toEqual(['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC error 3072 (cause 12, User-Initiated Abort), likely']);
});
