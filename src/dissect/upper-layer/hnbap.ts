/** HNBAP, 3GPP TS 25.469: messages by procedure code. */
import type { ProcedureTable } from './elementary-procedure.js';

export const hnbapProcedures: ProcedureTable = {
  1: ['HNBRegisterRequest', 'HNBRegisterAccept', 'HNBRegisterReject'],
  2: ['HNBDe-Register'],
  3: ['UERegisterRequest', 'UERegisterAccept', 'UERegisterReject'],
  4: ['UEDe-Register'],
  5: ['ErrorIndication'],
  6: ['PrivateMessage'],
  7: ['CSGMembershipUpdate'],
  9: ['TNLUpdateRequest', 'TNLUpdateResponse', 'TNLUpdateFailure'],
  10: ['HNBConfigTransferRequest', 'HNBConfigTransferResponse'],
  11: ['RelocationComplete'],
  14: ['U-RNTIQueryRequest', 'U-RNTIQueryResponse'],
};
