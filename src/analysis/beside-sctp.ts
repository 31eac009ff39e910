/** What a capture holds beside SCTP packets that can be used: told once each with how often, never a frame at a time. */
import type { AddressBook } from '../dissect/address-book.js';
import { endpointText } from '../dissect/address-text.js';
import { DTLS_ADVICE } from '../dissect/encapsulation/dtls.js';
import { BYTE_LIMIT, DATAGRAM_LIMIT, type LostDatagrams } from '../dissect/encapsulation/fragment-store.js';
import { Finding } from '../dissect/encapsulation/next-layer.js';
import { DEPTH_LIMIT } from '../dissect/encapsulation/registry.js';
import { PAIR_LIMIT } from '../dissect/encapsulation/udp-recognition.js';
import type { IcmpError } from '../dissect/icmp-error.js';
import { icmpText } from '../dissect/icmp-text.js';
import type { Diagnosis } from '../reconstruct/model.js';

/** Of one kind: how many, and where the first was. */
interface Tally {
  count: number;
  readonly frame: number;
  readonly time: number;
}

/** What could not be kept. */
export interface Lost {
  datagrams: LostDatagrams;
  /** Sightings of addresses for which there was no room. */
  addresses: number;
  /** Packets over UDP between ports for which there was no room. */
  udpPorts: number;
}

type Told = readonly [finding: Finding, rule: string, severity: Diagnosis['severity'], text: (count: number) => string];

const TOLD: readonly Told[] = [
  [
    Finding.duplicate,
    'captured twice',
    'note',
    (count) =>
      `${times(count, 'packet')} came again at once: captured twice (several interfaces, a mirror port), or doubled by the network`,
  ],
  [
    Finding.short,
    'too short for SCTP',
    'warning',
    (count) =>
      `${times(count, 'packet')} of protocol SCTP ${count === 1 ? 'has' : 'have'} no whole common header; nothing can be said of them`,
  ],
  [
    Finding.deep,
    'too many layers',
    'warning',
    (count) =>
      `${times(count, 'frame')} ${count === 1 ? 'has' : 'have'} more than ${DEPTH_LIMIT} layers one in another: not looked into to the end`,
  ],
  [Finding.dtls, 'DTLS', 'note', (count) => `${times(count, 'DTLS packet')}. ${DTLS_ADVICE}`],
];

/** ICMP errors that are told apart. */
const ERROR_LIMIT = 100;

export class BesideSctp {
  readonly #tallies = new Map<Finding, Tally>();
  /** By what is told of them. */
  readonly #errors = new Map<string, Tally>();
  #moreErrors = 0;

  /** Answers how many of that kind there were. */
  note(finding: Finding, frame: number, time: number): number {
    return add(this.#tallies, finding, frame, time);
  }

  noteError(icmp: IcmpError, addresses: AddressBook): void {
    const { reporter, source, sourcePort, destination, destinationPort } = icmp;
    const about = `${endpointText(addresses.text(source), sourcePort)} > ${endpointText(addresses.text(destination), destinationPort)}`;
    const text = `${addresses.text(reporter)} reports ${icmpText(icmp.version, icmp.type, icmp.code)} for packets ${about}`;
    if (this.#errors.size < ERROR_LIMIT || this.#errors.has(text)) add(this.#errors, text, icmp.frame, icmp.time);
    else this.#moreErrors++;
  }

  count(finding: Finding): number {
    return this.#tallies.get(finding)?.count ?? 0;
  }

  diagnoses({ datagrams, addresses, udpPorts }: Lost): Diagnosis[] {
    const found: Diagnosis[] = [];
    const tell = (tally: Tally | undefined, rule: string, severity: Diagnosis['severity'], text: string): void => {
      if (tally !== undefined) found.push({ rule, severity, association: 0, frame: tally.frame, time: tally.time, text });
    };
    for (const [finding, rule, severity, text] of TOLD) tell(this.#tallies.get(finding), rule, severity, text(this.count(finding)));
    for (const [text, tally] of this.#errors) tell(tally, 'ICMP error', 'warning', `${text} (${times(tally.count, 'time')})`);
    if (this.#moreErrors > 0)
      tell(this.#tallies.get(Finding.icmp), 'ICMP error', 'warning', `${times(this.#moreErrors, 'more ICMP error')}`);
    if (datagrams.count > 0) tell(this.#tallies.get(Finding.fragment), 'fragments missing', 'warning', lostText(datagrams));
    if (addresses > 0)
      tell(START, 'too many addresses', 'warning', `no room for more addresses; ${times(addresses, 'address')} of packets stand as ?`);
    if (udpPorts > 0)
      tell(
        START,
        'too many UDP ports',
        'warning',
        `SCTP over UDP between more than ${PAIR_LIMIT} pairs of ports: ${times(udpPorts, 'packet')} between further ones had a right checksum; those that do not are not recognised there`,
      );
    return found;
  }
}

/** Where something has no frame of its own. */
const START: Tally = { count: 0, frame: 0, time: 0 };

function add<Key>(tallies: Map<Key, Tally>, key: Key, frame: number, time: number): number {
  const tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, { count: 1, frame, time });
  else tally.count++;
  return tally?.count ?? 1;
}

/** Each reason with its number, where it is not the only one. */
function lostText({ count, crowdedOut, overlapping }: LostDatagrams): string {
  const reasons: readonly (readonly [number, string])[] = [
    [count - crowdedOut - overlapping, 'fragments are missing'],
    [overlapping, 'fragments overlap: nothing is made of such (RFC 5722)'],
    [crowdedOut, `too many were begun and not completed (${DATAGRAM_LIMIT} are kept, of ${BYTE_LIMIT} bytes)`],
  ];
  const told = reasons.filter(([number]) => number > 0);
  const texts = told.map(([number, reason]) => (told.length > 1 ? `${number}: ${reason}` : reason));
  return `${times(count, 'datagram')} could not be put together: ${texts.join('; ')}`;
}

/** '1 packet', '3 packets', '2 addresses'. */
function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : what.endsWith('s') ? 'es' : 's'}`;
}
