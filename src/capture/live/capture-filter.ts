/** Capture filters in libpcap's language (man 7 pcap-filter). */

/** UDP port of SCTP over UDP, RFC 6951 section 4. */
const SCTP_TUNNELING_PORT = 9899;

/**
 * What can matter to an association: SCTP, SCTP over UDP, later fragments of either (which carry no ports), and ICMP errors about them.
 * `udpPorts` are further ports that carry SCTP.
 */
function wanted(udpPorts: readonly number[]): string {
  const ports = [SCTP_TUNNELING_PORT, ...udpPorts].map((port) => `udp port ${port}`);
  return ['sctp', ...ports, 'ip[6:2] & 0x1fff != 0', 'ip6 proto 44', 'icmp', 'icmp6'].join(' or ');
}

/** The default filter: the best one first, then what an interface understands that has no notion of VLANs. */
export function defaultFilters(udpPorts: readonly number[]): string[] {
  const plain = wanted(udpPorts);
  // `vlan` shifts all offsets after it: the tagged half comes last.
  return [`${plain} or (vlan and (${plain}))`, plain];
}
