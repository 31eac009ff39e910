/** Messages of one stream leave in order: what was queued behind one that never left has not left either. */
import type { AppNotification } from './app-log.js';

interface Failed {
  stream: unknown;
  unsent: boolean;
}

/** Which notifications of a log tell of a message queued behind one that, as those before it say, never left; by their places. */
export function behindUnsent(events: readonly AppNotification[]): ReadonlySet<number> {
  const behind = new Set<number>();
  let kept = new Set<unknown>();
  events.forEach((event, i) => {
    const failed = failedOf(event);
    if (failed === undefined) kept = new Set();
    else if (kept.has(failed.stream)) behind.add(i);
    if (failed?.unsent) kept.add(failed.stream);
  });
  return behind;
}

/** Undefined for what does not tell of a failed message. */
function failedOf({ type, members }: AppNotification): Failed | undefined {
  const { ssf_info, ssfe_info, ssf_flags_name, ssfe_flags_name } = members as Record<string, Record<string, unknown> | undefined>;
  if (type === 'SCTP_SEND_FAILED') return { stream: ssf_info?.['sinfo_stream'], unsent: isUnsent(ssf_flags_name) };
  return type === 'SCTP_SEND_FAILED_EVENT' ? { stream: ssfe_info?.['snd_sid'], unsent: isUnsent(ssfe_flags_name) } : undefined;
}

function isUnsent(flag: unknown): boolean {
  return flag === 'SCTP_DATA_UNSENT';
}
