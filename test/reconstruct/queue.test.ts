/** The queue that runs dry: RFC 6458 section 6.1.9. */
import type { NotificationType } from '../../src/notification/notification.js';
import { ESTABLISHED } from '../helper/scenario.js';
import { tellsEach } from '../helper/scenario-table.js';

const DRY = 'SCTP_SENDER_DRY_EVENT, likely';
const options = { subscription: new Set<NotificationType>(['SCTP_SENDER_DRY_EVENT']) };

tellsEach([
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
]);
