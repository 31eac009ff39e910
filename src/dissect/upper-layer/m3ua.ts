/** M3UA, RFC 4666 section 3.1.2: messages by class and type. */
import {
  aspStateMaintenance,
  aspTrafficMaintenance,
  type MessageClasses,
  management,
  registration,
  signallingNetworkManagement,
} from './sigtran.js';

export const m3uaMessages: MessageClasses = {
  0: management,
  1: { 1: 'DATA' },
  2: signallingNetworkManagement,
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  9: registration,
};
