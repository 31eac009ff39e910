/** SBc-AP, 3GPP TS 29.168: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const sbcApProcedures: ProcedureTable = {
  0: ['Write-Replace-Warning-Request', 'Write-Replace-Warning-Response'],
  1: ['Stop-Warning-Request', 'Stop-Warning-Response'],
  2: ['Error-Indication'],
  3: ['Write-Replace-Warning-Indication'],
  4: ['Stop-Warning-Indication'],
  5: ['PWS-Restart-Indication'],
  6: ['PWS-Failure-Indication'],
};
