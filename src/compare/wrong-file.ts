/** What a file that is no log is: told by its first bytes, so that the error can say it, and what to do instead. */

interface Magic {
  bytes: readonly number[];
  is: string;
  instead: string;
}

const CAPTURE = 'captures are named without --app-log';
const TEXT = 'an application log is text: sctpscope compare --help lists its forms';
const FOLLOWED = 'a log that is followed while it grows must not be compressed';
const unpack = (program: string): string => `unpack it: ${program} -dc LOG | sctpscope … --app-log -`;

const MAGICS: readonly Magic[] = [
  { bytes: [0xa1, 0xb2, 0xc3, 0xd4], is: 'a capture (pcap)', instead: CAPTURE },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], is: 'a capture (pcap)', instead: CAPTURE },
  { bytes: [0xa1, 0xb2, 0x3c, 0x4d], is: 'a capture (pcap)', instead: CAPTURE },
  { bytes: [0x4d, 0x3c, 0xb2, 0xa1], is: 'a capture (pcap)', instead: CAPTURE },
  { bytes: [0x0a, 0x0d, 0x0d, 0x0a], is: 'a capture (pcapng)', instead: CAPTURE },
  { bytes: [0xff, 0xd8, 0xff], is: 'a JPEG picture', instead: TEXT },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'a PNG picture', instead: TEXT },
  { bytes: [0x47, 0x49, 0x46, 0x38], is: 'a GIF picture', instead: TEXT },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'a PDF document', instead: TEXT },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], is: 'a program (ELF)', instead: TEXT },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive', instead: 'unpack it and give the log in it' },
  { bytes: [0x1f, 0x8b], is: 'gzip-compressed', instead: FOLLOWED },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd-compressed', instead: FOLLOWED },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], is: 'xz-compressed', instead: unpack('xz') },
  { bytes: [0x42, 0x5a, 0x68], is: 'bzip2-compressed', instead: unpack('bzip2') },
  { bytes: [0x04, 0x22, 0x4d, 0x18], is: 'lz4-compressed', instead: unpack('lz4') },
];

/** Bytes looked at for signs of text. */
const LOOKED_AT = 4096;

/** What the beginning of a file says it is, where that is no log, and what to do; undefined for what may be one. `wide`: it is text of two bytes a character. */
export function notALog(beginning: Uint8Array, wide: boolean): string | undefined {
  const magic = MAGICS.find(({ bytes }) => bytes.every((byte, i) => beginning[i] === byte));
  if (magic !== undefined) return `${magic.is}; ${magic.instead}`;
  return !wide && beginning.subarray(0, LOOKED_AT).includes(0) ? `binary, not text; ${TEXT}` : undefined;
}
