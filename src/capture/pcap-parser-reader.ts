/**
 * The second opinion: frames as the npm package pcap-parser reads them (`--reader pcap-parser`). It knows pcap files in microseconds only, and gives up where
 * ours goes on; where both read, they must agree.
 */
import { EventEmitter } from 'node:events';
import { type Packet, type Parser, parse } from 'pcap-parser';
import { BatchWriter } from './batch-writer.js';
import type { ByteInput } from './byte-input.js';
import { CaptureError, type CaptureInterface, type CaptureProblem, createBatch, type FrameBatch, type FrameSource } from './frame.js';
import type { ReaderContext } from './record-reader.js';

const CHUNK_LENGTH = 1 << 16;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** The package buffers whatever a damaged length claims; this much is enough. */
const FRAME_LIMIT = 1 << 20;

/** A stream whose data we hand over ourselves: all frames of a chunk have come when emit() returns. */
class Feed extends EventEmitter {
  pause(): this {
    return this;
  }
  resume(): this {
    return this;
  }
}

export class PcapParserCapture implements FrameSource {
  readonly files: readonly string[];
  readonly interfaces: readonly CaptureInterface[];
  readonly problems: readonly CaptureProblem[];
  readonly #context: ReaderContext;
  readonly #input: ByteInput;
  readonly #feed = new Feed();
  readonly #packets: Packet[] = [];
  /** One row, over one packet at a time. */
  readonly #row = createBatch(new Uint8Array(0), 1);
  readonly #writer = new BatchWriter();
  #position = FILE_HEADER;
  #count = 0;
  #damaged = false;
  #failure: CaptureError | undefined;

  constructor(context: ReaderContext, input: ByteInput, problems: readonly CaptureProblem[]) {
    this.#context = context;
    this.#input = input;
    this.files = [context.name];
    this.interfaces = context.interfaces;
    this.problems = problems;
    this.#row.file[0] = context.file;
    this.#listen(parse(this.#feed));
  }

  get progress(): { read: number; total: number | undefined } {
    return { read: this.#input.taken, total: this.#input.total };
  }

  #listen(parser: Parser): void {
    const { file, name, interfaces } = this.#context;
    parser.on('globalHeader', ({ linkLayerType, snapshotLength }) => {
      const linkType = linkLayerType & 0xffff;
      this.#row.linkType[0] = linkType;
      this.#row.interfaceIndex[0] = interfaces.push({ file, linkType, snapLength: snapshotLength }) - 1;
    });
    parser.on('packetHeader', ({ capturedLength }) => {
      if (capturedLength > FRAME_LIMIT) this.#damaged = true;
    });
    parser.on('packet', (packet) => this.#packets.push(packet));
    parser.on('error', ({ message }) => {
      this.#failure ??= new CaptureError('unsupported', name, 0, `${name} cannot be read by pcap-parser (${message}); leave out --reader`);
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FrameBatch, void> {
    try {
      while (!this.#damaged) {
        const chunk = Buffer.alloc(CHUNK_LENGTH);
        const length = await this.#input.read(chunk, 0);
        if (length === 0) return;
        this.#feed.emit('data', chunk.subarray(0, length));
        if (this.#failure !== undefined) throw this.#failure;
        yield* this.#batches();
      }
      this.#context.problems.add(this.#position, 'pcap-parser was stopped at a damaged length; leave out --reader to read on');
    } finally {
      await this.#input.close();
    }
  }

  /** The packets that have come, as rows. */
  *#batches(): Generator<FrameBatch, void> {
    const writer = this.#writer;
    for (const packet of this.#packets) {
      if (!writer.hasRoom(packet.data.length)) {
        yield writer.batch;
        writer.clear();
      }
      this.#append(packet);
    }
    this.#packets.length = 0;
    if (writer.batch.count > 0) yield writer.batch;
    writer.clear();
  }

  #append({ header, data }: Packet): void {
    const row = this.#row;
    row.bytes = data;
    row.time[0] = header.timestampSeconds * 1e6 + header.timestampMicroseconds;
    row.capturedLength[0] = data.length;
    row.originalLength[0] = header.originalLength;
    row.position[0] = this.#position;
    row.numberInFile[0] = ++this.#count;
    this.#writer.append(row, 0, this.#count);
    this.#position += RECORD_HEADER + data.length;
  }
}
