/** ICMP errors: RFC 9260 section 10. */
import { ESTABLISHED } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const UP = ['SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10, certain', 'SCTP_AUTHENTICATION_EVENT SCTP_AUTH_NO_AUTH key 0, certain'];

tellsEach([
  {
    happens: 'nobody speaks SCTP there: an ICMP error that quotes the INIT',
    packets: `
      A > B INIT
      B > A ICMP[3/2]
      +1`,
    linux: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, likely'] },
    usrsctp: { A: ['SCTP_ASSOC_CHANGE SCTP_CANT_STR_ASSOC, possible'] },
    associations: ['incomplete, not-started'],
    diagnoses: ['ICMP error'],
  },
  {
    happens: 'other ICMP errors about an INIT are waited out',
    packets: `
      A > B INIT
      B > A ICMP[3/1]
      B > A INIT_ACK
      A > B COOKIE_ECHO
      ---
      B > A COOKIE_ACK
      B > A HEARTBEAT
      A > B HEARTBEAT_ACK`,
    linux: { A: UP, B: UP },
    usrsctp: { A: UP, B: [...UP, 'SCTP_PEER_ADDR_CHANGE SCTP_ADDR_CONFIRMED 10.1.0.1, certain'] },
    associations: ['complete, open'],
    diagnoses: ['ICMP error'],
  },
  {
    happens: 'what is established stays so',
    packets: `${ESTABLISHED}
      A > B DATA[tsn=1000]
      B > A ICMP[3/2]
      B > A SACK[cum=1000]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
    diagnoses: ['ICMP error'],
  },
]);
