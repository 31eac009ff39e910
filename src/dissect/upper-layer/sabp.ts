/** SABP, 3GPP TS 25.419: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const sabpProcedures: ProcedureTable = {
  0: ['Write-Replace', 'Write-Replace-Complete', 'Write-Replace-Failure'],
  1: ['Kill', 'Kill-Complete', 'Kill-Failure'],
  2: ['Load-Query', 'Load-Query-Complete', 'Load-Query-Failure'],
  3: ['Message-Status-Query', 'Message-Status-Query-Complete', 'Message-Status-Query-Failure'],
  4: ['Restart'],
  5: ['Reset', 'Reset-Complete', 'Reset-Failure'],
  6: ['Failure'],
  7: ['Error-Indication'],
};
