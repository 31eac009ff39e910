// Makes the benchmark's capture, the same bytes for the same number of packets: 50 associations that are set up, carry 120-byte user messages both ways, each
// second one acknowledged, and are shut down in good order; Ethernet, IPv4, right checksums. Plain Node, and none of the program's own code.
//
//     node bench/make-capture.js FILE PACKETS
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const ASSOCIATIONS = 50;
const STREAMS = 10;
const MESSAGE = 120;
const WINDOW = 65_536;
/** Packets of a set-up, of a shut-down, and acknowledgements that may be missing at the end. */
const SET_UP = 4;
const SHUT_DOWN = 3;
const DIRECTIONS = 2;

const DATA = 0;
const INIT = 1;
const INIT_ACK = 2;
const SACK = 3;
const SHUTDOWN = 7;
const SHUTDOWN_ACK = 8;
const COOKIE_ECHO = 10;
const COOKIE_ACK = 11;
const SHUTDOWN_COMPLETE = 14;
const STATE_COOKIE = 7;

/** Writes the capture and returns its length in bytes. */
export function makeCapture(path, packets) {
  const least = ASSOCIATIONS * (SET_UP + SHUT_DOWN + DIRECTIONS);
  if (packets < least) throw new RangeError(`a capture of ${packets} packets: ${least} is the least`);
  const random = generator(packets);
  const file = new CaptureFile(path, random);
  const associations = Array.from({ length: ASSOCIATIONS }, (_, index) => association(index, random));
  for (const [a, b] of associations) setUp(file, a, b);
  const ends = ASSOCIATIONS * (SHUT_DOWN + DIRECTIONS);
  while (file.packets < packets - ends) transfer(file, associations[Math.floor(random() * ASSOCIATIONS)], random);
  for (const [a, b] of associations) {
    acknowledge(file, a, b);
    acknowledge(file, b, a);
  }
  for (const [a, b] of associations) shutDown(file, a, b);
  return file.close();
}

/** mulberry32: numbers in [0, 1), the same for the same seed. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Both endpoints of an association; a begins it. */
function association(index, random) {
  const endpoint = (host, port) => {
    const tag = 1 + Math.floor(random() * (2 ** 32 - 1));
    const tsn = Math.floor(random() * 2 ** 32);
    return { address: (0x0a000000 + host) >>> 0, port, tag, tsn, ssns: new Uint16Array(STREAMS), received: 0, unacknowledged: 0 };
  };
  const a = endpoint(0x10000 + index + 1, 30_000 + index);
  const b = endpoint(0x20000 + (index % 7) + 1, 3868);
  a.received = (b.tsn - 1) >>> 0;
  b.received = (a.tsn - 1) >>> 0;
  return [a, b];
}

export function setUp(file, a, b) {
  const cookie = Buffer.alloc(4 + 196, 0xc0);
  cookie.writeUInt16BE(STATE_COOKIE, 0);
  cookie.writeUInt16BE(cookie.length, 2);
  file.packet(a, b, 0, chunk(INIT, offer(a)));
  file.packet(b, a, a.tag, chunk(INIT_ACK, Buffer.concat([offer(b), cookie])));
  file.packet(a, b, b.tag, chunk(COOKIE_ECHO, cookie.subarray(4)));
  file.packet(b, a, a.tag, chunk(COOKIE_ACK));
}

export function offer({ tag, tsn }) {
  const body = Buffer.alloc(16);
  body.writeUInt32BE(tag, 0);
  body.writeUInt32BE(WINDOW, 4);
  body.writeUInt16BE(STREAMS, 8);
  body.writeUInt16BE(STREAMS, 10);
  body.writeUInt32BE(tsn, 12);
  return body;
}

/** The next packet of an association: a message one way, or the acknowledgement of two. */
function transfer(file, [a, b], random) {
  const [from, to] = random() < 0.5 ? [a, b] : [b, a];
  if (to.unacknowledged === 2) return acknowledge(file, to, from);
  const stream = Math.floor(random() * STREAMS);
  const body = Buffer.allocUnsafe(12 + MESSAGE);
  body.writeUInt32BE(from.tsn, 0);
  body.writeUInt16BE(stream, 4);
  body.writeUInt16BE(from.ssns[stream]++, 6);
  body.writeUInt32BE(46, 8);
  body.fill(from.tsn & 255, 12);
  file.packet(from, to, to.tag, chunk(DATA, body, 3));
  to.received = from.tsn;
  to.unacknowledged++;
  from.tsn = (from.tsn + 1) >>> 0;
}

export function acknowledge(file, from, to) {
  const body = Buffer.alloc(12);
  body.writeUInt32BE(from.received, 0);
  body.writeUInt32BE(WINDOW, 4);
  file.packet(from, to, to.tag, chunk(SACK, body));
  from.unacknowledged = 0;
}

export function shutDown(file, a, b) {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(a.received, 0);
  file.packet(a, b, b.tag, chunk(SHUTDOWN, body));
  file.packet(b, a, a.tag, chunk(SHUTDOWN_ACK));
  file.packet(a, b, b.tag, chunk(SHUTDOWN_COMPLETE));
}

/** All bodies here are multiples of four bytes: no padding. */
export function chunk(type, body = Buffer.alloc(0), flags = 0) {
  const header = Buffer.from([type, flags, 0, 0]);
  header.writeUInt16BE(4 + body.length, 2);
  return Buffer.concat([header, body]);
}

const RECORD = 16;
const ETHERNET = 14;
const IPV4 = 20;
const COMMON = 12;
const BLOCK = 1 << 20;
const LARGEST = 2048;

/** A pcap file being written, in blocks. */
export class CaptureFile {
  packets = 0;
  #descriptor;
  #random;
  #block = Buffer.alloc(BLOCK);
  #used = 24;
  #written = 0;
  #microseconds = 1_700_000_000_000_000;

  constructor(path, random) {
    this.#descriptor = openSync(path, 'w');
    this.#random = random;
    const fields = [0xa1b2c3d4, 0x00040002, 0, 0, 262_144, 1];
    for (const [index, field] of fields.entries()) this.#block.writeUInt32LE(field, 4 * index);
  }

  packet(from, to, tag, chunks) {
    if (this.#used > BLOCK - LARGEST) this.#flush();
    this.#microseconds += 1 + Math.floor(this.#random() * 40);
    this.packets++;
    const block = this.#block;
    const length = ETHERNET + IPV4 + COMMON + chunks.length;
    const record = this.#used;
    block.writeUInt32LE(Math.floor(this.#microseconds / 1e6), record);
    block.writeUInt32LE(this.#microseconds % 1e6, record + 4);
    block.writeUInt32LE(length, record + 8);
    block.writeUInt32LE(length, record + 12);
    const ethernet = record + RECORD;
    block.writeUIntBE(0x020000000000 + (to.address & 0xffffff), ethernet, 6);
    block.writeUIntBE(0x020000000000 + (from.address & 0xffffff), ethernet + 6, 6);
    block.writeUInt16BE(0x0800, ethernet + 12);
    ipv4(block, ethernet + ETHERNET, from, to, IPV4 + COMMON + chunks.length, this.packets & 0xffff);
    const sctp = ethernet + ETHERNET + IPV4;
    block.writeUInt16BE(from.port, sctp);
    block.writeUInt16BE(to.port, sctp + 2);
    block.writeUInt32BE(tag, sctp + 4);
    block.writeUInt32LE(0, sctp + 8);
    chunks.copy(block, sctp + COMMON);
    block.writeUInt32LE(crc32c(block, sctp, ethernet + length), sctp + 8);
    this.#used = ethernet + length;
  }

  #flush() {
    writeSync(this.#descriptor, this.#block, 0, this.#used);
    this.#written += this.#used;
    this.#used = 0;
  }

  close() {
    this.#flush();
    closeSync(this.#descriptor);
    return this.#written;
  }
}

function ipv4(block, at, from, to, length, identification) {
  block.writeUInt16BE(0x4502, at);
  block.writeUInt16BE(length, at + 2);
  block.writeUInt16BE(identification, at + 4);
  block.writeUInt16BE(0x4000, at + 6);
  block.writeUInt16BE(0x4084, at + 8);
  block.writeUInt16BE(0, at + 10);
  block.writeUInt32BE(from.address, at + 12);
  block.writeUInt32BE(to.address, at + 16);
  let sum = 0;
  for (let word = at; word < at + IPV4; word += 2) sum += block.readUInt16BE(word);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  block.writeUInt16BE(~sum & 0xffff, at + 10);
}

const CRC = new Int32Array(256).map((_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0x82f63b78 : byte >>> 1;
  return byte;
});

function crc32c(bytes, from, to) {
  let crc = -1;
  for (let at = from; at < to; at++) crc = CRC[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, packets] = process.argv.slice(2);
  if (path === undefined || !(Number(packets) > 0)) {
    console.error('usage: node bench/make-capture.js FILE PACKETS');
    process.exit(2);
  }
  console.log(`${path}: ${packets} packets, ${makeCapture(path, Number(packets))} bytes`);
}
