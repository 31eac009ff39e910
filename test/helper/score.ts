/** How much of what real stacks told their applications the inferred notifications get right. */
import { readFileSync } from 'node:fs';
import type { Notification } from '../../src/notification/notification.js';
import type { LogLine, TruthCase } from './truth.js';

/** Of a type of notification or of all: claims that are right, claims that are wrong, and what was told and not claimed. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export interface Score {
  total: Tally;
  byType: Map<string, Tally>;
  /** What is wrong or missed, a line each. */
  faults: Fault[];
}

export interface Fault {
  kind: string;
  /** It was claimed, and said to be certain. */
  certain: boolean;
  text: string;
}

/** Seconds by which capture and log, stamped by different processes, may disagree; and by which an application may read late. */
const CLOCK_SLACK = 0.05;
const READ_LATE = 120;
/** Of a claim that is merely possible: what it counts when it is right, and when it is wrong. */
const POSSIBLE_RIGHT = 0.5;
const POSSIBLE_WRONG = 0.25;

type Members = Readonly<Record<string, unknown>>;

/** The members that say which notification it is, and those that it is right or wrong in. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  SCTP_ASSOC_CHANGE: ['sac_state'],
  SCTP_PEER_ADDR_CHANGE: ['spc_state', 'spc_aaddr'],
  SCTP_REMOTE_ERROR: ['sre_error'],
  SCTP_SEND_FAILED: ['ssf_flags_name', 'ssf_info.sinfo_stream', 'ssf_info.sinfo_ppid'],
  SCTP_SEND_FAILED_EVENT: ['ssfe_flags_name', 'ssfe_info.snd_sid', 'ssfe_info.snd_ppid'],
  SCTP_PARTIAL_DELIVERY_EVENT: ['pdapi_indication'],
  SCTP_AUTHENTICATION_EVENT: ['auth_indication'],
  SCTP_STREAM_RESET_EVENT: ['strreset_flags', 'strreset_stream_list'],
  SCTP_ASSOC_RESET_EVENT: ['assocreset_flags'],
  SCTP_STREAM_CHANGE_EVENT: ['strchange_flags'],
};
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  SCTP_ASSOC_CHANGE: ['sac_error', 'sac_outbound_streams', 'sac_inbound_streams', 'sac_info'],
  SCTP_PEER_ADDR_CHANGE: ['spc_error'],
  SCTP_REMOTE_ERROR: ['sre_data'],
  SCTP_SEND_FAILED: ['ssf_error', 'ssf_data', 'ssf_info.sinfo_flags', 'ssf_info.sinfo_ssn'],
  SCTP_SEND_FAILED_EVENT: ['ssfe_error', 'ssfe_data', 'ssfe_info.snd_flags'],
  SCTP_ADAPTATION_INDICATION: ['sai_adaptation_ind'],
  SCTP_PARTIAL_DELIVERY_EVENT: ['pdapi_stream', 'pdapi_seq'],
  SCTP_AUTHENTICATION_EVENT: ['auth_keynumber', 'auth_altkeynumber'],
  SCTP_ASSOC_RESET_EVENT: ['assocreset_local_tsn', 'assocreset_remote_tsn'],
  SCTP_STREAM_CHANGE_EVENT: ['strchange_instrms', 'strchange_outstrms'],
};

/** A member as text that is equal where the member is; 'ssf_info.sinfo_ppid' is a member of a member. */
function member(from: Members, path: string): string | undefined {
  const value = path.split('.').reduce<unknown>((inner, name) => (inner as Members | undefined)?.[name], from);
  return path === 'spc_aaddr' ? canonicalAddress(String(value)) : JSON.stringify(value);
}

function canonicalAddress(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}

const identity = (type: string, members: Members): string =>
  [type, ...(IDENTITY[type] ?? []).map((path) => member(members, path))].join(' ');

const sentFlag = (members: Members): string | undefined => (members['ssf_flags_name'] ?? members['ssfe_flags_name']) as string | undefined;

/** Failed messages apart by SENT and UNSENT, whichever of the two forms they have. */
function kindOf(type: string, members: Members): string {
  const flag = sentFlag(members);
  return flag === undefined ? type.replace('SCTP_', '') : `SEND_FAILED ${flag.replace('SCTP_DATA_', '')}`;
}

interface Claim {
  notification: Notification;
  members: Members;
  /** Seconds. */
  time: number;
  earliest: number;
}

interface Told {
  type: string;
  members: LogLine;
}

export class Scorer {
  readonly score: Score = { total: { right: 0, wrong: 0, missed: 0 }, byType: new Map(), faults: [] };

  /** Counts the notifications inferred for one case. */
  add(recorded: TruthCase, notifications: readonly Notification[]): void {
    const claims = notifications.map(
      (notification): Claim => ({
        notification,
        members: notification.body as unknown as Members,
        time: notification.time / 1e6,
        earliest: notification.earliest / 1e6,
      }),
    );
    const claimsOf = groupBy(claims, ({ notification }) => endOf(recorded, notification.endpointName));
    for (const claim of claimsOf.get(undefined) ?? []) this.#wrong(recorded, claim, 'no application there');
    for (const [end, log] of Object.entries(recorded.logs)) this.#addEnd(recorded, log, claimsOf.get(end) ?? []);
  }

  #addEnd(recorded: TruthCase, log: readonly LogLine[], claims: readonly Claim[]): void {
    const told = log
      .filter(({ event }) => event === 'notification')
      .map((members): Told => ({ type: String(members['sn_type']), members }));
    const { pairs, missed, unpaired } = pair(told, claims);
    for (const [truth, claim] of pairs) this.#paired(recorded, truth, claim);
    for (const claim of unpaired) {
      if (listens(log, claim.time, portOf(claim.notification.endpointName))) this.#wrong(recorded, claim, 'not told');
    }
    const captured = (payload: string) => readFileSync(recorded.capture).includes(Buffer.from(payload, 'hex'));
    for (const truth of missed) {
      if (!beyondWire(truth.members, recorded, log, captured)) this.#missed(recorded, truth);
    }
  }

  #paired(recorded: TruthCase, { type, members }: Told, claim: Claim): void {
    const kind = kindOf(type, members);
    const { certainty } = claim.notification;
    this.#count(kind, 'right', certainty === 'possible' ? POSSIBLE_RIGHT : 1);
    if (certainty === 'possible') this.#count(kind, 'missed', 1 - POSSIBLE_RIGHT);
    for (const path of unequalFields(type, members, claim.members)) {
      const claimed = member(claim.members, path);
      const text = `${recorded.name}: ${identity(type, members)} has ${path} ${member(members, path)}, not ${claimed}`;
      if (claimed !== undefined) this.score.faults.push({ kind, certain: certainty === 'certain', text });
    }
  }

  #wrong(recorded: TruthCase, { notification, members, time }: Claim, why: string): void {
    const { body, certainty, endpointName } = notification;
    const kind = kindOf(body.sn_type, members);
    this.#count(kind, 'wrong', certainty === 'possible' ? POSSIBLE_WRONG : 1);
    const text = `${recorded.name}: ${why}: ${identity(body.sn_type, members)} at ${endpointName} at ${time} (${certainty})`;
    this.score.faults.push({ kind, certain: certainty === 'certain', text });
  }

  #missed(recorded: TruthCase, { type, members }: Told): void {
    const kind = kindOf(type, members);
    this.#count(kind, 'missed', 1);
    this.score.faults.push({ kind, certain: false, text: `${recorded.name}: missed ${identity(type, members)} at ${members.time}` });
  }

  #count(kind: string, what: keyof Tally, weight: number): void {
    const tally = this.score.byType.get(kind) ?? { right: 0, wrong: 0, missed: 0 };
    this.score.byType.set(kind, tally);
    tally[what] += weight;
    this.score.total[what] += weight;
  }
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The harmonic mean of precision and recall, 0 to 1. */
export function f1({ right, wrong, missed }: Tally): number {
  return right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);
}

/** The fields that both could know and that differ; the bytes of a message that was never sent nobody can know. */
function unequalFields(type: string, told: Members, claimed: Members): string[] {
  const unsent = sentFlag(told)?.includes('UNSENT') === true;
  return (FIELDS[type] ?? []).filter(
    (path) => !(unsent && path.endsWith('_data')) && member(told, path) !== undefined && member(told, path) !== member(claimed, path),
  );
}

/** Pairs what has the same type and identity: most equal fields first, then nearest in time. Nothing is claimed later than it was told. */
function pair(told: readonly Told[], claims: readonly Claim[]): { pairs: [Told, Claim][]; missed: Told[]; unpaired: Claim[] } {
  const claimsBy = groupBy(claims, ({ notification, members }) => identity(notification.body.sn_type, members));
  const candidates = told.flatMap((truth) =>
    (claimsBy.get(identity(truth.type, truth.members)) ?? []).flatMap((claim) => {
      const late = claim.earliest - truth.members.time;
      if (late > CLOCK_SLACK || -late > READ_LATE) return [];
      const unequal = unequalFields(truth.type, truth.members, claim.members).length;
      return [{ truth, claim, distance: unequal * 1e4 + Math.abs(truth.members.time - claim.time) }];
    }),
  );
  const pairs = new Map<Told, Claim>();
  const used = new Set<Claim>();
  for (const { truth, claim } of candidates.sort((one, other) => one.distance - other.distance)) {
    if (pairs.has(truth) || used.has(claim)) continue;
    pairs.set(truth, claim);
    used.add(claim);
  }
  return { pairs: [...pairs], missed: told.filter((truth) => !pairs.has(truth)), unpaired: claims.filter((claim) => !used.has(claim)) };
}

/** "10.1.0.1:5001" or "[fd00::1]:5001" in its parts. */
function splitEndpoint(text: string): { address: string; port: number } {
  const at = text.lastIndexOf(':');
  return { address: canonicalAddress(text.slice(0, at).replace(/^\[|\]$/g, '')), port: Number(text.slice(at + 1)) };
}

const portOf = (text: string): number => splitEndpoint(text).port;

/** The end a claim speaks of: by address and port, or by address where only one application lives there. */
function endOf(recorded: TruthCase, endpointName: string): string | undefined {
  const { address, port } = splitEndpoint(endpointName);
  const there = Object.entries(recorded.endpoints).filter(([, { addresses }]) => addresses.map(canonicalAddress).includes(address));
  return (there.find(([, end]) => end.port === port) ?? (there.length === 1 ? there[0] : undefined))?.[0];
}

/** Was the application there to hear it? Not after its log ends, once it has closed its socket, or has stopped reading for good. */
function listens(log: readonly LogLine[], time: number, port: number): boolean {
  const isClose = (line: LogLine) => line.event === 'call' && String(line['call']).includes('close');
  const toldLast = log.findLastIndex(({ event }) => event === 'notification' || event === 'message');
  const closed = log.findLastIndex(isClose);
  const deaf = log.findLastIndex((line) => /reading off|stops reading/.test(`${line['text']}${line['note']}`));
  let end = (log.at(-1)?.time ?? Number.POSITIVE_INFINITY) + CLOCK_SLACK;
  if (closed > toldLast) end = log[closed]!.time - CLOCK_SLACK;
  if (deaf > toldLast) end = Math.min(end, log[deaf]!.time - CLOCK_SLACK);
  const socketOf = (line: LogLine) => line['socket'] ?? line['sock'];
  const sockets = new Set(log.filter((line) => line['call'] === 'bind' && line['port'] === port).map(socketOf));
  const portClosed = log.findLast((line) => isClose(line) && sockets.has(socketOf(line)))?.time ?? Number.POSITIVE_INFINITY;
  return time <= end && time < portClosed - CLOCK_SLACK;
}

/** What no capture can show, so that missing it counts for nothing. */
function beyondWire(told: Members, { tags }: TruthCase, log: readonly LogLine[], captured: (payload: string) => boolean): boolean {
  if (tags.includes('late-capture') || sentFlag(told)?.includes('UNSENT')) return true;
  if (told['auth_indication'] === 'SCTP_AUTH_FREE_KEY' || told['spc_state'] === 'SCTP_ADDR_POTENTIALLY_FAILED') return true;
  if (told['spc_state'] === 'SCTP_ADDR_MADE_PRIM' && log.some(({ option }) => option === 'SCTP_PRIMARY_ADDR')) return true;
  const payload = told['ssf_data'] ?? told['ssfe_data'];
  return typeof payload === 'string' && payload !== '' && !captured(payload);
}
