/** M2AP, 3GPP TS 36.443: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const m2apProcedures: ProcedureTable = {
  0: ['SessionStartRequest', 'SessionStartResponse', 'SessionStartFailure'],
  1: ['SessionStopRequest', 'SessionStopResponse'],
  2: ['MbmsSchedulingInformation', 'MbmsSchedulingInformationResponse'],
  3: ['ErrorIndication'],
  4: ['Reset', 'ResetAcknowledge'],
  5: ['M2SetupRequest', 'M2SetupResponse', 'M2SetupFailure'],
  6: ['ENBConfigurationUpdate', 'ENBConfigurationUpdateAcknowledge', 'ENBConfigurationUpdateFailure'],
  7: ['MCEConfigurationUpdate', 'MCEConfigurationUpdateAcknowledge', 'MCEConfigurationUpdateFailure'],
  8: ['PrivateMessage'],
  9: ['SessionUpdateRequest', 'SessionUpdateResponse', 'SessionUpdateFailure'],
  10: ['MbmsServiceCountingRequest', 'MbmsServiceCountingResponse', 'MbmsServiceCountingFailure'],
  11: ['MbmsServiceCountingResultsReport'],
  12: ['MbmsOverloadNotification'],
};
