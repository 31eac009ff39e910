/** /proc/net/sctp/assocs of a Linux host: the one place that maps association ids to addresses and ports. */
import { canonicalAddress, parseAddress } from '../notification/address.js';

export interface SnapshotEntry {
  association: number;
  localPort: number;
  peerPort: number;
  addresses: readonly string[];
  peerAddresses: readonly string[];
}

/** Columns before the addresses: ASSOC SOCK STY SST ST HBKT ASSOC-ID TX_QUEUE RX_QUEUE UID INODE LPORT RPORT. */
const ID = 6;
const LOCAL_PORT = 11;
const PEER_PORT = 12;
const ADDRESSES = 13;

/** The associations of a snapshot; lines that are none are passed over. */
export function parseSnapshot(text: string): SnapshotEntry[] {
  return text.split('\n').flatMap((line) => parseLine(line.trim().split(/\s+/)) ?? []);
}

/** Addresses of both sides, `<->` between them; a star marks the primary. What follows the peer's is numbers. */
function parseLine(columns: readonly string[]): SnapshotEntry | undefined {
  const arrow = columns.indexOf('<->');
  const numbers = [ID, LOCAL_PORT, PEER_PORT].map((column) => Number(columns[column]));
  if (arrow < ADDRESSES || !numbers.every(Number.isInteger)) return undefined;
  const behind = columns.slice(arrow + 1);
  const end = behind.findIndex((column) => addressOf(column) === undefined);
  const [association = 0, localPort = 0, peerPort = 0] = numbers;
  return {
    association,
    localPort,
    peerPort,
    addresses: columns.slice(ADDRESSES, arrow).flatMap((column) => addressOf(column) ?? []),
    peerAddresses: (end < 0 ? behind : behind.slice(0, end)).flatMap((column) => addressOf(column) ?? []),
  };
}

function addressOf(column: string): string | undefined {
  const text = column.replace(/^\*/, '');
  return parseAddress(text) === undefined ? undefined : canonicalAddress(text);
}
