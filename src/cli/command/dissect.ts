/** `sctpscope dissect`: every SCTP packet, chunk, parameter and error cause. */
import type { FrameBatch } from '../../capture/frame.js';
import { AddressBook } from '../../dissect/address-book.js';
import { checksumVerdict } from '../../dissect/crc32c.js';
import { Finding } from '../../dissect/encapsulation/next-layer.js';
import { hexDigits, hexDump, type Range } from '../../dissect/hex-dump.js';
import type { IcmpError } from '../../dissect/icmp-error.js';
import type { SctpPacket } from '../../dissect/packet.js';
import { PacketFinder } from '../../dissect/packet-finder.js';
import { packetTree } from '../../dissect/packet-tree.js';
import { userDataRanges } from '../../dissect/user-data-ranges.js';
import type { Filter } from '../../filter/filter.js';
import { icmpSubject } from '../../filter/icmp-subject.js';
import { PacketSubject } from '../../filter/packet-subject.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { FILTER_OPTION, filterOption } from '../filter-option.js';
import { icmpJson, packetJson } from '../format/packet-json.js';
import { icmpLine, packetLine, treeText } from '../format/packet-text.js';
import { INPUT_OPTIONS, inputFiles, openInput } from '../input-option.js';
import { Output } from '../output.js';
import { ProgressBar } from '../progress-bar.js';
import { list, portNumber } from '../settings.js';

export const dissect: Command = {
  name: 'dissect',
  operands: 'FILE...',
  summary: 'every SCTP packet, chunk, parameter and error cause',
  description: [
    'Prints a line for each SCTP packet of a capture (pcap, pcapng, gzip, zstd; - is standard input), or all of it as a tree or as JSON.',
    'Malformed packets are dissected as far as they go; what is wrong with them is named, with the byte where it is.',
  ].join('\n'),
  options: [
    { name: '--format', short: '-T', value: 'text|ndjson', help: 'text (default), or a JSON object a packet' },
    { name: '--verbose', short: '-V', help: 'the tree of every packet instead of a line' },
    { name: '--hex', short: '-x', help: 'the bytes of every packet, from the common header on' },
    { name: '--count', short: '-c', value: 'N', help: 'stop after N packets' },
    { name: '--no-payload', help: "keep users' data out of the output" },
    { name: '--udp-port', value: 'PORT', multiple: true, help: 'a UDP port that carries SCTP (RFC 6951), beside 9899' },
    FILTER_OPTION,
    ...INPUT_OPTIONS,
  ],
  run,
};

interface Settings {
  format: 'text' | 'ndjson';
  tree: boolean;
  hex: boolean;
  count: number;
  payload: boolean;
  filter: Filter | undefined;
}

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  const files = inputFiles('dissect', operands, options);
  const settings = readSettings(options);
  const source = await openInput(files, options);
  const bar = new ProgressBar(surroundings.stderr, source);
  const output = new Output(surroundings.stdout, () => bar.clear());
  const addresses = new AddressBook();
  const finder = new PacketFinder(addresses, { udpPorts: list(options['udp-port']).map(portNumber) });
  const printer = new PacketPrinter(settings, addresses, files.length > 1 ? source.files : []);
  let frames = 0;
  reading: for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) {
      frames++;
      output.write(printer.print(finder, finder.find(batch, row), batch, row));
      if (printer.packets === settings.count) break reading;
    }
    await output.drained();
    bar.update(printer.found);
  }
  await output.drained();
  bar.clear();
  for (const problem of source.problems)
    surroundings.stderr.write(`sctpscope: warning: ${problem.file}, byte ${problem.offset}: ${problem.text}\n`);
  if (printer.found === 0) surroundings.stderr.write(`sctpscope: no SCTP packet in ${frames} frames\n`);
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
    filter: filterOption(options),
  };
}

class PacketPrinter {
  /** Told so far, ICMP errors not counted; and found, with those that do not match the filter. */
  packets = 0;
  found = 0;
  readonly #settings: Settings;
  readonly #addresses: AddressBook;
  readonly #subject: PacketSubject;
  /** Names of the files, where there is more than one. */
  readonly #files: readonly string[];
  #since: number | undefined;

  constructor(settings: Settings, addresses: AddressBook, files: readonly string[]) {
    this.#settings = settings;
    this.#addresses = addresses;
    this.#subject = new PacketSubject(addresses);
    this.#files = files;
  }

  /** What is told of a frame: nothing where it has no SCTP. */
  print({ packet, icmp }: PacketFinder, finding: Finding, batch: FrameBatch, row: number): string {
    if (finding === Finding.icmp) return this.#icmp(icmp);
    const duplicate = finding === Finding.duplicate;
    if (finding !== Finding.sctp && !duplicate) return '';
    this.found++;
    if (this.#settings.filter?.matches(this.#subject.of(packet)) === false) return '';
    this.packets++;
    packet.checksum = checksumVerdict(packet);
    return this.#settings.format === 'ndjson' ? this.#json(packet, duplicate, batch, row) : this.#text(packet, duplicate);
  }

  #text(packet: SctpPacket, duplicate: boolean): string {
    const { tree, hex } = this.#settings;
    const line = packetLine(packet, this.#addresses, this.#sinceFirst(packet.time), duplicate);
    const below = tree ? treeText(packetTree(packet), 1) : '';
    const dump = hex ? hexDump(packet.bytes, packet.start, packet.end, this.#hidden(packet)).map((bytes) => `  ${bytes}\n`) : [];
    return `${line}${below}${dump.join('')}${tree || hex ? '\n' : ''}`;
  }

  #json(packet: SctpPacket, duplicate: boolean, batch: FrameBatch, row: number): string {
    const json = packetJson(packet, this.#addresses, this.#settings);
    const file = this.#files[batch.file[row]!];
    if (file !== undefined) json['in'] = { file, frame: batch.numberInFile[row]! };
    if (duplicate) json['duplicate'] = true;
    if (this.#settings.hex) json['bytes'] = hexDigits(packet.bytes, packet.start, packet.end, this.#hidden(packet));
    return `${JSON.stringify(json)}\n`;
  }

  #icmp(icmp: IcmpError): string {
    const { format, filter } = this.#settings;
    if (filter?.matches(icmpSubject(icmp, this.#addresses)) === false) return '';
    if (format === 'ndjson') return `${JSON.stringify(icmpJson(icmp, this.#addresses))}\n`;
    return icmpLine(icmp, this.#addresses, this.#sinceFirst(icmp.time));
  }

  #sinceFirst(time: number): number {
    this.#since ??= time;
    return this.#since;
  }

  #hidden(packet: SctpPacket): Range[] {
    return this.#settings.payload ? [] : userDataRanges(packet);
  }
}
