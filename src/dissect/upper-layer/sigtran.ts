/**
 * The common message header of the SIGTRAN adaptation layers (RFC 4666 section 3.1 and the like), and the message classes they share.
 *
 *     |    Version    |   Reserved    | Message Class | Message Type  |
 *     |                        Message Length                         |
 */
import type { MessageName } from './message-name.js';

/** By message type. */
export type MessageTypes = Readonly<Record<number, string>>;
/** By message class. */
export type MessageClasses = Readonly<Record<number, MessageTypes>>;

const VERSION = 1;

export const management: MessageTypes = { 0: 'ERR', 1: 'NTFY' };
export const signallingNetworkManagement: MessageTypes = { 1: 'DUNA', 2: 'DAVA', 3: 'DAUD', 4: 'SCON', 5: 'DUPU', 6: 'DRST' };
export const aspStateMaintenance: MessageTypes = { 1: 'ASPUP', 2: 'ASPDN', 3: 'BEAT', 4: 'ASPUP-ACK', 5: 'ASPDN-ACK', 6: 'BEAT-ACK' };
export const aspTrafficMaintenance: MessageTypes = { 1: 'ASPAC', 2: 'ASPIA', 3: 'ASPAC-ACK', 4: 'ASPIA-ACK' };
export const registration: MessageTypes = { 1: 'REG-REQ', 2: 'REG-RSP', 3: 'DEREG-REQ', 4: 'DEREG-RSP' };

export function sigtran(classes: MessageClasses): MessageName {
  return (view, at, end) => {
    if (at + 4 > end || view.getUint8(at) !== VERSION) return undefined;
    return classes[view.getUint8(at + 2)]?.[view.getUint8(at + 3)];
  };
}
