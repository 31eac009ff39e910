/**
 * The application protocols of 3GPP and O-RAN: a PDU is a CHOICE of initiating message, successful, unsuccessful and plain outcome, each of which begins
 * with its procedure code. In aligned PER that is
 *
 *     |E|Choice|0 0 0 0 0|Procedure Code |DD |
 *
 * where E (an alternative from a later version) is zero and DD, the duplex mode, is in NBAP only.
 */
import type { MessageName } from './message-name.js';

/** By procedure code: initiating message, successful outcome, unsuccessful outcome, outcome. Empty: there is none. */
export type ProcedureTable = Readonly<Record<number, readonly string[]>>;

const LATER_VERSION = 0x80;

export function elementaryProcedure(table: ProcedureTable): MessageName {
  return (view, at, end) => (at + 2 > end ? undefined : messageOf(table, view.getUint8(at), view.getUint8(at + 1)));
}

/** NBAP: the table's keys have the duplex mode above the procedure code. */
export function duplexProcedure(table: ProcedureTable): MessageName {
  return (view, at, end) => {
    if (at + 3 > end) return undefined;
    const mode = view.getUint8(at + 2) >> 5;
    return messageOf(table, view.getUint8(at), (mode << 8) | view.getUint8(at + 1));
  };
}

function messageOf(table: ProcedureTable, choice: number, key: number): string | undefined {
  return choice & LATER_VERSION ? undefined : table[key]?.[choice >> 5] || undefined;
}
