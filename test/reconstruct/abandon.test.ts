/** Messages given up: RFC 3758. */
import { established } from '../helper/scenario.js';
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
      +1 A > B FORWARD_TSN[cum=1000 skip=0:0]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
]);
