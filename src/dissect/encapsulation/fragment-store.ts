/**
 * IP fragments (RFC 791 section 3.2, RFC 8200 section 4.5), kept until their datagram is complete.
 *
 * Memory is bounded: the oldest datagram goes when there are too many, or too many bytes. Time is the capture's. A datagram with fragments that overlap is
 * given up with all of its fragments still to come, as RFC 5722 demands and Linux does for IPv4 too; a fragment that comes twice, wholly the same, is one.
 * What comes again after its datagram was complete (frames captured twice) is waited for like any other, but nobody misses it.
 */
import type { FramePlace } from './frame-place.js';
import { Finding, type Next } from './next-layer.js';

/** Microseconds after its first fragment that a datagram is waited for (as long as Linux does). */
const TIMEOUT = 30e6;

/** Microseconds after a datagram was complete in which fragments of its identification are copies. */
const COPIED_WITHIN = 1e6;

export const DATAGRAM_LIMIT = 512;
export const BYTE_LIMIT = 1 << 24;

/** No datagram is longer: the length fields have 16 bits. */
const LENGTH_LIMIT = 65_535;

const NOTHING = new Uint8Array(0);

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
  /** Fragments of it overlapped: what else comes of it is let go of. */
  refused: boolean;
  /** Of one that was complete a moment ago. */
  copied: boolean;
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

/** How many datagrams could not be put together, and of these: how many for want of room, and because fragments overlap. */
export interface LostDatagrams {
  count: number;
  crowdedOut: number;
  overlapping: number;
}

export class FragmentStore {
  readonly #datagrams = new Map<string, Datagram>();
  /** When the last datagrams were complete. */
  readonly #completed = new Map<string, number>();
  #bytes = 0;
  /** Datagrams that are waited for and would be missed. */
  #awaited = 0;
  #abandoned = 0;
  /** Of those given up, for want of room, and because fragments overlap. */
  #crowdedOut = 0;
  #overlapping = 0;

  /** Datagrams that could not be put together so far. */
  get lost(): LostDatagrams {
    return { count: this.#abandoned + this.#awaited, crowdedOut: this.#crowdedOut, overlapping: this.#overlapping };
  }

  /** Takes the fragment whose payload is at cursor.at. Where it completes its datagram, the cursor goes on in that; else Finding.fragment. */
  add(cursor: FramePlace, fragment: Fragment): Next {
    this.#expire(cursor.time);
    const key = keyOf(cursor, fragment);
    const datagram = this.#waiting(key, cursor.time) ?? this.#begin(key, cursor.time);
    if (datagram.refused) return Finding.fragment;
    const start = fragment.offset;
    const end = start + cursor.wireEnd - cursor.at;
    const known = datagram.pieces.find((piece) => piece.start < end && start < piece.end);
    if (known?.start === start && known.end === end) return Finding.fragment;
    if (known !== undefined || end <= start || end > LENGTH_LIMIT || (!fragment.more && datagram.length >= 0)) {
      this.#refuse(datagram);
      return Finding.fragment;
    }
    this.#store(cursor, datagram, { start, end, captured: start + Math.max(0, cursor.end - cursor.at) });
    if (start === 0) datagram.next = fragment.next;
    if (!fragment.more) datagram.length = end;
    if (datagram.received === datagram.length) return this.#complete(cursor, key, datagram);
    while (this.#bytes > BYTE_LIMIT) this.#abandonOldest();
    return Finding.fragment;
  }

  /** Copies that stayed incomplete are no beginning of what comes later. */
  #waiting(key: string, time: number): Datagram | undefined {
    const datagram = this.#datagrams.get(key);
    if (!datagram?.copied || time - datagram.began <= COPIED_WITHIN) return datagram;
    this.#forget(key, datagram);
    return undefined;
  }

  #begin(key: string, time: number): Datagram {
    if (this.#datagrams.size === DATAGRAM_LIMIT) this.#abandonOldest();
    const copied = time - (this.#completed.get(key) ?? Number.NEGATIVE_INFINITY) <= COPIED_WITHIN;
    const datagram = { began: time, bytes: NOTHING, pieces: [], received: 0, length: -1, next: Finding.other, refused: false, copied };
    this.#datagrams.set(key, datagram);
    if (!copied) this.#awaited++;
    return datagram;
  }

  /** Its place is kept until its time is over, its bytes are not. */
  #refuse(datagram: Datagram): void {
    this.#bytes -= datagram.bytes.length;
    datagram.bytes = NOTHING;
    datagram.pieces = [];
    datagram.refused = true;
    if (!datagram.copied) this.#overlapping++;
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
    this.#completed.delete(key);
    this.#completed.set(key, cursor.time);
    if (this.#completed.size > DATAGRAM_LIMIT) this.#completed.delete(this.#completed.keys().next().value!);
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
    if (oldest === undefined) return;
    if (!oldest[1].copied && !oldest[1].refused) this.#crowdedOut++;
    this.#abandon(...oldest);
  }

  #abandon(key: string, datagram: Datagram): void {
    if (!datagram.copied) this.#abandoned++;
    this.#forget(key, datagram);
  }

  #forget(key: string, datagram: Datagram): void {
    if (!datagram.copied) this.#awaited--;
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
