/** M3AP, 3GPP TS 36.444: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const m3apProcedures: ProcedureTable = {
  0: ['MBMSSessionStartRequest', 'MBMSSessionStartResponse', 'MBMSSessionStartFailure'],
  1: ['MBMSSessionStopRequest', 'MBMSSessionStopResponse'],
  2: ['ErrorIndication'],
  3: ['PrivateMessage'],
  4: ['Reset', 'ResetAcknowledge'],
  5: ['MBMSSessionUpdateRequest', 'MBMSSessionUpdateResponse', 'MBMSSessionUpdateFailure'],
  6: ['MCEConfigurationUpdate', 'MCEConfigurationUpdateAcknowledge', 'MCEConfigurationUpdateFailure'],
  7: ['M3SetupRequest', 'M3SetupResponse', 'M3SetupFailure'],
};
