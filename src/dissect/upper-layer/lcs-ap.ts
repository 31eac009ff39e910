/** LCS-AP, 3GPP TS 29.171: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const lcsApProcedures: ProcedureTable = {
  0: ['Location-Request', 'Location-Response', 'Location-Response'],
  1: ['Connection-Oriented-Information'],
  2: ['Connectionless-Information'],
  3: ['Location-Abort-Request'],
  4: ['Reset-Request', 'Reset-Acknowledge'],
  5: ['Ciphering-Key-Data', 'Ciphering-Key-Data-Result', 'Ciphering-Key-Data-Error-Report'],
};
