/** RNA, 3GPP TS 25.471: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const rnaProcedures: ProcedureTable = {
  1: ['IurhSetupRequest', 'IurhSetupResponse', 'IurhSetupFailure'],
  2: ['Connect'],
  3: ['DirectTransfer'],
  4: ['Disconnect'],
  5: ['ConnectionlessTransfer'],
  6: ['ErrorIndication'],
  7: ['PrivateMessage'],
};
