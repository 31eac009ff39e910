/** What older releases of Linux cannot tell, asked of recorded captures. */
import { describe, expect, test } from '@jest/globals';
import { LINUX_MEMBERS } from '../../../src/notification/abi/subscription.js';
import { NOTIFICATION_TYPES, type NotificationBody, type NotificationType } from '../../../src/notification/notification.js';
import { profileNamed } from '../../../src/reconstruct/profile/registry.js';
import { exists } from '../../../src/reconstruct/profile/release.js';

const typesOf = (stack: string): NotificationType[] =>
  NOTIFICATION_TYPES.filter((sn_type) => exists({ sn_type } as NotificationBody, profileNamed(stack)!));

describe('a notification exists from the release on that has its member of sctp_event_subscribe', () => {
  test.each([
    ['linux@2.6.18', 'SCTP_ADAPTATION_INDICATION'],
    ['linux@2.6.32', 'SCTP_AUTHENTICATION_EVENT'],
    ['linux@3.10', 'SCTP_SENDER_DRY_EVENT'],
    ['linux@4.11', 'SCTP_STREAM_RESET_EVENT'],
    ['linux@5.4', 'SCTP_STREAM_CHANGE_EVENT'],
    ['linux@6.1', 'SCTP_SEND_FAILED_EVENT'],
    ['linux', 'SCTP_SEND_FAILED_EVENT'],
    ['linux@4.18.0-305.el8', 'SCTP_SEND_FAILED_EVENT'],
  ])('%s: the last is %s', (stack, last) => {
    const known = LINUX_MEMBERS.flatMap(({ type }) => type ?? []);
    expect(new Set(typesOf(stack))).toEqual(new Set(known.slice(0, known.indexOf(last as NotificationType) + 1)));
  });

  test.each(['usrsctp', 'freebsd', 'rfc'])('%s has all', (stack) => {
    expect(typesOf(stack)).toEqual(NOTIFICATION_TYPES);
  });
});

test.each([
  ['linux@4.18', false],
  ['linux@5.4', false],
  ['linux@5.5', true],
  ['linux@4.18.0-305.el8', true],
  ['usrsctp', true],
])('%s tells of addresses added, removed and made primary: %s', (stack, told) => {
  const changed = (spc_state: string): NotificationBody =>
    ({ sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state, spc_aaddr: '10.1.1.2', spc_error: 0 }) as NotificationBody;
  for (const state of ['SCTP_ADDR_ADDED', 'SCTP_ADDR_REMOVED', 'SCTP_ADDR_MADE_PRIM'])
    expect(exists(changed(state), profileNamed(stack)!)).toBe(told);
  for (const state of ['SCTP_ADDR_UNREACHABLE', 'SCTP_ADDR_CONFIRMED']) expect(exists(changed(state), profileNamed(stack)!)).toBe(true);
});

test.each([
  ['linux@2.6.18', 'SCTP_ADDR_AVAILABLE', 'never'],
  ['linux@2.6.18-194.el5', 'SCTP_ADDR_AVAILABLE', 'never'],
  ['linux@2.6.22', 'SCTP_ADDR_CONFIRMED', 'never'],
  ['linux@3.10', 'SCTP_ADDR_CONFIRMED', 'never'],
  ['linux@4.18', 'SCTP_ADDR_CONFIRMED', 'up'],
  ['linux', 'SCTP_ADDR_CONFIRMED', 'up'],
])('%s: a path confirmed is %s, a peer without AUTH told %s', (stack, confirmed, noAuth) => {
  const { confirmedState, noAuthIfUnsupported } = profileNamed(stack)!;
  expect([confirmedState.value, noAuthIfUnsupported.value]).toEqual([confirmed, noAuth]);
});
