/** What stacks are known to do that surprises people: a table, from reading and observing them. */
import type { Notification } from '../../notification/notification.js';
import type { Difference, Verdict } from '../difference.js';
import type { ReasonRule } from './rule.js';

interface Behaviour {
  name: string;
  /** Beginning of the profile's name. */
  stack: 'linux' | 'usrsctp' | 'freebsd' | '';
  verdict: Verdict;
  applies: (claim: Notification['body'], difference: Difference, oneToOne: boolean) => boolean;
  weight: number;
  why: string;
  check: string;
}

const BEHAVIOURS: readonly Behaviour[] = [
  {
    name: 'both-directions-shut',
    stack: 'linux',
    verdict: 'missing',
    applies: (body, _, oneToOne) => oneToOne && body.sn_type === 'SCTP_ASSOC_CHANGE' && body.sac_state === 'SCTP_SHUTDOWN_COMP',
    weight: 0.75,
    why: 'a one-to-one socket of Linux whose peer has shut down, and which then calls shutdown(SHUT_WR) itself, drops SCTP_SHUTDOWN_COMP',
    check: 'whether the application calls shutdown() after the peer did; recvmsg returning 0 then stands for the end',
  },
  {
    name: 'send-failed-needs-room',
    stack: 'usrsctp',
    verdict: 'missing',
    applies: (body) => body.sn_type === 'SCTP_SEND_FAILED_EVENT' || body.sn_type === 'SCTP_SEND_FAILED',
    weight: 0.65,
    why: 'usrsctp and FreeBSD drop SCTP_SEND_FAILED silently when the receive buffer of the socket is full: one event for each fragment fills it soon',
    check: 'SO_RCVBUF of the socket against the number and size of the messages that failed',
  },
  {
    name: 'held-by-partial-delivery',
    stack: 'linux',
    verdict: 'late',
    applies: () => true,
    weight: 0.4,
    why: 'Linux holds notifications back while a message is being delivered in parts',
    check: 'messages read without MSG_EOR just before',
  },
  {
    name: 'held-by-partial-delivery',
    stack: 'linux',
    verdict: 'order',
    applies: () => true,
    weight: 0.35,
    why: 'Linux holds notifications back while a message is being delivered in parts, and lets them out after it',
    check: 'messages read without MSG_EOR just before',
  },
  {
    name: 'restarted-or-lost',
    stack: '',
    verdict: 'field',
    applies: (body, { logged }) =>
      body.sn_type === 'SCTP_ASSOC_CHANGE' && body.sac_state === 'SCTP_RESTART' && logged?.members['sac_state'] === 'SCTP_COMM_LOST',
    weight: 0.7,
    why: 'a packet of this endpoint reached the restarted host before the new set-up did: its ABORT ended the association, and no restart followed',
    check: 'packets between the restart and the INIT, and the tie-tags of the State Cookie',
  },
];

export const knownBehaviour: ReasonRule = ({ difference, prepared }) => {
  const { expected, verdict } = difference;
  if (expected === undefined) return undefined;
  const oneToOne = prepared.sockets.some(({ style }) => style === 'one-to-one');
  const row = BEHAVIOURS.find(
    (behaviour) =>
      behaviour.verdict === verdict &&
      expected.profile.replace(/^freebsd/, 'usrsctp').startsWith(behaviour.stack) &&
      behaviour.applies(expected.body, difference, oneToOne),
  );
  return row === undefined ? undefined : { name: row.name, weight: row.weight, why: row.why, check: row.check };
};
