/** An ICMP error about a packet, as filters see it. */
import type { AddressBook } from '../dissect/address-book.js';
import type { IcmpError } from '../dissect/icmp-error.js';
import { icmpText } from '../dissect/icmp-text.js';
import type { FieldName } from './field.js';
import type { Subject } from './subject.js';
import type { Value } from './value.js';

type Read = (icmp: IcmpError, addresses: AddressBook) => Value[];

const READ: Readonly<Partial<Record<FieldName, Read>>> = {
  frame: ({ frame }) => [frame],
  time: ({ time }) => [time],
  host: (icmp, addresses) => [icmp.source, icmp.destination, icmp.reporter].map((address) => addresses.text(address)),
  port: ({ sourcePort, destinationPort }) => [sourcePort, destinationPort],
  tag: ({ verificationTag }) => [verificationTag],
  text: (icmp, addresses) => [
    `${icmpText(icmp.version, icmp.type, icmp.code)} ${[icmp.reporter, icmp.source, icmp.destination].map((address) => addresses.text(address)).join(' ')}`,
  ],
};

/** Of the error that `icmp` is at the moment. */
export function icmpSubject(icmp: IcmpError, addresses: AddressBook): Subject {
  return { values: (field) => READ[field]?.(icmp, addresses) };
}
