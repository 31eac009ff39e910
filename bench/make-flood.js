// Captures that are made to fill the memory, the same bytes for the same kind and number of packets.
//
//     node bench/make-flood.js KIND FILE PACKETS
import { pathToFileURL } from 'node:url';
import { acknowledge, CaptureFile, chunk, generator, offer, setUp, shutDown } from './make-capture.js';

const DATA = 0;
const INIT = 1;
const SACK = 3;
const HEARTBEAT = 4;
const I_DATA = 64;
const ASCONF_ACK = 128;
const RE_CONFIG = 130;
const FORWARD_TSN = 192;
const ASCONF = 193;
const BEGINNING = 2;
const WHOLE = 3;
const SERVER = { address: 0x0a000001, port: 3868 };
/** A SACK of one packet: as many gap ack blocks as go into 1400 bytes. */
const BLOCKS = 340;

/** By name: what happens, and a function that writes about so many packets. */
export const FLOODS = {
  inits: {
    what: 'INITs from spoofed addresses',
    write(file, packets, random) {
      while (file.packets < packets) file.packet(stranger(random), SERVER, 0, chunk(INIT, offer(stranger(random))));
    },
  },
  answered: {
    what: 'INITs from spoofed addresses, each answered by an INIT-ACK',
    write(file, packets, random) {
      while (file.packets < packets) {
        const [from, to] = pair(random);
        file.packet(from, to, 0, chunk(INIT, offer(from)));
        file.packet(to, from, from.tag, chunk(2, Buffer.concat([offer(to), Buffer.from('00070008c0c0c0c0', 'hex')])));
      }
    },
  },
  associations: {
    what: 'associations, each with a message and a shutdown',
    write(file, packets, random) {
      while (file.packets < packets) {
        const [from, to] = pair(random);
        setUp(file, from, to);
        file.packet(from, to, to.tag, data(from.tsn));
        to.received = from.tsn;
        acknowledge(file, to, from);
        shutDown(file, from, to);
      }
    },
  },
  open: {
    what: 'associations that stay open with a message unacknowledged',
    write(file, packets, random) {
      while (file.packets < packets) {
        const [from, to] = pair(random);
        setUp(file, from, to);
        file.packet(from, to, to.tag, data(from.tsn));
      }
    },
  },
  middle: {
    what: 'DATA between ever other unknown ports',
    write(file, packets, random) {
      while (file.packets < packets) {
        const [from, to] = pair(random);
        file.packet(from, to, to.tag, data(from.tsn));
      }
    },
  },
  jumps: {
    what: 'TSNs that jump by up to 60,000',
    write(file, packets, random) {
      const ends = Array.from({ length: 50 }, () => pair(random));
      for (const [from, to] of ends) setUp(file, from, to);
      while (file.packets < packets) {
        const [from, to] = ends[Math.floor(random() * ends.length)];
        from.tsn = (from.tsn + Math.floor(random() * 60_000)) >>> 0;
        file.packet(from, to, to.tag, data(from.tsn));
      }
    },
  },
  gaps: {
    what: `SACKs of ${BLOCKS} gap ack blocks each`,
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      const first = from.tsn;
      for (let sent = 0; sent < 60_000; sent++) {
        file.packet(from, to, to.tag, data(from.tsn));
        from.tsn = (from.tsn + 1) >>> 0;
      }
      while (file.packets < packets) file.packet(to, from, from.tag, gapsFrom((first - 1) >>> 0, random));
    },
  },
  unfinished: {
    what: 'messages begun and never ended, DATA and I-DATA',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      while (file.packets < packets) {
        file.packet(from, to, to.tag, data(from.tsn, BEGINNING, file.packets % 2 === 0 ? DATA : I_DATA, file.packets));
        from.tsn = (from.tsn + 1) >>> 0;
      }
    },
  },
  heartbeats: {
    what: 'HEARTBEATs that nobody answers, each from another address',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      while (file.packets < packets)
        file.packet({ ...from, address: stranger(random).address }, to, to.tag, chunk(HEARTBEAT, parameter(1, word(file.packets))));
    },
  },
  addresses: {
    what: 'addresses added without end, each ASCONF acknowledged',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      for (let serial = from.tsn; file.packets < packets; serial = (serial + 1) >>> 0) {
        const added = parameter(0xc001, Buffer.concat([word(1), parameter(5, word(stranger(random).address))]));
        file.packet(from, to, to.tag, chunk(ASCONF, Buffer.concat([word(serial), parameter(5, word(from.address)), added])));
        file.packet(to, from, from.tag, chunk(ASCONF_ACK, word(serial)));
      }
    },
  },
  resets: {
    what: 'requests to reset 650 streams that nobody answers',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      const streams = Buffer.alloc(1300);
      for (let serial = from.tsn; file.packets < packets; serial = (serial + 1) >>> 0)
        file.packet(from, to, to.tag, chunk(RE_CONFIG, parameter(13, Buffer.concat([word(serial), word(0), word(from.tsn), streams]))));
    },
  },
  streams: {
    what: 'messages begun on each of 65,536 streams',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      while (file.packets < packets) {
        file.packet(from, to, to.tag, data(from.tsn, BEGINNING, I_DATA, file.packets >>> 16, file.packets & 0xffff));
        from.tsn = (from.tsn + 1) >>> 0;
      }
    },
  },
  givenUp: {
    what: 'messages begun and given up by FORWARD-TSN, which nobody acknowledges',
    write(file, packets, random) {
      const [from, to] = pair(random);
      setUp(file, from, to);
      while (file.packets < packets) {
        file.packet(from, to, to.tag, data(from.tsn, BEGINNING));
        file.packet(from, to, to.tag, chunk(FORWARD_TSN, word(from.tsn)));
        from.tsn = (from.tsn + 1) >>> 0;
      }
    },
  },
  unacknowledged: {
    what: 'messages that nobody acknowledges, on 2,000 associations',
    write(file, packets, random) {
      const ends = Array.from({ length: 2000 }, () => pair(random));
      for (const [from, to] of ends) setUp(file, from, to);
      while (file.packets < packets) {
        const [from, to] = ends[Math.floor(random() * ends.length)];
        file.packet(from, to, to.tag, data(from.tsn));
        from.tsn = (from.tsn + 1) >>> 0;
      }
    },
  },
};

function stranger(random) {
  const number = () => Math.floor(random() * 2 ** 32);
  return { address: number(), port: 1024 + (number() % 60_000), tag: number() || 1, tsn: number(), received: 0 };
}

function pair(random) {
  const [from, to] = [stranger(random), { ...stranger(random), ...SERVER }];
  from.received = (to.tsn - 1) >>> 0;
  to.received = (from.tsn - 1) >>> 0;
  return [from, to];
}

function word(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** Values here are multiples of four bytes: no padding. */
function parameter(type, value) {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(4 + value.length, 2);
  return Buffer.concat([header, value]);
}

function data(tsn, flags = WHOLE, type = DATA, message = 0, stream = 0) {
  const body = Buffer.alloc(type === DATA ? 76 : 80);
  body.writeUInt32BE(tsn, 0);
  body.writeUInt16BE(stream, 4);
  if (type === I_DATA) body.writeUInt32BE(message, 8);
  return chunk(type, body, flags);
}

function gapsFrom(cumulative, random) {
  const body = Buffer.alloc(12 + 4 * BLOCKS);
  body.writeUInt32BE(cumulative, 0);
  body.writeUInt32BE(65_536, 4);
  body.writeUInt16BE(BLOCKS, 8);
  for (let block = 0; block < BLOCKS; block++) {
    const start = 2 + Math.floor(random() * 65_000);
    body.writeUInt16BE(start, 12 + 4 * block);
    body.writeUInt16BE(start + Math.floor(random() * (65_535 - start)), 14 + 4 * block);
  }
  return chunk(SACK, body);
}

/** Writes the capture and returns its length in bytes. */
export function makeFlood(kind, path, packets) {
  const random = generator(packets);
  const file = new CaptureFile(path, random);
  FLOODS[kind].write(file, packets, random);
  return file.close();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [kind, path, packets] = process.argv.slice(2);
  if (!(kind in FLOODS) || path === undefined || !(Number(packets) > 0)) {
    console.error(`usage: node bench/make-flood.js ${Object.keys(FLOODS).join('|')} FILE PACKETS`);
    process.exit(2);
  }
  console.log(`${path}: ${makeFlood(kind, path, Number(packets))} bytes`);
}
