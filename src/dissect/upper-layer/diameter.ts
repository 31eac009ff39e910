/**
 * Diameter, RFC 6733 section 3: commands by code, named as people say them (`DWR`, `DWA`).
 *
 *     |    Version    |                 Message Length                |
 *     |R|P|E|T|0 0 0 0|                 Command Code                  |
 */
import type { MessageName } from './message-name.js';

const VERSION = 1;
const REQUEST = 0x80;
const ERROR = 0x20;
const RESERVED = 0x0f;
const HEADER = 20;

/** What stands before R or A. */
const COMMANDS: Readonly<Record<number, string>> = {
  257: 'CE',
  258: 'RA',
  260: 'AM',
  262: 'HA',
  265: 'AA',
  268: 'DE',
  271: 'AC',
  272: 'CC',
  274: 'AS',
  275: 'ST',
  280: 'DW',
  282: 'DP',
  283: 'UA',
  284: 'SA',
  285: 'LI',
  286: 'MA',
  287: 'RT',
  288: 'PP',
  300: 'UA',
  301: 'SA',
  302: 'LI',
  303: 'MA',
  304: 'RT',
  305: 'PP',
  306: 'UD',
  307: 'PU',
  308: 'SN',
  309: 'PN',
  310: 'BI',
  311: 'MP',
  316: 'UL',
  317: 'CL',
  318: 'AI',
  319: 'ID',
  320: 'DS',
  321: 'PU',
  322: 'RS',
  323: 'NO',
  324: 'EC',
  325: 'MI',
  326: 'QA',
  327: 'QI',
  328: 'CU',
  330: 'NC',
  8388620: 'PL',
  8388621: 'LR',
  8388622: 'RI',
  8388635: 'SL',
  8388636: 'SN',
  8388637: 'TS',
  8388638: 'UV',
  8388639: 'DA',
  8388640: 'DN',
  8388641: 'SI',
  8388642: 'CV',
  8388643: 'DT',
  8388644: 'DR',
  8388645: 'OF',
  8388646: 'TF',
  8388647: 'SR',
  8388648: 'AL',
  8388649: 'RD',
  8388662: 'GA',
  8388663: 'GN',
  8388718: 'CI',
  8388719: 'RI',
  8388726: 'NI',
  8388732: 'CM',
  8388733: 'OD',
  8388734: 'TD',
};

export const diameterMessage: MessageName = (view, at, end) => {
  if (at + 8 > end || view.getUint8(at) !== VERSION) return undefined;
  const flags = view.getUint8(at + 4);
  const length = view.getUint32(at) & 0xffffff;
  if (flags & RESERVED || length < HEADER || length % 4 !== 0) return undefined;
  const code = view.getUint32(at + 4) & 0xffffff;
  const suffix = flags & REQUEST ? 'R' : 'A';
  const command = COMMANDS[code];
  const name = command ? `${command}${suffix}` : `command ${code} ${flags & REQUEST ? 'request' : 'answer'}`;
  return flags & ERROR ? `${name} (error)` : name;
};
