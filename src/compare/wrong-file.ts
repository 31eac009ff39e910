/** What a file that is no log is: told by its first bytes, so that the error can say it. */

interface Magic {
  bytes: readonly number[];
  is: string;
}

const MAGICS: readonly Magic[] = [
  { bytes: [0xa1, 0xb2, 0xc3, 0xd4], is: 'a capture (pcap)' },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], is: 'a capture (pcap)' },
  { bytes: [0xa1, 0xb2, 0x3c, 0x4d], is: 'a capture (pcap)' },
  { bytes: [0x4d, 0x3c, 0xb2, 0xa1], is: 'a capture (pcap)' },
  { bytes: [0x0a, 0x0d, 0x0d, 0x0a], is: 'a capture (pcapng)' },
  { bytes: [0xff, 0xd8, 0xff], is: 'a JPEG picture' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], is: 'a PNG picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], is: 'a GIF picture' },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: 'a PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive' },
  { bytes: [0x1f, 0x8b], is: 'gzip-compressed' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd-compressed' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], is: 'xz-compressed' },
  { bytes: [0x42, 0x5a, 0x68], is: 'bzip2-compressed' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], is: 'a program (ELF)' },
  { bytes: [0xff, 0xfe], is: 'UTF-16 text' },
  { bytes: [0xfe, 0xff], is: 'UTF-16 text' },
];

/** Bytes looked at for signs of text. */
const LOOKED_AT = 4096;

/** What the beginning of a file says it is, where that is no log; undefined for what may be one. */
export function notALog(beginning: Uint8Array): string | undefined {
  const magic = MAGICS.find(({ bytes }) => bytes.every((byte, i) => beginning[i] === byte));
  if (magic !== undefined) return magic.is;
  const looked = beginning.subarray(0, LOOKED_AT);
  return looked.includes(0) ? 'binary, not text' : undefined;
}
