/**
 * What Linux delivers where there is no common link layer, such as on the `any` interface (https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html).
 *
 *     v1, 16 bytes   packet type u16 | ARPHRD_ u16 | address length u16 | address 8 | protocol u16
 *     v2, 20 bytes   protocol u16 | reserved u16 | interface u32 | ARPHRD_ u16 | packet type u8 | address length u8 | address 8
 */
import { Direction } from '../packet.js';
import type { Layer } from './layer.js';
import { ethertype, Finding, linkType } from './next-layer.js';

/** Packet types: to this host, and sent by it. Others were not meant for it. */
const PACKET_HOST = 0;
const PACKET_OUTGOING = 4;

/** Offsets of the protocol and of the byte that holds the packet type. */
function cooked(name: string, number: number, length: number, protocol: number, packetType: number): Layer {
  return {
    name,
    keys: [linkType(number)],
    enter(cursor) {
      if (!cursor.holds(length)) return Finding.other;
      const type = cursor.view.getUint8(cursor.at + packetType);
      if (type === PACKET_OUTGOING) cursor.direction = Direction.outbound;
      else if (type === PACKET_HOST) cursor.direction = Direction.inbound;
      cursor.at += length;
      return ethertype(cursor.view.getUint16(cursor.at - length + protocol));
    },
  };
}

export const linuxCooked = cooked('Linux cooked v1', 113, 16, 14, 1);
export const linuxCooked2 = cooked('Linux cooked v2', 276, 20, 0, 10);
