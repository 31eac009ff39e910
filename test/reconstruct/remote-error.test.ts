/** ERROR chunks, RFC 9260 section 3.3.10; keys of AUTH chunks, RFC 4895. */
import { expect, test } from '@jest/globals';
import { ESTABLISHED, established, hear } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

tellsEach([
  {
    happens: 'one cause',
    packets: `${ESTABLISHED}
      A > B ERROR[causes=6:c1000004]`,
    linux: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    usrsctp: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'behind a COOKIE-ACK of whose arrival nothing is seen yet: the association is up',
    packets: `
      A > B INIT
      B > A INIT_ACK
      A > B COOKIE_ECHO
      B > A COOKIE_ACK
      +0.5
      ---
      B > A ERROR[causes=6:c1000004]
      +1 A > B DATA[tsn=1000]
      B > A SACK[cum=1000]`,
    linux: { A: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    usrsctp: { A: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'two causes: by the cause, or by the chunk',
    packets: `${ESTABLISHED}
      A > B ERROR[causes=6:c1000004,8:c0050004]`,
    linux: {
      B: [
        'SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely',
        'SCTP_REMOTE_ERROR error 8 (cause 8, Unrecognized Parameters), likely',
      ],
    },
    usrsctp: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'a cause that quotes more than one stack looks at',
    packets: `${ESTABLISHED}
      A > B ERROR[causes=6:${'ff'.repeat(505)}]`,
    linux: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    usrsctp: {},
    associations: ['complete, open'],
  },
  {
    happens: 'a cause that quotes as much as that',
    packets: `${ESTABLISHED}
      A > B ERROR[causes=6:${'ff'.repeat(504)}]`,
    linux: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    usrsctp: { B: ['SCTP_REMOTE_ERROR error 6 (cause 6, Unrecognized Chunk Type), likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'no cause',
    packets: `${ESTABLISHED}
      A > B ERROR`,
    linux: {},
    usrsctp: { B: ['SCTP_REMOTE_ERROR, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'after the association has ended',
    packets: `${ESTABLISHED}
      A > B ABORT[cause=12 text=over]
      +2
      ---
      B > A ERROR[causes=6:c1000004]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, aborted'],
  },
  {
    happens: 'another key',
    packets: `${established({ init: 'ext=AUTH', initAck: 'ext=AUTH' })}
      A > B AUTH[key=5] DATA[tsn=1000]
      B > A SACK[cum=1000 rwnd=90000]
      A > B AUTH[key=5] DATA[tsn=1001]
      B > A SACK[cum=1001 rwnd=90000]`,
    linux: {
      B: ['SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NEW_KEY key 5, likely', 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NEW_KEY key 5, likely'],
    },
    usrsctp: { B: ['SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NEW_KEY key 5, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'a key that the peer does not have: it discards what is signed with it, and lives on',
    packets: `${established({ init: 'ext=AUTH', initAck: 'ext=AUTH' })}
      A > B AUTH[key=5] DATA[tsn=1000]
      +0.4 A > B AUTH[key=5] DATA[tsn=1000]
      B > A HEARTBEAT
      A > B HEARTBEAT_ACK
      +0.8 A > B AUTH[key=5] DATA[tsn=1000]
      B > A HEARTBEAT
      A > B HEARTBEAT_ACK
      +2`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['retransmission by time-out'],
  },
]);

/** The key that is told to have been used before, for each new one. */
function alternates(profile: string): number[] {
  const keys = '\nA > B AUTH[key=5] DATA[tsn=1000]\nB > A SACK[cum=1000]\nA > B AUTH[key=7] DATA[tsn=1001]\nB > A SACK[cum=1001]';
  const { notifications } = hear(profile, `${established({ init: 'ext=AUTH', initAck: 'ext=AUTH' })}${keys}`);
  return notifications.flatMap(({ body }) => (body.sn_type === 'SCTP_AUTHENTICATION_EVENT' ? [body.auth_altkeynumber] : []));
}

test('a new key takes the place of the one before', () => {
  expect(alternates('usrsctp')).toEqual([0, 5]);
  expect(alternates('linux')).toEqual([0, 0]);
});
