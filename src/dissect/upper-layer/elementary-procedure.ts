/**
 * The application protocols of 3GPP and O-RAN: a PDU is a CHOICE of initiating message, successful, unsuccessful and plain outcome, each of which begins
 * with its procedure code. In aligned PER that is
 *
 *     |E|Choice|0 0 0 0 0| Procedure Code|Criticality|0 0 0 0 0 0|
 *
 * where E (an alternative from a later version) is zero. Bits that ought to be zero tell other payloads apart, which test traffic is full of. NBAP has the
 * duplex mode after the procedure code.
 */
import type { MessageName } from './message-name.js';

/** By procedure code: initiating message, successful outcome, unsuccessful outcome, outcome. Empty: there is none. */
export type ProcedureTable = Readonly<Record<number, readonly string[]>>;

const LATER_VERSION = 0x80;
const CHOICE_PADDING = 0x1f;
const CRITICALITY_PADDING = 0x3f;

export function elementaryProcedure(table: ProcedureTable): MessageName {
  return (view, at, end) => {
    if (at + 3 > end || view.getUint8(at + 2) & CRITICALITY_PADDING) return undefined;
    return messageOf(table, view.getUint8(at), view.getUint8(at + 1));
  };
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
  return choice & (LATER_VERSION | CHOICE_PADDING) ? undefined : table[key]?.[choice >> 5] || undefined;
}
