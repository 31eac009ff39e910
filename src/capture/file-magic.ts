/** What a file is by its first bytes: the captures that can be read, and the files that people give by mistake, with what to do about each. */

export type CaptureFormat = 'pcap' | 'pcapng' | 'gzip';

export interface Magic {
  /** First bytes, in hex. */
  bytes: string;
  /** 'a JPEG picture'. */
  what: string;
  /** The reader for it; without one it cannot be read. */
  format?: CaptureFormat;
  /** What to do instead: a clause. */
  advice?: string;
}

const convert = 'convert it with: editcap -F pcapng FILE out.pcapng';
const unpack = (program: string) => `unpack it first: ${program} -dc FILE | sctpscope analyze -`;

export const MAGICS: readonly Magic[] = [
  { bytes: 'a1b2c3d4', what: 'a pcap file', format: 'pcap' },
  { bytes: 'd4c3b2a1', what: 'a pcap file', format: 'pcap' },
  { bytes: 'a1b23c4d', what: 'a pcap file', format: 'pcap' },
  { bytes: '4d3cb2a1', what: 'a pcap file', format: 'pcap' },
  { bytes: '0a0d0d0a', what: 'a pcapng file', format: 'pcapng' },
  { bytes: '1f8b', what: 'a gzip file', format: 'gzip' },
  { bytes: '28b52ffd', what: 'a zstd-compressed file', advice: unpack('zstd') },
  { bytes: 'fd377a585a00', what: 'an xz-compressed file', advice: unpack('xz') },
  { bytes: '425a68', what: 'a bzip2-compressed file', advice: unpack('bzip2') },
  { bytes: '04224d18', what: 'an lz4-compressed file', advice: unpack('lz4') },
  { bytes: '504b0304', what: 'a ZIP archive', advice: 'unpack it and give the captures in it' },
  { bytes: '377abcaf271c', what: 'a 7z archive', advice: 'unpack it and give the captures in it' },
  { bytes: '736e6f6f70000000', what: 'a snoop capture', advice: convert },
  { bytes: '474d4255', what: 'a Microsoft Network Monitor capture', advice: convert },
  { bytes: '54525346', what: 'a Sniffer capture', advice: convert },
  { bytes: '54525320', what: 'a Sniffer capture', advice: convert },
  { bytes: '54525e', what: 'a Sniffer capture', advice: convert },
  { bytes: '62746e6f6f700000', what: 'a Bluetooth snoop capture' },
  { bytes: 'ffd8ff', what: 'a JPEG picture' },
  { bytes: '89504e47', what: 'a PNG picture' },
  { bytes: '47494638', what: 'a GIF picture' },
  { bytes: '25504446', what: 'a PDF document' },
  { bytes: '7f454c46', what: 'an ELF program' },
  { bytes: '4d5a', what: 'a Windows program' },
  { bytes: '2321', what: 'a script' },
];

/** The row whose magic the bytes begin with. */
export function magicOf(head: Uint8Array): Magic | undefined {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  return MAGICS.find((magic) => hex.startsWith(magic.bytes));
}

/** Nine of ten bytes are printable ASCII or white space. */
export function looksLikeText(head: Uint8Array): boolean {
  let printable = 0;
  for (const byte of head) if ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13) printable++;
  return head.length > 0 && printable >= head.length * 0.9;
}
