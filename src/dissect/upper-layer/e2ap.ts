/** E2AP, O-RAN.WG3.E2AP: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const e2apProcedures: ProcedureTable = {
  1: ['E2setupRequest', 'E2setupResponse', 'E2setupFailure'],
  2: ['ErrorIndication'],
  3: ['ResetRequest', 'ResetResponse'],
  4: ['RICcontrolRequest', 'RICcontrolAcknowledge', 'RICcontrolFailure'],
  5: ['RICindication'],
  6: ['RICserviceQuery'],
  7: ['RICserviceUpdate', 'RICserviceUpdateAcknowledge', 'RICserviceUpdateFailure'],
  8: ['RICsubscriptionRequest', 'RICsubscriptionResponse', 'RICsubscriptionFailure'],
  9: ['RICsubscriptionDeleteRequest', 'RICsubscriptionDeleteResponse', 'RICsubscriptionDeleteFailure'],
};
