/** Files that people give by mistake, by their first bytes, with what to do about each. */

export interface ForeignFile {
  /** First bytes, in hex. */
  magic: string;
  /** 'a JPEG picture'. */
  what: string;
  /** What to do instead: a clause, in which FILE stands for the file's name. */
  advice: string;
}

const NOT_A_CAPTURE = 'not a packet capture';
const convert = 'convert it with: editcap -F pcapng FILE out.pcapng';
const unpack = (program: string) => `unpack it first: ${program} -dc FILE | sctpscope analyze -`;

const FOREIGN_FILES: readonly ForeignFile[] = [
  { magic: 'fd377a585a00', what: 'an xz-compressed file', advice: unpack('xz') },
  { magic: '425a68', what: 'a bzip2-compressed file', advice: unpack('bzip2') },
  { magic: '04224d18', what: 'an lz4-compressed file', advice: unpack('lz4') },
  { magic: '504b0304', what: 'a ZIP archive', advice: 'unpack it and give the captures in it' },
  { magic: '377abcaf271c', what: 'a 7z archive', advice: 'unpack it and give the captures in it' },
  { magic: '736e6f6f70000000', what: 'a snoop capture', advice: convert },
  { magic: '474d4255', what: 'a Microsoft Network Monitor capture', advice: convert },
  { magic: '54525346', what: 'a Sniffer capture', advice: convert },
  { magic: '54525320', what: 'a Sniffer capture', advice: convert },
  { magic: '54525e', what: 'a Sniffer capture', advice: convert },
  { magic: '62746e6f6f700000', what: 'a Bluetooth snoop capture', advice: NOT_A_CAPTURE },
  { magic: 'ffd8ff', what: 'a JPEG picture', advice: NOT_A_CAPTURE },
  { magic: '89504e47', what: 'a PNG picture', advice: NOT_A_CAPTURE },
  { magic: '47494638', what: 'a GIF picture', advice: NOT_A_CAPTURE },
  { magic: '25504446', what: 'a PDF document', advice: NOT_A_CAPTURE },
  { magic: '7f454c46', what: 'an ELF program', advice: NOT_A_CAPTURE },
  { magic: '4d5a', what: 'a Windows program', advice: NOT_A_CAPTURE },
  { magic: '2321', what: 'a script', advice: NOT_A_CAPTURE },
];

/** What a file is that begins with these bytes, in hex; undefined where nothing is known of it. */
export function foreignFile(hex: string): ForeignFile | undefined {
  return FOREIGN_FILES.find(({ magic }) => hex.startsWith(magic));
}
