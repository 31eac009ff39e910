/** What the packets allow, though it is not likely: where the log has it at its place, the log decides. It explains what is left over, and nothing else. */

import { fieldDifferences, sameContent } from './member-comparison.js';
import type { Expected, Logged } from './sequences.js';

/** Microseconds by which it may be read before and after it can have been raised: the grain of two clocks, and an application that reads. */
const EARLY = 2_000;
const LATE = 20_000;
/** What tells of a failed message is known by that, however many are read before it. */
const FAILED_LATE = 1e6;
/** By the index of the logged notification, of those that are `open`, what allows it; each allows one. */
export function allowedAsides(
  asides: readonly Expected[],
  logged: readonly Logged[],
  open: readonly number[],
  timed: boolean,
): Map<number, Expected> {
  const allowed = new Map<number, Expected>();
  const left = [...asides];
  for (const l of open) {
    if (left.length === 0 || isCopy(logged, l)) continue;
    const at = left.findIndex((aside) => fits(aside, logged[l]!, timed));
    if (at >= 0) allowed.set(l, left.splice(at, 1)[0]!);
  }
  return allowed;
}

/** The logged notifications, those marked that one of them allows: of those that no member tells from others. */
export function withAllowed(asides: readonly Expected[], logged: readonly Logged[]): readonly Logged[] {
  const alike = new Map<number, Expected[]>();
  for (const aside of asides.filter(({ members }) => members.length === 0)) {
    const { earliest, latest } = aside.claim;
    for (let second = secondOf(earliest - EARLY); second <= secondOf(latest + LATE); second++) {
      const others = alike.get(second) ?? [];
      others.push(aside);
      alike.set(second, others);
    }
  }
  const isAllowed = (item: Logged): boolean => alike.get(secondOf(item.time ?? 0))?.some((aside) => fits(aside, item, true)) ?? false;
  return alike.size === 0 ? logged : logged.map((item) => (isAllowed(item) ? { ...item, allowed: true } : item));
}

function secondOf(microseconds: number): number {
  return Math.floor(microseconds / 1e6);
}

function fits({ claim, members, otherwise }: Expected, { event, time }: Logged, timed: boolean): boolean {
  const agrees = [members, ...otherwise.map((other) => other.members)].some((each) => fieldDifferences(each, event).length === 0);
  if (claim.body.sn_type !== event.type || !agrees) return false;
  const late = /SEND_FAILED/.test(event.type) ? FAILED_LATE : LATE;
  return !timed || time === undefined || (time >= claim.earliest - EARLY && time <= claim.latest + late);
}

/** The same is in the log another time. Of empty queues there are many, but each is told for itself; an address fails again once it has been back. */
function isCopy(logged: readonly Logged[], l: number): boolean {
  const item = logged[l]!;
  if (item.event.type === 'SCTP_SENDER_DRY_EVENT') return item.copy === true;
  if (item.event.type === 'SCTP_PEER_ADDR_CHANGE') return isNoChange(logged, item);
  return logged.some((other, i) => i !== l && sameContent(other.event, item.event));
}

/** What was told of the address before it, or after it, is the same. */
function isNoChange(logged: readonly Logged[], item: Logged): boolean {
  const ofAddress = logged.filter(
    ({ event }) => event.type === item.event.type && event.members['spc_aaddr'] === item.event.members['spc_aaddr'],
  );
  const at = ofAddress.indexOf(item);
  return [ofAddress[at - 1], ofAddress[at + 1]].some((other) => other !== undefined && sameContent(other.event, item.event));
}
