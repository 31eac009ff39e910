/** A part of a batch as a batch of its own, over the same memory. */
import type { FrameBatch } from '../../capture/frame.js';

/** Rows from .. to-1. */
export function rows(batch: FrameBatch, from: number, to: number): FrameBatch {
  return {
    bytes: batch.bytes,
    view: batch.view,
    count: to - from,
    time: batch.time.subarray(from, to),
    nanoseconds: batch.nanoseconds.subarray(from, to),
    offset: batch.offset.subarray(from, to),
    capturedLength: batch.capturedLength.subarray(from, to),
    originalLength: batch.originalLength.subarray(from, to),
    linkType: batch.linkType.subarray(from, to),
    interfaceIndex: batch.interfaceIndex.subarray(from, to),
    position: batch.position.subarray(from, to),
    file: batch.file.subarray(from, to),
    direction: batch.direction.subarray(from, to),
    number: batch.number.subarray(from, to),
    numberInFile: batch.numberInFile.subarray(from, to),
  };
}
