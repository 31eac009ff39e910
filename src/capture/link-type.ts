/** The link types that can be read, by LINKTYPE_ number (https://www.tcpdump.org/linktypes.html). How each leads to IP or SCTP: src/dissect/encapsulation. */
export const LINK_TYPES: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  9: 'PPP',
  12: 'raw IP (BSD)',
  14: 'raw IP (OpenBSD)',
  50: 'PPP in HDLC',
  51: 'PPPoE',
  101: 'raw IP',
  108: 'OpenBSD loopback',
  113: 'Linux cooked v1',
  228: 'raw IPv4',
  229: 'raw IPv6',
  248: 'SCTP without IP',
  252: 'Wireshark upper PDU',
  276: 'Linux cooked v2',
};

/** 'link type 105 (IEEE 802.11) is not one that can be read: …' */
export function unsupportedLinkType(linkType: number): string {
  const known = Object.entries(LINK_TYPES).map(([number, name]) => `${name} (${number})`);
  return `its link type is ${linkType}, which cannot be read; those that can: ${known.join(', ')}`;
}
