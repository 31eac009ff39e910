/** The capture file formats that can be read, and the compressions around them. The order matters only for those that no magic tells. */
import type { ByteInput } from './byte-input.js';
import { erf } from './erf-file.js';
import type { FileFormat } from './file-format.js';
import { GunzipInput } from './gunzip-input.js';
import { pcap } from './pcap-file.js';
import { pcapng } from './pcapng-file.js';
import { textDump } from './text-dump.js';
import { ZstdInput } from './zstd-input.js';

export const FORMATS: readonly FileFormat[] = [pcap, pcapng, textDump, erf];

export interface Compression {
  /** 'gzip'. */
  readonly name: string;
  readonly magic: string;
  /** The expanded input; `damaged` is told, at most once, that the compressed data is cut or broken. */
  expand(input: ByteInput, damaged: (text: string) => void): ByteInput;
}

export const COMPRESSIONS: readonly Compression[] = [
  { name: 'gzip', magic: '1f8b', expand: (input, damaged) => new GunzipInput(input, damaged) },
  { name: 'zstd', magic: '28b52ffd', expand: (input, damaged) => new ZstdInput(input, damaged) },
];
