/** `sctpscope dissect`: every SCTP packet, chunk, parameter and error cause. */
import { openCapture } from '../../capture/open-capture.js';
import { AddressBook } from '../../dissect/address-book.js';
import { checksumVerdict } from '../../dissect/crc32c.js';
import { Finding } from '../../dissect/encapsulation/layer.js';
import { hexDigits, hexDump } from '../../dissect/hex-dump.js';
import type { SctpPacket } from '../../dissect/packet.js';
import { PacketFinder } from '../../dissect/packet-finder.js';
import { packetTree } from '../../dissect/packet-tree.js';
import { userDataRanges } from '../../dissect/user-data-ranges.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { packetJson } from '../format/packet-json.js';
import { packetLine, treeText } from '../format/packet-text.js';
import { Output } from '../output.js';
import { list, portNumber } from '../settings.js';

export const dissect: Command = {
  name: 'dissect',
  operands: 'FILE...',
  summary: 'every SCTP packet, chunk, parameter and error cause',
  description: [
    'Prints a line for each SCTP packet of a capture (pcap, pcapng, gzip; - is standard input), or all of it as a tree or as JSON.',
    'Malformed packets are dissected as far as they go; what is wrong with them is named, with the byte where it is.',
  ].join('\n'),
  options: [
    { name: '--format', short: '-T', value: 'text|ndjson', help: 'text (default), or a JSON object a packet' },
    { name: '--verbose', short: '-V', help: 'the tree of every packet instead of a line' },
    { name: '--hex', short: '-x', help: 'the bytes of every packet, from the common header on' },
    { name: '--count', short: '-c', value: 'N', help: 'stop after N packets' },
    { name: '--no-payload', help: "keep users' data out of the output" },
    { name: '--udp-port', value: 'PORT', multiple: true, help: 'a UDP port that carries SCTP (RFC 6951), beside 9899' },
    { name: '--read', short: '-r', value: 'FILE', multiple: true, help: 'the same as the operand FILE' },
  ],
  run,
};

interface Settings {
  format: 'text' | 'ndjson';
  tree: boolean;
  hex: boolean;
  count: number;
  payload: boolean;
}

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  const files = [...list(options['read']), ...operands];
  if (files.length === 0) throw new UsageError('dissect needs a capture file (or - for standard input)');
  const settings = readSettings(options);
  const source = await openCapture(files);
  const output = new Output(surroundings.stdout);
  const addresses = new AddressBook();
  const finder = new PacketFinder(addresses, { udpPorts: list(options['udp-port']).map(portNumber) });
  const printer = new PacketPrinter(settings, addresses);
  let packets = 0;
  let frames = 0;
  reading: for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) {
      frames++;
      if (finder.find(batch, row) !== Finding.sctp) continue;
      finder.packet.checksum = checksumVerdict(finder.packet);
      output.write(printer.print(finder.packet));
      if (++packets === settings.count) break reading;
    }
    await output.drained();
  }
  await output.drained();
  for (const problem of source.problems)
    surroundings.stderr.write(`sctpscope: warning: ${problem.file}, byte ${problem.offset}: ${problem.text}\n`);
  if (packets === 0) surroundings.stderr.write(`sctpscope: no SCTP packet in ${frames} frames\n`);
  return 0;
}

function readSettings(options: OptionValues): Settings {
  const format = options['format'] ?? 'text';
  if (format !== 'text' && format !== 'ndjson') throw new UsageError(`--format ${String(format)}: known are text, ndjson`);
  const count = options['count'] === undefined ? Number.POSITIVE_INFINITY : Number(options['count']);
  if (!(count > 0)) throw new UsageError(`--count ${String(options['count'])}: a number of packets, at least 1`);
  return {
    format,
    tree: options['verbose'] === true,
    hex: options['hex'] === true,
    count,
    payload: options['no-payload'] !== true,
  };
}

class PacketPrinter {
  readonly #settings: Settings;
  readonly #addresses: AddressBook;
  #since: number | undefined;

  constructor(settings: Settings, addresses: AddressBook) {
    this.#settings = settings;
    this.#addresses = addresses;
  }

  print(packet: SctpPacket): string {
    this.#since ??= packet.time;
    return this.#settings.format === 'ndjson' ? this.#json(packet) : this.#text(packet, this.#since);
  }

  #text(packet: SctpPacket, since: number): string {
    const { tree, hex } = this.#settings;
    const line = packetLine(packet, this.#addresses, since);
    const below = tree ? treeText(packetTree(packet), 1) : '';
    const dump = hex ? hexDump(packet.bytes, packet.start, packet.end, this.#hidden(packet)).map((row) => `  ${row}\n`) : [];
    return `${line}${below}${dump.join('')}${tree || hex ? '\n' : ''}`;
  }

  #json(packet: SctpPacket): string {
    const json = packetJson(packet, this.#addresses, this.#settings);
    if (this.#settings.hex) json['bytes'] = hexDigits(packet.bytes, packet.start, packet.end, this.#hidden(packet));
    return `${JSON.stringify(json)}\n`;
  }

  #hidden(packet: SctpPacket) {
    return this.#settings.payload ? [] : userDataRanges(packet);
  }
}
