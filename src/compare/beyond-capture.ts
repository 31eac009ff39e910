/** What an application may be told of which packets show nothing: no claim can be made, and none is missed. */
import type { AppNotification } from './app-log.js';
import type { Lane } from './lane.js';

/** A time by the capture's clock, microseconds, and what the capture covers. */
export interface Coverage {
  from: number;
  to: number;
}

/** Why packets cannot show it, for a person; undefined where they would. `unsentClaimed`: the lane has claims of unsent messages. */
export function beyondCapture(
  event: AppNotification,
  time: number | undefined,
  lane: Lane,
  coverage: Coverage,
  unsentClaimed: boolean,
): string | undefined {
  const { members } = event;
  if (time !== undefined && time < coverage.from) return 'it was told before the capture begins';
  if (time !== undefined && time > coverage.to + AFTER_LAST_PACKET) return 'it was told after the capture ends';
  if (isUnsent(members) && !unsentClaimed) return 'data that was never sent is not on the wire';
  if (members['auth_indication'] === 'SCTP_AUTH_FREE_KEY') return 'freeing a key is local';
  if (members['spc_state'] === 'SCTP_ADDR_POTENTIALLY_FAILED') return 'it depends on an option that packets do not show';
  if (members['spc_state'] === 'SCTP_ADDR_MADE_PRIM') return 'choosing a primary path may be a local call';
  if (seenFromMiddle(lane, time)) return 'the capture begins in the middle of the association';
  return undefined;
}

function isUnsent(members: Readonly<Record<string, unknown>>): boolean {
  return members['ssf_flags_name'] === 'SCTP_DATA_UNSENT' || members['ssfe_flags_name'] === 'SCTP_DATA_UNSENT';
}

/** The log's calls told what was handed to the stack: what never left can be claimed after all. */
export function claimsUnsent({ expected }: Lane): boolean {
  return expected.some(({ body }) => isUnsent(body as unknown as Readonly<Record<string, unknown>>));
}

/** Read within a moment after the last packet, it was told by that packet. Microseconds. */
const AFTER_LAST_PACKET = 100_000;

/** Of an association whose set-up was not captured, the first moments may hold what its set-up told. */
function seenFromMiddle(lane: Lane, time: number | undefined): boolean {
  return lane.associations.some(
    ({ report }) => report.setup === 'seen-from-middle' && (time === undefined || time < report.start + AFTER_LAST_PACKET),
  );
}
