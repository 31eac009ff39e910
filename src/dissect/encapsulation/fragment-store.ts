/**
 * IP fragments (RFC 791 section 3.2, RFC 8200 section 4.5), kept until their datagram is complete.
 *
 * Memory is bounded: the oldest datagram goes when there are too many, or too many bytes. Time is the capture's. A datagram with fragments that overlap is
 * given up, as RFC 5722 demands and Linux does for IPv4 too; a fragment that comes twice, wholly the same, is one.
 */
import type { FramePlace } from './frame-place.js';
import { Finding, type Next } from './next-layer.js';

/** Microseconds after its first fragment that a datagram is waited for (as long as Linux does). */
const TIMEOUT = 30e6;

const DATAGRAM_LIMIT = 512;
const BYTE_LIMIT = 1 << 24;

/** No datagram is longer: the length fields have 16 bits. */
const LENGTH_LIMIT = 65_535;

/** Room for both addresses before the payload: source at 0, destination at 16. */
const DESTINATION = 16;
const PAYLOAD = 32;

/** Bytes [start, end) of the payload, of which those before `captured` are there. */
interface Piece {
  start: number;
  end: number;
  captured: number;
}

interface Datagram {
  began: number;
  bytes: Uint8Array;
  pieces: Piece[];
  /** Payload bytes that have come; and that there are, -1 until the last fragment has come. */
  received: number;
  length: number;
  /** What the first fragment says comes next. */
  next: Next;
}

/** What a fragment's header says. */
export interface Fragment {
  identification: number;
  /** Where its payload belongs, in bytes. */
  offset: number;
  /** More fragments follow. */
  more: boolean;
  /** Key of what the payload is. */
  next: Next;
  /** Distinguishes datagrams of the same identification: the protocol for IPv4. */
  protocol: number;
}

export class FragmentStore {
  readonly #datagrams = new Map<string, Datagram>();
  #bytes = 0;
  /** Datagrams given up: not completed in time, overlapping, or too many. */
  abandoned = 0;

  /** Datagrams waited for. */
  get size(): number {
    return this.#datagrams.size;
  }

  /** Takes the fragment whose payload is at cursor.at. Where it completes its datagram, the cursor goes on in that; else Finding.fragment. */
  add(cursor: FramePlace, fragment: Fragment): Next {
    this.#expire(cursor.time);
    const key = keyOf(cursor, fragment);
    const datagram = this.#datagrams.get(key) ?? this.#begin(key, cursor.time);
    const start = fragment.offset;
    const end = start + cursor.wireEnd - cursor.at;
    const known = datagram.pieces.find((piece) => piece.start < end && start < piece.end);
    if (known?.start === start && known.end === end) return Finding.fragment;
    if (known !== undefined || end <= start || end > LENGTH_LIMIT || (!fragment.more && datagram.length >= 0)) {
      this.#abandon(key, datagram);
      return Finding.fragment;
    }
    this.#store(cursor, datagram, { start, end, captured: start + Math.max(0, cursor.end - cursor.at) });
    if (start === 0) datagram.next = fragment.next;
    if (!fragment.more) datagram.length = end;
    if (datagram.received === datagram.length) return this.#complete(cursor, key, datagram);
    while (this.#bytes > BYTE_LIMIT) this.#abandonOldest();
    return Finding.fragment;
  }

  #begin(key: string, time: number): Datagram {
    if (this.#datagrams.size === DATAGRAM_LIMIT) this.#abandonOldest();
    const datagram = { began: time, bytes: new Uint8Array(0), pieces: [], received: 0, length: -1, next: Finding.other };
    this.#datagrams.set(key, datagram);
    return datagram;
  }

  #store(cursor: FramePlace, datagram: Datagram, piece: Piece): void {
    const needed = PAYLOAD + piece.end;
    if (needed > datagram.bytes.length) {
      const larger = new Uint8Array(Math.min(2 * needed, PAYLOAD + LENGTH_LIMIT));
      larger.set(datagram.bytes);
      this.#bytes += larger.length - datagram.bytes.length;
      datagram.bytes = larger;
    }
    datagram.bytes.set(cursor.bytes.subarray(cursor.at, Math.min(cursor.end, cursor.wireEnd)), PAYLOAD + piece.start);
    datagram.pieces.push(piece);
    datagram.received += piece.end - piece.start;
  }

  /** The cursor leaves the frame for the datagram, which begins with the addresses. */
  #complete(cursor: FramePlace, key: string, datagram: Datagram): Next {
    const { bytes } = datagram;
    const addressLength = cursor.ipVersion === 4 ? 4 : 16;
    bytes.set(cursor.bytes.subarray(cursor.sourceAt, cursor.sourceAt + addressLength), 0);
    bytes.set(cursor.bytes.subarray(cursor.destinationAt, cursor.destinationAt + addressLength), DESTINATION);
    cursor.bytes = bytes;
    cursor.view = new DataView(bytes.buffer);
    cursor.sourceAt = 0;
    cursor.destinationAt = DESTINATION;
    cursor.at = PAYLOAD;
    cursor.end = PAYLOAD + capturedLength(datagram.pieces);
    cursor.wireEnd = PAYLOAD + datagram.length;
    this.#forget(key, datagram);
    return datagram.next;
  }

  /** A Map keeps the order of insertion: the oldest come first. */
  #expire(time: number): void {
    for (const [key, datagram] of this.#datagrams) {
      if (time - datagram.began <= TIMEOUT) return;
      this.#abandon(key, datagram);
    }
  }

  #abandonOldest(): void {
    const [oldest] = this.#datagrams;
    if (oldest !== undefined) this.#abandon(...oldest);
  }

  #abandon(key: string, datagram: Datagram): void {
    this.abandoned++;
    this.#forget(key, datagram);
  }

  #forget(key: string, datagram: Datagram): void {
    this.#bytes -= datagram.bytes.length;
    this.#datagrams.delete(key);
  }
}

/** How much of the datagram is there from its beginning without a hole: a fragment may have been cut by the snap length. */
function capturedLength(pieces: readonly Piece[]): number {
  const inOrder = pieces.toSorted((a, b) => a.start - b.start);
  return (inOrder.find((piece) => piece.captured < piece.end) ?? inOrder.at(-1)!).captured;
}

function keyOf({ view, ipVersion, sourceAt, destinationAt }: FramePlace, { identification, protocol }: Fragment): string {
  const words = ipVersion === 4 ? [0] : [0, 4, 8, 12];
  const address = (at: number) => words.map((word) => view.getUint32(at + word)).join('.');
  return `${ipVersion} ${identification} ${protocol} ${address(sourceAt)} ${address(destinationAt)}`;
}
