/**
 * sctp_event_subscribe: an array of switches that grew by a member every few years, and of which each kernel takes its own lengths. Built with newer headers
 * than the kernel it runs on, a program that passes sizeof gets EINVAL and is told nothing at all.
 */
import type { NotificationType } from '../notification.js';
import { type LengthRule, SUBSCRIBE_KERNELS, type SubscribeKernel } from './subscribe-kernel.js';

/** The members in the order of their bytes, with the notification each switches on; the first asks for sctp_sndrcvinfo with each message. */
export const LINUX_MEMBERS: readonly SubscribeMember[] = [
  { name: 'sctp_data_io_event', type: undefined },
  { name: 'sctp_association_event', type: 'SCTP_ASSOC_CHANGE' },
  { name: 'sctp_address_event', type: 'SCTP_PEER_ADDR_CHANGE' },
  { name: 'sctp_send_failure_event', type: 'SCTP_SEND_FAILED' },
  { name: 'sctp_peer_error_event', type: 'SCTP_REMOTE_ERROR' },
  { name: 'sctp_shutdown_event', type: 'SCTP_SHUTDOWN_EVENT' },
  { name: 'sctp_partial_delivery_event', type: 'SCTP_PARTIAL_DELIVERY_EVENT' },
  { name: 'sctp_adaptation_layer_event', type: 'SCTP_ADAPTATION_INDICATION' },
  { name: 'sctp_authentication_event', type: 'SCTP_AUTHENTICATION_EVENT' },
  { name: 'sctp_sender_dry_event', type: 'SCTP_SENDER_DRY_EVENT' },
  { name: 'sctp_stream_reset_event', type: 'SCTP_STREAM_RESET_EVENT' },
  { name: 'sctp_assoc_reset_event', type: 'SCTP_ASSOC_RESET_EVENT' },
  { name: 'sctp_stream_change_event', type: 'SCTP_STREAM_CHANGE_EVENT' },
  { name: 'sctp_send_failure_event_event', type: 'SCTP_SEND_FAILED_EVENT' },
];

export interface SubscribeMember {
  name: string;
  type: NotificationType | undefined;
}

export interface SubscribeOutcome {
  kernel: SubscribeKernel;
  result: 'success' | 'EINVAL';
  /** Members switched on; what the kernel's struct has no room for is left out. Empty unless the call succeeds. */
  on: SubscribeMember[];
  /** Members of the kernel's struct that lie beyond the length passed: they keep the value they had, which is off at first. */
  untouched: SubscribeMember[];
  /** Bytes that are not zero and mean nothing there: beyond the kernel's struct. */
  ignored: number;
  why: string;
}

/** What a kernel makes of setsockopt(SCTP_EVENTS) with these bytes and this length; the length may exceed the bytes that are known. */
export function subscribe(bytes: Uint8Array, optlen: number, kernel: SubscribeKernel): SubscribeOutcome {
  const { size, shorter, longer } = kernel;
  const rule: LengthRule = optlen < size ? shorter : optlen > size ? longer : 'accepted';
  const result = rule === 'accepted' ? 'success' : 'EINVAL';
  const members = kernelMembers(kernel);
  const given = members.slice(0, Math.min(optlen, size));
  return {
    kernel,
    result,
    on: result === 'EINVAL' ? [] : given.filter((_, i) => (bytes[i] ?? 0) !== 0),
    untouched: result === 'EINVAL' ? members : members.slice(Math.min(optlen, size)),
    ignored: result === 'EINVAL' ? 0 : bytes.subarray(size, optlen).filter((byte) => byte !== 0).length,
    why: whyResult(optlen, kernel, rule),
  };
}

function kernelMembers(kernel: SubscribeKernel): SubscribeMember[] {
  const members = LINUX_MEMBERS.slice(0, kernel.size);
  return kernel.member8 === undefined ? members : members.map((member, i) => (i === 7 ? { ...member, name: kernel.member8! } : member));
}

function whyResult(optlen: number, { size }: SubscribeKernel, rule: LengthRule): string {
  if (optlen === size) return `its struct has ${size} bytes`;
  const compared = `its struct has ${size} bytes, ${optlen} ${optlen === 1 ? 'is' : 'are'} ${optlen < size ? 'less' : 'more'}`;
  return `${compared}, and ${optlen === 1 ? 'is' : 'are'} ${rule === 'EINVAL' ? 'refused' : 'taken'}`;
}

/**
 * What to do about a subscription that fails on some of these kernels: a sentence each, the most useful first; empty where it works on all of them. That 8 bytes
 * work on every Linux kernel is told of the kernels of the table.
 */
export function subscribeAdvice(bytes: Uint8Array, optlen: number, kernels: readonly SubscribeKernel[] = SUBSCRIBE_KERNELS): string[] {
  const failing = kernels.filter((kernel) => subscribe(bytes, optlen, kernel).result === 'EINVAL');
  const smaller = failing.filter(({ size }) => optlen > size);
  const larger = failing.filter(({ size }) => optlen < size);
  return [
    ...(smaller.length === 0 ? [] : [newerHeaders(optlen, smaller), lengthToPass(bytes, optlen, smaller.length === kernels.length)]),
    ...sizesOf(larger).map((size) => `less than ${size} bytes are refused by ${titlesOf(larger, size)}: pass ${size} there`),
    ...(failing.length === 0 ? [] : GENERAL_ADVICE),
  ];
}

function sizesOf(kernels: readonly SubscribeKernel[]): number[] {
  return [...new Set(kernels.map(({ size }) => size))];
}

function titlesOf(kernels: readonly SubscribeKernel[], ofSize?: number): string {
  return kernels.flatMap(({ title, size }) => (ofSize === undefined || size === ofSize ? [title] : [])).join('; ');
}

const GENERAL_ADVICE = [
  "getsockopt(SCTP_EVENTS) with a large buffer tells the kernel's own size; kernels up to 2.6.21, RHEL 5's among them, refuse that too, and their size is 8",
  'SCTP_EVENT subscribes one notification at a time, whatever the size of the struct; Linux has it from 5.0 on, FreeBSD and usrsctp have it',
];

function newerHeaders(optlen: number, smaller: readonly SubscribeKernel[]): string {
  return `built with headers whose struct has ${optlen} bytes, it fails on every kernel whose struct is smaller (${titlesOf(smaller)}): nothing is subscribed there, not even SCTP_ASSOC_CHANGE`;
}

/** `nowhere`: none of the kernels in question has the last member. */
function lengthToPass(bytes: Uint8Array, optlen: number, nowhere: boolean): string {
  if (bytes.length < optlen) return 'pass no more than the last member that is used needs; every Linux kernel takes 8';
  const last = bytes.subarray(0, optlen).findLastIndex((byte) => byte !== 0);
  if (last < 8) return 'pass 8 as the length: the members used lie within the first 8 bytes, and every Linux kernel takes 8';
  const member = LINUX_MEMBERS[last]?.name ?? `byte ${last}`;
  if (nowhere) return `there is no ${member} there: pass 8, which every Linux kernel takes, without the members behind`;
  return `the last member used is ${member}: pass ${last + 1}, and where that fails 8, which every Linux kernel takes, without the members behind`;
}
