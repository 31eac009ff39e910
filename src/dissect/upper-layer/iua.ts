/** IUA, RFC 4233 section 3.1.3: messages by class and type. V5UA (RFC 3807) and DUA (RFC 4129) share its boundary primitives. */
import { aspStateMaintenance, aspTrafficMaintenance, type MessageClasses, type MessageTypes, management } from './sigtran.js';

const boundaryPrimitives: MessageTypes = {
  1: 'Data Request',
  2: 'Data Indication',
  3: 'Unit Data Request',
  4: 'Unit Data Indication',
  5: 'Establish Request',
  6: 'Establish Confirm',
  7: 'Establish Indication',
  8: 'Release Request',
  9: 'Release Confirm',
  10: 'Release Indication',
};

export const iuaMessages: MessageClasses = {
  0: { ...management, 2: 'TEI Status Request', 3: 'TEI Status Confirm', 4: 'TEI Status Indication' },
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  5: boundaryPrimitives,
};
