/** Payload protocol identifiers, https://www.iana.org/assignments/sctp-parameters (RFC 9260 section 15.6). */

const NAMES: readonly (string | undefined)[] = [
  undefined,
  'IUA',
  'M2UA',
  'M3UA',
  'SUA',
  'M2PA',
  'V5UA',
  'H.248',
  'BICC/Q.2150.3',
  'TALI',
  'DUA',
  'ASAP',
  'ENRP',
  'H.323',
  'Q.IPC/Q.2150.3',
  'SIMCO',
  'DDP Segment Chunk',
  'DDP Stream Session Control',
  'S1AP',
  'RUA',
  'HNBAP',
  'ForCES-HP',
  'ForCES-MP',
  'ForCES-LP',
  'SBc-AP',
  'NBAP',
  undefined,
  'X2AP',
  'IRCP',
  'LCS-AP',
  'MPICH2',
  'SABP',
  'FGP',
  'PPP',
  'CalcApp',
  'SSP',
  'NetPerfMeter Control',
  'NetPerfMeter Data',
  'Echo',
  'Discard',
  'Daytime',
  'Character Generator',
  'RNA',
  'M2AP',
  'M3AP',
  'SSH',
  'Diameter',
  'Diameter over DTLS',
  'R14P',
  'Generic Data Transfer',
  'WebRTC DCEP',
  'WebRTC String',
  'WebRTC Binary Partial',
  'WebRTC Binary',
  'WebRTC String Partial',
  'PUA',
  'WebRTC String Empty',
  'WebRTC Binary Empty',
  'XwAP',
  'Xw Control Plane',
  'NGAP',
  'XnAP',
  'F1AP',
  'HTTP/SCTP',
  'E1AP',
  'ELE2 Lawful Interception',
  'NGAP over DTLS',
  'XnAP over DTLS',
  'F1AP over DTLS',
  'E1AP over DTLS',
  'E2-CP',
  'E2-UP',
  'E2-DU',
  'W1AP',
];

/** `Diameter` for 46; undefined for 0 (none given) and for those not assigned. `ppid` is in host order. */
export function payloadProtocolName(ppid: number): string | undefined {
  return NAMES[ppid];
}

/** The identifier an application meant that forgot to convert it to network byte order: 46 for 0x2e000000; undefined where that names nothing either. */
export function swappedPayloadProtocol(ppid: number): number | undefined {
  const low = ppid >>> 24;
  return (ppid & 0xffffff) === 0 && NAMES[low] !== undefined ? low : undefined;
}

/** `Diameter`, `Diameter, bytes swapped`, or nothing where the identifier names nothing. `ppid` is in host order. */
export function ppidWords(ppid: number): string {
  const swapped = swappedPayloadProtocol(ppid);
  return swapped === undefined ? (payloadProtocolName(ppid) ?? '') : `${payloadProtocolName(swapped)}, bytes swapped`;
}
