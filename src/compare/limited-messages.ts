/**
 * Messages that the log shows handed over with a limit, of time or of retransmissions (RFC 7496): when their sender gives one up, no packet need show it, and an
 * acknowledgement that comes too late hides it.
 */
import type { AppCall, AppNotification } from './app-log.js';

export class LimitedMessages {
  private readonly most: number;
  /** By socket, stream, identifier and context: from when on the first such message may have been given up, microseconds by the log's clock. */
  private readonly from = new Map<string, number>();

  /** So many are remembered; of later ones it is not known. */
  constructor(most: number) {
    this.most = most;
  }

  observe(call: AppCall): void {
    const limit = limitOf(call);
    if (call.time === undefined || limit === undefined || this.from.size >= this.most) return;
    const key = keyOf(call.socket, call.stream ?? 0, call.ppid ?? 0, call.context ?? 0);
    if (!this.from.has(key)) this.from.set(key, call.time + limit);
  }

  /** Whether it tells of one that had left and may have been given up by then. */
  mayHaveGivenUp({ socket, time, members }: AppNotification): boolean {
    const { ssf_flags_name, ssf_error, ssf_info, ssfe_flags_name, ssfe_error, ssfe_info } = members as Record<string, unknown>;
    if ((ssf_flags_name ?? ssfe_flags_name) !== 'SCTP_DATA_SENT' || (ssf_error ?? ssfe_error) !== 0) return false;
    const { sinfo_stream, sinfo_ppid, sinfo_context } = (ssf_info ?? {}) as Record<string, unknown>;
    const { snd_sid, snd_ppid, snd_context } = (ssfe_info ?? {}) as Record<string, unknown>;
    const from = this.from.get(keyOf(socket, sinfo_stream ?? snd_sid, sinfo_ppid ?? snd_ppid, sinfo_context ?? snd_context));
    return from !== undefined && time !== undefined && time >= from;
  }
}

function keyOf(socket: string | undefined, stream: unknown, ppid: unknown, context: unknown): string {
  return `${socket ?? ''} ${String(stream)} ${String(ppid)} ${String(context)}`;
}

/** Microseconds for which it is kept at least, where the call sets a limit; one of retransmissions, or a priority, may end it at any time. */
function limitOf({ call, policy, policyValue, timetolive }: AppCall): number | undefined {
  if (call !== 'sendmsg') return undefined;
  if (policy !== undefined && /(RTX|PRIO|BUF)$/.test(policy)) return 0;
  const milliseconds = policyValue || timetolive;
  return milliseconds ? milliseconds * 1000 : undefined;
}
