/** M2UA, RFC 3331 section 3.1.2: messages by class and type. */
import { aspStateMaintenance, aspTrafficMaintenance, type MessageClasses, management, registration } from './sigtran.js';

export const m2uaMessages: MessageClasses = {
  0: management,
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  6: {
    1: 'Data',
    2: 'Establish Request',
    3: 'Establish Confirm',
    4: 'Release Request',
    5: 'Release Confirm',
    6: 'Release Indication',
    7: 'State Request',
    8: 'State Confirm',
    9: 'State Indication',
    10: 'Data Retrieval Request',
    11: 'Data Retrieval Confirm',
    12: 'Data Retrieval Indication',
    13: 'Data Retrieval Complete Indication',
    14: 'Congestion Indication',
    15: 'Data Acknowledge',
  },
  10: registration,
};
