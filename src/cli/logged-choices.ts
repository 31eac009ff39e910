/**
 * The calls of a log by which an application decides something at its own end: which addresses it connects to, its primary address, the keys it is done with, the
 * associations it ends.
 */
import type { AppCall } from '../compare/app-log.js';
import type { LoggedSocket } from '../compare/socket-table.js';
import type { Abi } from '../notification/abi/abi.js';
import { optionValues } from '../notification/abi/option.js';
import { canonicalAddress } from '../notification/address.js';
import type { Choice } from '../reconstruct/application.js';

const OPTIONS: ReadonlySet<string> = new Set(['SCTP_PRIMARY_ADDR', 'SCTP_AUTH_DEACTIVATE_KEY', 'SCTP_AUTOCLOSE']);
/** Flags of a send, and calls, that end an association. */
const FINAL: ReadonlySet<string> = new Set(['SCTP_ABORT', 'SCTP_EOF']);
const ENDING = /^(?:shutdown|close)$/;

/** SCTP_FUTURE_ASSOC of a one-to-many socket (RFC 6458 section 7.2): those that are up are left alone. */
const FUTURE_ASSOCIATIONS = 0;

/** Such calls kept of one log. */
const CHOICE_LIMIT = 10_000;

export class LoggedChoices {
  private readonly calls: { socket: LoggedSocket; call: AppCall }[] = [];

  observe(call: AppCall, socket: LoggedSocket): void {
    if (decides(call) && this.calls.length < CHOICE_LIMIT) this.calls.push({ socket, call });
  }

  /** Addresses named in connecting from this port to one of them. */
  named(port: number, to: string): ReadonlySet<string> {
    const each = this.of(port).map(({ addresses = [] }) => addresses.map(({ address }) => canonicalAddress(address)));
    return new Set(each.filter((addresses) => addresses.includes(to)).flat());
  }

  /** When an association of this port was aborted. */
  aborts(port: number): number[] {
    return timesOf(this.of(port).filter(({ call, flags }) => call === 'sendmsg' && flags?.includes('SCTP_ABORT')));
  }

  /** When an association of this port was to end in good order; undefined where a timer may have ended it (SCTP_AUTOCLOSE), or calls were left out. */
  endings(port: number): readonly number[] | undefined {
    if (this.calls.length === CHOICE_LIMIT || this.calls.some(({ call }) => call.option === 'SCTP_AUTOCLOSE')) return undefined;
    return timesOf(this.of(port).filter(({ call, flags }) => ENDING.test(call) || flags?.includes('SCTP_EOF')));
  }

  choices(port: number, abi: Abi): readonly Choice[] {
    return this.madeOn(port).flatMap(({ call, socket }) => choiceOf(call, socket, abi) ?? []);
  }

  private of(port: number): AppCall[] {
    return this.madeOn(port).map(({ call }) => call);
  }

  private madeOn(port: number): { socket: LoggedSocket; call: AppCall }[] {
    return this.calls.filter(({ socket }) => socket.localPort === port);
  }
}

function decides({ call, option, flags, result = 0 }: AppCall): boolean {
  if (call === 'setsockopt') return OPTIONS.has(option ?? '') && result >= 0;
  if (call === 'sendmsg') return flags?.some((flag) => FINAL.has(flag)) === true && result >= 0;
  return /^connectx?$/.test(call) || (ENDING.test(call) && result >= 0);
}

function timesOf(calls: readonly AppCall[]): number[] {
  return calls.flatMap(({ time }) => time ?? []);
}

function choiceOf({ time, option, raw }: AppCall, { style }: LoggedSocket, abi: Abi): Choice | undefined {
  if (time === undefined || option === undefined || raw === undefined) return undefined;
  const values = optionValues(option, raw, abi) ?? {};
  const address = values['ssp_addr.sin_addr'] ?? values['ssp_addr.sin6_addr'];
  if (typeof address === 'string') return { kind: 'primary', time, address: canonicalAddress(address) };
  const key = values['scact_keynumber'];
  if (style === 'one-to-many' && values['scact_assoc_id'] === FUTURE_ASSOCIATIONS) return undefined;
  return typeof key === 'number' ? { kind: 'key-freed', time, key } : undefined;
}
