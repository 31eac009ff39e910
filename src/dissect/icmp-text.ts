/** ICMP and ICMPv6 errors by name: RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1, RFC 4443. */

/** By type, and for some types by code. */
const ICMP: Readonly<Record<number, readonly [name: string, codes?: Readonly<Record<number, string>>]>> = {
  3: [
    'destination unreachable',
    {
      0: 'network unreachable',
      1: 'host unreachable',
      2: 'protocol unreachable',
      3: 'port unreachable',
      4: 'fragmentation needed',
      5: 'source route failed',
      9: 'network administratively prohibited',
      10: 'host administratively prohibited',
      13: 'communication administratively prohibited',
    },
  ],
  4: ['source quench'],
  5: ['redirect'],
  11: ['time exceeded', { 1: 'fragment reassembly time exceeded' }],
  12: ['parameter problem'],
};

const ICMPV6: typeof ICMP = {
  1: [
    'destination unreachable',
    {
      0: 'no route to destination',
      1: 'communication administratively prohibited',
      2: 'beyond scope of source address',
      3: 'address unreachable',
      4: 'port unreachable',
    },
  ],
  2: ['packet too big'],
  3: ['time exceeded', { 1: 'fragment reassembly time exceeded' }],
  4: ['parameter problem', { 1: 'unrecognized next header' }],
};

/** `ICMP protocol unreachable`, `ICMPv6 packet too big`, `ICMP type 40 code 0`. */
export function icmpText(version: 4 | 6, type: number, code: number): string {
  const protocol = version === 6 ? 'ICMPv6' : 'ICMP';
  const [name, codes] = (version === 6 ? ICMPV6 : ICMP)[type] ?? [`type ${type} code ${code}`];
  return `${protocol} ${codes?.[code] ?? name}`;
}
