/** RUA, 3GPP TS 25.468: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const ruaProcedures: ProcedureTable = {
  1: ['Connect'],
  2: ['DirectTransfer'],
  3: ['Disconnect'],
  4: ['ConnectionlessTransfer'],
  5: ['ErrorIndication'],
  6: ['PrivateMessage'],
};
