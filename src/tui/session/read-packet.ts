/** One packet's bytes as the interface shows them. */
import { chunkDefect, fieldsReadable, hasNextChunk } from '../../dissect/chunk/chunk-defect.js';
import { chunkName, chunkTypeRow } from '../../dissect/chunk/registry.js';
import { chunkType, nextChunk, SctpPacket } from '../../dissect/packet.js';
import type { ReadPacket } from '../model.js';
import { chunkLabel } from './chunk-label.js';

/** `bytes` begin with the common header; the packet had `length` bytes on the wire. */
export function readPacket(bytes: Uint8Array, length: number): ReadPacket {
  const packet = new SctpPacket();
  packet.bytes = bytes;
  packet.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  packet.end = bytes.length;
  packet.wireEnd = length;
  const chunks: string[] = [];
  const labels: string[] = [];
  const fields: { depth: number; label: string; value: string; start: number; end: number }[] = [];
  const { view, end } = packet;
  for (let chunk = packet.firstChunk; chunk < end; chunk = nextChunk(view, chunk)) {
    const defect = chunkDefect(view, chunk, end);
    if (!fieldsReadable(defect)) break;
    const type = chunkType(view, chunk);
    const row = chunkTypeRow(type);
    const stop = Math.min(end, chunk + view.getUint16(chunk + 2));
    const tsn = row?.fields.find((field) => field.label === 'TSN');
    chunks.push(`${chunkName(type)}${tsn === undefined ? '' : ` ${tsn(view, chunk)}`}`);
    labels.push(chunkLabel(view, chunk, end));
    fields.push({ depth: 0, label: chunkName(type), value: `${stop - chunk} bytes`, start: chunk, end: stop });
    for (const field of row?.fields ?? []) {
      fields.push({
        depth: 1,
        label: field.label,
        value: String(field(view, chunk)),
        start: chunk + field.offset,
        end: chunk + field.offset + field.width,
      });
    }
    if (!hasNextChunk(defect)) break;
  }
  return { bytes, chunks, labels, fields };
}
