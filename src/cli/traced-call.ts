/** A line of strace given to `decode`: the notifications it read, and the options it set or asked for. */
import type { AppCall, AppEvent } from '../compare/app-log.js';
import { straceFormat } from '../compare/log-format/strace.js';
import type { Abi } from '../notification/abi/abi.js';
import { fromHex } from '../notification/abi/hex.js';
import { SUBSCRIBE_KERNELS, type SubscribeKernel } from '../notification/abi/subscribe-kernel.js';
import { subscribe } from '../notification/abi/subscription.js';

/** Undefined for a text that is no such line; empty where there is nothing to decode in it. */
export function tracedCall(text: string, abi: Abi | undefined): readonly AppEvent[] | undefined {
  if (straceFormat.recognise([text.trim()]) === 0) return undefined;
  const reader = straceFormat.start({ abi });
  const events = [...(reader.read(text.trim(), 1) ?? []), ...reader.end()];
  return events.filter((event) => event.kind === 'notification' || (event.kind === 'call' && event.option !== undefined));
}

/** The kernels on which a call about SCTP_EVENTS ends as it did there; all where none does. */
export function kernelsOfCall(call: AppCall): { kernels: readonly SubscribeKernel[]; why: string } {
  const { optlen = 0, room = optlen, result = 0, errno = 'error' } = call;
  const bytes = bytesOfCall(call);
  const ends = result < 0 ? 'EINVAL' : 'success';
  const fits = (kernel: SubscribeKernel): boolean => {
    if (call.call === 'getsockopt') return room > optlen ? kernel.size === optlen : kernel.size >= optlen;
    return subscribe(bytes, optlen, kernel).result === ends;
  };
  const kernels = SUBSCRIBE_KERNELS.filter(fits);
  const how = result < 0 ? `failed with ${errno}` : call.call === 'getsockopt' ? `returned ${optlen} bytes` : 'succeeded';
  return kernels.length === 0 || (result < 0 && errno !== 'EINVAL')
    ? { kernels: SUBSCRIBE_KERNELS, why: `the call ${how}, which no known kernel explains` }
    : { kernels, why: `the call ${how}, as it does on these kernels only` };
}

/** The value of the option. */
export function bytesOfCall({ raw = '' }: AppCall): Uint8Array {
  return fromHex(raw) ?? new Uint8Array();
}
