/** XwAP, 3GPP TS 36.463: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const xwapProcedures: ProcedureTable = {
  0: ['XwSetupRequest', 'XwSetupResponse', 'XwSetupFailure'],
  1: ['WTConfigurationUpdate', 'WTConfigurationUpdateAcknowledge', 'WTConfigurationUpdateFailure'],
  2: ['WTStatusRequest', 'WTStatusResponse', 'WTStatusFailure'],
  3: ['WTStatusReport'],
  4: ['ErrorIndication'],
  5: ['Reset', 'ResetResponse'],
  6: ['WTAdditionRequest', 'WTAdditionRequestAcknowledge', 'WTAdditionRequestReject'],
  7: ['WTModificationRequest', 'WTModificationRequestAcknowledge', 'WTModificationRequestReject'],
  8: ['WTModificationRequired', 'WTModificationConfirm', 'WTModificationRefuse'],
  9: ['WTReleaseRequest'],
  10: ['WTReleaseRequired', 'WTReleaseConfirm'],
  11: ['WTAssociationConfirmation'],
  12: ['PrivateMessage'],
  13: ['LWIPAdditionRequest', 'LWIPAdditionRequestAcknowledge', 'LWIPAdditionRequestReject'],
  14: ['LWIPModificationRequest', 'LWIPModificationRequestAcknowledge', 'LWIPModificationRequestReject'],
  15: ['LWIPReleaseRequest'],
  16: ['LWIPReleaseRequired', 'LWIPReleaseConfirm'],
};
