/** Upper layers whose messages have names here, by payload protocol identifier: a new one is its file and its line. */
import { dataChannelMessage } from './data-channel.js';
import { diameterMessage } from './diameter.js';
import { e1apProcedures } from './e1ap.js';
import { e2apProcedures } from './e2ap.js';
import { duplexProcedure, elementaryProcedure } from './elementary-procedure.js';
import { f1apProcedures } from './f1ap.js';
import { hnbapProcedures } from './hnbap.js';
import { duaMessages, iuaMessages, v5uaMessages } from './iua.js';
import { lcsApProcedures } from './lcs-ap.js';
import { m2apProcedures } from './m2ap.js';
import { m2paMessage } from './m2pa.js';
import { m2uaMessages } from './m2ua.js';
import { m3apProcedures } from './m3ap.js';
import { m3uaMessages } from './m3ua.js';
import type { MessageName } from './message-name.js';
import { nbapProcedures } from './nbap.js';
import { ngapProcedures } from './ngap.js';
import { rnaProcedures } from './rna.js';
import { asapMessage, enrpMessage } from './rserpool.js';
import { ruaProcedures } from './rua.js';
import { s1apProcedures } from './s1ap.js';
import { sabpProcedures } from './sabp.js';
import { sbcApProcedures } from './sbc-ap.js';
import { sigtran } from './sigtran.js';
import { suaMessages } from './sua.js';
import { x2apProcedures } from './x2ap.js';
import { xnapProcedures } from './xnap.js';
import { xwapProcedures } from './xwap.js';

interface UpperLayer {
  readonly name: string;
  readonly message: MessageName;
}

export const upperLayers: Readonly<Record<number, UpperLayer>> = {
  1: { name: 'IUA', message: sigtran(iuaMessages) },
  2: { name: 'M2UA', message: sigtran(m2uaMessages) },
  3: { name: 'M3UA', message: sigtran(m3uaMessages) },
  4: { name: 'SUA', message: sigtran(suaMessages) },
  5: { name: 'M2PA', message: m2paMessage },
  6: { name: 'V5UA', message: sigtran(v5uaMessages) },
  10: { name: 'DUA', message: sigtran(duaMessages) },
  11: { name: 'ASAP', message: asapMessage },
  12: { name: 'ENRP', message: enrpMessage },
  18: { name: 'S1AP', message: elementaryProcedure(s1apProcedures) },
  19: { name: 'RUA', message: elementaryProcedure(ruaProcedures) },
  20: { name: 'HNBAP', message: elementaryProcedure(hnbapProcedures) },
  24: { name: 'SBc-AP', message: elementaryProcedure(sbcApProcedures) },
  25: { name: 'NBAP', message: duplexProcedure(nbapProcedures) },
  27: { name: 'X2AP', message: elementaryProcedure(x2apProcedures) },
  29: { name: 'LCS-AP', message: elementaryProcedure(lcsApProcedures) },
  31: { name: 'SABP', message: elementaryProcedure(sabpProcedures) },
  42: { name: 'RNA', message: elementaryProcedure(rnaProcedures) },
  43: { name: 'M2AP', message: elementaryProcedure(m2apProcedures) },
  44: { name: 'M3AP', message: elementaryProcedure(m3apProcedures) },
  46: { name: 'Diameter', message: diameterMessage },
  50: { name: 'DCEP', message: dataChannelMessage },
  58: { name: 'XwAP', message: elementaryProcedure(xwapProcedures) },
  60: { name: 'NGAP', message: elementaryProcedure(ngapProcedures) },
  61: { name: 'XnAP', message: elementaryProcedure(xnapProcedures) },
  62: { name: 'F1AP', message: elementaryProcedure(f1apProcedures) },
  64: { name: 'E1AP', message: elementaryProcedure(e1apProcedures) },
  70: { name: 'E2AP', message: elementaryProcedure(e2apProcedures) },
};

/**
 * `M3UA ASPUP`, or undefined where protocol or message are not known. [at, end) is the beginning of a user message, as much of it as was captured;
 * `ppid` is in host order.
 */
export function upperLayerMessage(ppid: number, view: DataView, at: number, end: number): string | undefined {
  const layer = upperLayers[ppid];
  const message = layer?.message(view, at, end);
  return message && `${layer!.name} ${message}`;
}
