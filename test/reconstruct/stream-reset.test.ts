/** Re-configuration: RFC 6525. */
import { expect, test } from '@jest/globals';
import { ESTABLISHED, established, hear, play } from '../helper/scenario.js';
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
  {
    happens: 'the first response is lost after it passed here: the second one tells',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      B > A RE_CONFIG[response=1000 result=1]
      +0.003 A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      B > A RE_CONFIG[response=1000 result=1]`,
    linux: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1, certain'] },
    usrsctp: { A: ['SCTP_STREAM_RESET_EVENT outgoing streams 1, likely'], B: ['SCTP_STREAM_RESET_EVENT incoming streams 1, certain'] },
    associations: ['complete, open'],
  },
  {
    happens: 'two requests at once, both denied',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1] RE_CONFIG[reset_in=1001 streams=2]
      B > A RE_CONFIG[response=1000 result=2] RE_CONFIG[response=1001 result=2]`,
    linux: {
      A: ['SCTP_STREAM_RESET_EVENT outgoing denied streams 1, likely', 'SCTP_STREAM_RESET_EVENT incoming denied streams 2, likely'],
    },
    usrsctp: {
      A: ['SCTP_STREAM_RESET_EVENT outgoing denied streams 1, likely', 'SCTP_STREAM_RESET_EVENT incoming denied streams 2, likely'],
    },
    associations: ['complete, open'],
  },
  {
    happens: 'more streams each way: what comes in the packet of the response is carried out before that is read',
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[add_out=1000 count=2] RE_CONFIG[add_in=1001 count=3]
      B > A RE_CONFIG[add_out=2000 count=3] RE_CONFIG[response=1000 result=1] RE_CONFIG[response=1001 result=1]
      A > B RE_CONFIG[response=2000 result=1]`,
    linux: {
      A: ['SCTP_STREAM_CHANGE_EVENT in 3 out 0, certain', 'SCTP_STREAM_CHANGE_EVENT in 0 out 2, likely'],
      B: ['SCTP_STREAM_CHANGE_EVENT in 2 out 0, certain', 'SCTP_STREAM_CHANGE_EVENT in 0 out 3, likely'],
    },
    usrsctp: {
      A: ['SCTP_STREAM_CHANGE_EVENT in 13 out 10, certain', 'SCTP_STREAM_CHANGE_EVENT in 13 out 12, likely'],
      B: ['SCTP_STREAM_CHANGE_EVENT in 12 out 10, certain', 'SCTP_STREAM_CHANGE_EVENT in 12 out 13, likely'],
    },
    associations: ['complete, open'],
  },
  {
    happens: "a refused reset of the association: the response's TSNs or one's own; FreeBSD's stack asks on all the same",
    packets: `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_tsn=1000]
      B > A RE_CONFIG[response=1000 result=2 next=0 peer_next=0]
      +0.003 A > B RE_CONFIG[reset_tsn=1000]`,
    linux: {},
    usrsctp: { A: ['SCTP_ASSOC_RESET_EVENT denied local TSN 1000 remote TSN 2001, likely'] },
    associations: ['complete, open'],
  },
]);

test('a request sent again may have been carried out at its first copy, and the response lost', () => {
  const { notifications } = hear(
    'usrsctp',
    `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
      A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      +1 A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
      B > A RE_CONFIG[response=1000 result=1]`,
  );
  const { earliest, latest } = notifications.find(({ endpointName }) => endpointName.endsWith(':6010'))!;
  expect(latest - earliest).toBeGreaterThan(1e6);
});

test('who asked for a reset of the association on FreeBSD’s stack takes SACKs for old until its TSNs have passed those of its peer', () => {
  const dry = (stack: string, ofPeer: number) => {
    const packets = `${ESTABLISHED}
      A > B RE_CONFIG[reset_tsn=1000]
      B > A RE_CONFIG[response=1000 result=1 next=${ofPeer} peer_next=8000]
      A > B DATA[tsn=8000]
      B > A SACK[cum=8000]
      +1 B > A DATA[tsn=${ofPeer}]
      A > B SACK[cum=${ofPeer}]
      +2`;
    const { A, B } = play(stack, packets, { subscription: new Set(['SCTP_SENDER_DRY_EVENT']) });
    return [A.length, B.length];
  };
  expect(dry('usrsctp', 7000)).toEqual([1, 1]);
  expect(dry('usrsctp', 9000)).toEqual([0, 1]);
  expect(dry('linux', 9000)).toEqual([1, 1]);
});

test('a request that is asked again: whether the first was carried out, and its response lost, is for a log to decide', () => {
  const script = `${established({ init: 'ext=RECONF', initAck: 'ext=RECONF' })}
    A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
    +0.5 A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]
    +0.5 A > B RE_CONFIG[reset_out=1000 answers=1999 last=999 streams=1]`;
  const told = (alternatives: boolean) =>
    hear('usrsctp', script, { alternatives }).notifications.filter(({ body }) => body.sn_type === 'SCTP_STREAM_RESET_EVENT');
  expect(told(false)).toEqual([]);
  expect(told(true)).toMatchObject([{ endpoint: 1, aside: true, certainty: 'possible' }]);
});
