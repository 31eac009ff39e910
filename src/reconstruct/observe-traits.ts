/** Collects from control chunks what tells an endpoint's stack. */
import { ChunkNumber } from '../dissect/chunk/registry.js';
import { CHUNK_HEADER, chunkEnd, type SctpPacket } from '../dissect/packet.js';
import { TLV_HEADER, tlvAt, tlvLength, tlvType } from '../dissect/tlv.js';
import type { Endpoint } from './association.js';

/** Most bytes kept of a Heartbeat Information or a text. */
const KEPT = 128;
const HEARTBEAT_INFORMATION = 1;

/** A control chunk was sent. The first of a kind is kept. */
export function observeTraits(type: number, packet: SctpPacket, chunk: number, sender: Endpoint, receiver: Endpoint): void {
  if (type === ChunkNumber.HEARTBEAT) observeHeartbeat(sender, packet, chunk, packet.destinationPort);
  else if (type === ChunkNumber.HEARTBEAT_ACK) observeHeartbeat(receiver, packet, chunk, packet.sourcePort);
  else if (type === ChunkNumber.ABORT && sender.abortText === '') {
    sender.abortText = String.fromCharCode(...(firstBody(packet, chunk) ?? []));
  }
}

function observeHeartbeat(endpoint: Endpoint, packet: SctpPacket, chunk: number, port: number): void {
  if (endpoint.heartbeat !== undefined) return;
  const info = firstBody(packet, chunk, HEARTBEAT_INFORMATION);
  if (info !== undefined) endpoint.heartbeat = { info: info.slice(), port };
}

/** What the first parameter or cause of the chunk holds, of this type if one is named. */
function firstBody(packet: SctpPacket, chunk: number, type?: number): Uint8Array | undefined {
  const { view, bytes } = packet;
  const at = chunk + CHUNK_HEADER;
  const end = Math.min(chunkEnd(view, chunk), packet.end);
  if (!tlvAt(view, at, end) || (type !== undefined && tlvType(view, at) !== type)) return undefined;
  return bytes.subarray(at + TLV_HEADER, Math.min(at + tlvLength(view, at), end, at + TLV_HEADER + KEPT));
}
