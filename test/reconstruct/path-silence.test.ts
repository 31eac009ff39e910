/** HEARTBEATs of the far end that were lost before they passed, and answers to them that were lost behind: its timers being known, so is what it made of that. */
import { expect, test } from '@jest/globals';
import { ESTABLISHED, hear } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const UNREACHABLE = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_UNREACHABLE 10.1.0.1, likely';
const AVAILABLE = 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_AVAILABLE 10.1.0.1 error 2, likely';
const AT_A = { vantage: ['10.1.0.1'] };
const TIMERS = { 'path.max.retrans': 2, 'hb.interval': 500, 'rto.min': 300, 'rto.max': 1000 };
const options = { ...AT_A, assumptions: TIMERS };

/** Answered, though the HEARTBEATs between the two were lost. */
const SILENT = (seconds: number) => `${ESTABLISHED}
  B > A HEARTBEAT[info=91]
  A > B HEARTBEAT_ACK[info=91]
  +${seconds} B > A HEARTBEAT[info=92]
  A > B HEARTBEAT_ACK[info=92]`;

tellsEach([
  {
    happens:
      'silent for six seconds: at least four HEARTBEATs are missing (transport.c sctp_transport_timeout), and the fourth was the third time-out',
    packets: SILENT(6),
    options,
    linux: { B: [UNREACHABLE, AVAILABLE] },
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'silent for as long as three HEARTBEATs take',
    packets: SILENT(2),
    options,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'silent for thirty years, and a log states a limit that no path comes to: what is missing is counted up to a bound',
    packets: SILENT(1e9),
    options: { ...AT_A, assumptions: { ...TIMERS, 'path.max.retrans': 1e15 } },
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'its timers are not known: nothing is counted that was not seen',
    packets: SILENT(6),
    options: { ...AT_A, assumptions: { 'path.max.retrans': 2 } },
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'its HEARTBEATs come sooner than after an answer, and what A sends is not answered: the answers of A do not arrive',
    packets: `${ESTABLISHED}
      B > A HEARTBEAT[info=91]
      A > B HEARTBEAT_ACK[info=91]
      +0.6 A > B HEARTBEAT[info=1]
      +0.1 B > A HEARTBEAT[info=92]
      A > B HEARTBEAT_ACK[info=92]
      +0.35 B > A HEARTBEAT[info=93]
      A > B HEARTBEAT_ACK[info=93]
      +0.6 B > A HEARTBEAT[info=94]
      A > B HEARTBEAT_ACK[info=94]
      A > B HEARTBEAT[info=2]
      B > A HEARTBEAT_ACK[info=2]
      +0.7 B > A HEARTBEAT[info=95]
      A > B HEARTBEAT_ACK[info=95]`,
    options,
    linux: { B: [UNREACHABLE, AVAILABLE] },
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['heartbeat unanswered'],
  },
]);

const CUT_OFF = `${ESTABLISHED}
  B > A HEARTBEAT[info=91]
  A > B HEARTBEAT_ACK[info=91]
  +0.6 A > B HEARTBEAT[info=1]
  +0.1 B > A HEARTBEAT[info=92]
  A > B HEARTBEAT_ACK[info=92]
  +0.35 B > A HEARTBEAT[info=93]
  A > B HEARTBEAT_ACK[info=93]
  +0.6 B > A HEARTBEAT[info=94]
  A > B HEARTBEAT_ACK[info=94]`;

/** The states of the path to A that B is told of, and whether each is merely said aside. */
const told = (script: string, alternatives = false) =>
  hear('linux', script, { ...options, alternatives }).notifications.flatMap(({ endpoint, body, aside }) =>
    endpoint === 1 && body.sn_type === 'SCTP_PEER_ADDR_CHANGE' ? [`${body.spc_state}${aside ? ' aside' : ''}`] : [],
  );

test('data that is answered shows that what is sent there arrives again, though a HEARTBEAT before it did not', () => {
  const answered = `${CUT_OFF}
    +0.1 A > B DATA[tsn=1000]
    B > A SACK[cum=1000]
    +0.6 B > A HEARTBEAT[info=95]
    A > B HEARTBEAT_ACK[info=95]`;
  expect(told(answered)).toEqual(['SCTP_ADDR_UNREACHABLE', 'SCTP_ADDR_AVAILABLE']);
});

test('an answer taken for lost may have come, and one that passes may be lost, but for one of the next: which it was is for a log to decide', () => {
  const silent = `${SILENT(2)}
    +0.7 B > A HEARTBEAT[info=93]
    A > B HEARTBEAT_ACK[info=93]`;
  expect(told(silent, true)).toEqual(['SCTP_ADDR_UNREACHABLE aside', 'SCTP_ADDR_AVAILABLE aside', 'SCTP_ADDR_AVAILABLE aside']);
  expect(told(CUT_OFF, true)).toContain('SCTP_ADDR_AVAILABLE aside');
});
