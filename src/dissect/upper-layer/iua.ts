/** IUA, RFC 4233 section 3.1.3, with its extensions V5UA (RFC 3807 section 4) and DUA (RFC 4129 section 3): messages by class and type. */
import { aspStateMaintenance, aspTrafficMaintenance, type MessageClasses, type MessageTypes, management } from './sigtran.js';

const links: MessageTypes = {
  5: 'Establish Request',
  6: 'Establish Confirm',
  7: 'Establish Indication',
  8: 'Release Request',
  9: 'Release Confirm',
  10: 'Release Indication',
};

const boundaryPrimitives: MessageTypes = {
  1: 'Data Request',
  2: 'Data Indication',
  3: 'Unit Data Request',
  4: 'Unit Data Indication',
  ...links,
};

/** Of type 8 since RFC 5133. */
const endpointStatus: MessageTypes = {
  2: 'TEI Status Request',
  3: 'TEI Status Confirm',
  4: 'TEI Status Indication',
  8: 'TEI Query Request',
};

export const iuaMessages: MessageClasses = {
  0: { ...management, ...endpointStatus },
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  5: boundaryPrimitives,
};

export const v5uaMessages: MessageClasses = {
  0: { ...management, ...endpointStatus },
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  14: {
    ...boundaryPrimitives,
    11: 'Link Status Start Reporting',
    12: 'Link Status Stop Reporting',
    13: 'Link Status Indication',
    14: 'Sa-Bit Set Request',
    15: 'Sa-Bit Set Confirm',
    16: 'Sa-Bit Status Request',
    17: 'Sa-Bit Status Indication',
    18: 'Error Indication',
  },
};

export const duaMessages: MessageClasses = {
  0: { ...management, 5: 'DLC Status Request', 6: 'DLC Status Confirm', 7: 'DLC Status Indication' },
  3: aspStateMaintenance,
  4: aspTrafficMaintenance,
  13: { 1: 'Data Request', 2: 'Data Indication', ...links },
};
