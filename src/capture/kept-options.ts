/** What a pcapng file says beside what a batch holds: comments, flags, descriptions, names. Kept only where a capture is written again. */
import type { FrameBatch } from './frame.js';
import { forEachOption } from './pcapng-option.js';

/** An option of a pcapng block, its numbers little-endian; of a Name Resolution Block, a record. */
export interface BlockOption {
  code: number;
  value: Uint8Array;
}

/** How the value is read: as it stands, as one number, or with an enterprise's number before it. */
type Form = 'bytes' | 'number' | 'custom';

/** For everybody: opt_comment, and custom options that may be copied. */
const ANYWHERE: readonly (readonly [number, Form])[] = [
  [1, 'bytes'],
  [2988, 'custom'],
  [2989, 'custom'],
];

/** epb_flags, _hash, _dropcount, _packetid, _queue, _verdict. */
const OF_FRAMES: ReadonlyMap<number, Form> = new Map([
  ...ANYWHERE,
  [2, 'number'],
  [3, 'bytes'],
  [4, 'number'],
  [5, 'number'],
  [6, 'number'],
  [7, 'bytes'],
]);

/** if_description, addresses, speeds, zone, filter, os, fcslen, hardware: all but the name and what tells how times are written. */
const OF_INTERFACES: ReadonlyMap<number, Form> = new Map([
  ...ANYWHERE,
  ...[3, 4, 5, 6, 7, 11, 12, 13, 15].map((code) => [code, 'bytes'] as const),
  ...[8, 10, 16, 17].map((code) => [code, 'number'] as const),
]);

/** shb_hardware, shb_os: all but the application, which is another now. */
const OF_SECTIONS: ReadonlyMap<number, Form> = new Map([...ANYWHERE, [2, 'bytes'], [3, 'bytes']]);

/** nrb_record_ipv4, _ipv6. */
const RECORDS: ReadonlyMap<number, Form> = new Map([
  [1, 'bytes'],
  [2, 'bytes'],
]);

/** Bytes kept at a time; options that come then are left out. */
const KEPT_LIMIT = 1 << 26;
/** What keeping an option takes beside its value. */
const OPTION_COST = 64;

const NONE: readonly BlockOption[] = [];

export class KeptOptions {
  /** Of frames not written yet, by the position of their block; a map a file. */
  private readonly frames: Map<number, readonly BlockOption[]>[] = [];
  private readonly interfaces = new Map<number, readonly BlockOption[]>();
  private sections: BlockOption[] = [];
  private records: BlockOption[] = [];
  private kept = 0;
  /** Some were left out. */
  full = false;

  readFrame(file: number, position: number, options: View): void {
    const read = this.read(options, OF_FRAMES);
    if (read.length === 0) return;
    this.frames[file] ??= new Map();
    this.frames[file].set(position, read);
  }

  /** `index` in FrameSource.interfaces. */
  readInterface(index: number, options: View): void {
    const read = this.read(options, OF_INTERFACES);
    if (read.length > 0) this.interfaces.set(index, read);
  }

  readSection(options: View): void {
    this.sections = this.sections.concat(this.read(options, OF_SECTIONS));
  }

  readNames(records: View): void {
    this.records = this.records.concat(this.read(records, RECORDS));
  }

  /** Those of a frame: it is written, or not to be. */
  takeFrame({ file, position }: FrameBatch, row: number): readonly BlockOption[] {
    const ofFile = this.frames[file[row]!];
    const options = ofFile?.get(position[row]!);
    if (options === undefined) return NONE;
    ofFile?.delete(position[row]!);
    this.release(options);
    return options;
  }

  interface(index: number): readonly BlockOption[] {
    return this.interfaces.get(index) ?? NONE;
  }

  /** Of the sections begun since the last time. */
  takeSections(): readonly BlockOption[] {
    const taken = this.sections;
    this.sections = [];
    this.release(taken);
    return taken;
  }

  /** The records of names read since the last time. */
  takeNames(): readonly BlockOption[] {
    const taken = this.records;
    this.records = [];
    this.release(taken);
    return taken;
  }

  private read({ view, at, end, littleEndian }: View, forms: ReadonlyMap<number, Form>): BlockOption[] {
    const options: BlockOption[] = [];
    forEachOption(view, at, end, littleEndian, (code, from, length) => {
      const form = forms.get(code);
      if (form === undefined) return;
      const cost = length + OPTION_COST;
      if (this.kept + cost > KEPT_LIMIT) this.full = true;
      else {
        this.kept += cost;
        options.push({ code, value: asLittleEndian(new Uint8Array(view.buffer, view.byteOffset + from, length), form, littleEndian) });
      }
    });
    return options;
  }

  private release(options: readonly BlockOption[]): void {
    for (const { value } of options) this.kept -= value.length + OPTION_COST;
  }
}

/** Where options, or records, stand: from `at` to `end` of the view. */
export interface View {
  view: DataView;
  at: number;
  end: number;
  littleEndian: boolean;
}

function asLittleEndian(value: Uint8Array, form: Form, littleEndian: boolean): Uint8Array {
  const copy = value.slice();
  if (!littleEndian && form !== 'bytes') copy.subarray(0, form === 'custom' ? 4 : undefined).reverse();
  return copy;
}
