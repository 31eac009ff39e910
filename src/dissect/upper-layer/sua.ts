/** SUA, RFC 3868 section 3.1.2: messages by class and type. */
import {
  aspStateMaintenance,
  aspTrafficMaintenance,
  type MessageClasses,
  management,
  registration,
  signallingNetworkManagement,
} from './sigtran.js';

export const suaMessages: MessageClasses = {
  0: management,
  2: signallingNetworkManagement,
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  7: { 1: 'CLDT', 2: 'CLDR' },
  8: {
    1: 'CORE',
    2: 'COAK',
    3: 'COREF',
    4: 'RELRE',
    5: 'RELCO',
    6: 'RESCO',
    7: 'RESRE',
    8: 'CODT',
    9: 'CODA',
    10: 'COERR',
    11: 'COIT',
  },
  9: registration,
};
