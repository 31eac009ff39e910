import { expect, test } from '@jest/globals';
import { meant } from '../../src/compare/ambiguous-line.js';
import type { AppNotification } from '../../src/compare/app-log.js';
import type { NotificationBody } from '../../src/notification/notification.js';

const LOST = { type: 'SCTP_ASSOC_CHANGE', members: { sac_state: 'SCTP_COMM_LOST' } } as const;
const LINE: AppNotification = { kind: 'notification', line: 1, time: 5, type: 'SCTP_SHUTDOWN_EVENT', members: {}, instead: LOST };

const assocChange = (sac_state: string) => ({ sn_type: 'SCTP_ASSOC_CHANGE', sac_state, sac_error: 0 }) as unknown as NotificationBody;
const SHUTDOWN = { sn_type: 'SCTP_SHUTDOWN_EVENT' } as NotificationBody;

test.each<[string, NotificationBody[], string]>([
  ['the first meaning was raised', [SHUTDOWN], 'SCTP_SHUTDOWN_EVENT'],
  ['both were', [assocChange('SCTP_COMM_LOST'), SHUTDOWN], 'SCTP_SHUTDOWN_EVENT'],
  ['the other one alone was', [assocChange('SCTP_COMM_UP'), assocChange('SCTP_COMM_LOST')], 'SCTP_ASSOC_CHANGE'],
  ['neither was', [assocChange('SCTP_COMM_UP')], 'SCTP_SHUTDOWN_EVENT'],
])('%s', (_, raised, type) => {
  const event = meant(LINE, raised);
  expect(event.type).toBe(type);
  expect(event.members).toEqual(type === LOST.type ? LOST.members : {});
  expect(event).not.toHaveProperty('instead');
});
