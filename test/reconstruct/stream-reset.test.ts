/** Re-configuration: RFC 6525. */
import { ESTABLISHED, established } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

tellsEach([
  {
    happens: 'outgoing streams',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1,2]
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1,2, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1,2, certain'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1,2, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1,2, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'denied: told where it was asked for',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      B > A RE_CONFIG[response=1000 result=2]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT outgoing denied streams 1, likely'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT outgoing denied streams 1, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'in progress at first, asked for again, then done; no streams listed means all',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999]
      B > A RE_CONFIG[response=1000 result=6]
      +0.5 A > B RE_CONFIG[reset_out=1000 answers=1999 last=999]
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT outgoing all streams, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming all streams, certain'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT outgoing all streams, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming all streams, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'incoming streams, for which the other resets its outgoing ones',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_in=1000 streams=3]
      B > A RE_CONFIG[reset_out=2000 answers=1000 last=1999 streams=3]
      A > B RE_CONFIG[response=2000 result=1]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT incoming streams 3, certain'], B: ['SCTP_STREAM_RESET_EVENT outgoing streams 3, likely'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT incoming streams 3, certain'], B: ['SCTP_STREAM_RESET_EVENT outgoing streams 3, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'the whole association',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_tsn=1000]
      B > A RE_CONFIG[response=1000 result=1 next=7000 peer_next=8000]
      A > B DATA[tsn=8000]
      B > A SACK[cum=8000]`,
    linux: {
      A: ['SCTP_ASSOC_RESET_EVENT local TSN 7000 remote TSN 8000, likely'],
      B: ['SCTP_ASSOC_RESET_EVENT local TSN 8000 remote TSN 7000, certain'],
    },
    usrsctp: {
      A: [
        'SCTP_STREAM_RESET_EVENT outgoing all streams, likely',
        'SCTP_STREAM_RESET_EVENT incoming all streams, likely',
        'SCTP_ASSOC_RESET_EVENT local TSN 8000 remote TSN 7001, likely',
      ],
      B: [
        'SCTP_STREAM_RESET_EVENT outgoing all streams, certain',
        'SCTP_STREAM_RESET_EVENT incoming all streams, certain',
        'SCTP_ASSOC_RESET_EVENT local TSN 7000 remote TSN 8001, certain',
      ],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'more streams',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[add_out=1000 count=3]
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: { A: ['SCTP_STREAM_CHANGE_EVENT in 0 out 3, likely'], B: ['SCTP_STREAM_CHANGE_EVENT in 3 out 0, certain'] },
    usrsctp: { A: ['SCTP_STREAM_CHANGE_EVENT in 10 out 13, likely'], B: ['SCTP_STREAM_CHANGE_EVENT in 13 out 10, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'more streams, denied',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[add_out=1000 count=3]
      B > A RE_CONFIG[response=1000 result=2]`,
    linux: { A: ['SCTP_STREAM_CHANGE_EVENT denied in 0 out 3, likely'] },
    usrsctp: { A: ['SCTP_STREAM_CHANGE_EVENT denied in 10 out 10, likely'] },
    associations: ['complete, open'],
  },
  {
    happens: 'the response twice',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      B > A RE_CONFIG[response=1000 result=1]
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1, certain'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'a response to nothing',
    packets: `${ESTABLISHED}
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: {},
    usrsctp: {},
    associations: ['complete, open'],
  },
]);
