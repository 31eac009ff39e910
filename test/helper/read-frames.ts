/** Reads whole captures into plain objects, for tests. */
import { Readable } from 'node:stream';
import type { CaptureInterface, CaptureProblem, FrameSource } from '../../src/capture/frame.js';
import { type OpenOptions, openCapture } from '../../src/capture/open-capture.js';

export interface Frame {
  number: number;
  numberInFile: number;
  file: number;
  time: number;
  nanoseconds: number;
  linkType: number;
  interfaceIndex: number;
  position: number;
  originalLength: number;
  direction: number;
  /** Hex. */
  bytes: string;
}

export interface Frames {
  frames: Frame[];
  interfaces: readonly CaptureInterface[];
  problems: readonly CaptureProblem[];
}

export async function readFrames(source: FrameSource): Promise<Frames> {
  const frames: Frame[] = [];
  for await (const batch of source) {
    for (let row = 0; row < batch.count; row++) {
      const offset = batch.offset[row]!;
      frames.push({
        number: batch.number[row]!,
        numberInFile: batch.numberInFile[row]!,
        file: batch.file[row]!,
        time: batch.time[row]!,
        nanoseconds: batch.nanoseconds[row]!,
        linkType: batch.linkType[row]!,
        interfaceIndex: batch.interfaceIndex[row]!,
        position: batch.position[row]!,
        originalLength: batch.originalLength[row]!,
        direction: batch.direction[row]!,
        bytes: Buffer.from(batch.bytes.subarray(offset, offset + batch.capturedLength[row]!)).toString('hex'),
      });
    }
  }
  return { frames, interfaces: source.interfaces, problems: source.problems };
}

/** A stream that delivers the bytes in pieces of `size`. */
export function inPieces(bytes: Uint8Array, size: number): Readable {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return Readable.from(pieces);
}

/** Reads bytes as if they came from standard input. */
export async function framesOf(bytes: Uint8Array, pieceLength = 65_536, options: OpenOptions = {}): Promise<Frames> {
  return readFrames(await openCapture(['-'], { ...options, stdin: inPieces(bytes, pieceLength) }));
}
