/** What a DATA or I-DATA chunk carries, in a few words and without its bytes. */
import { BEGINNING } from './chunk/data.js';
import { chunkFlags } from './packet.js';
import { swappedPayloadProtocol } from './payload-protocol.js';
import { upperLayerMessage } from './upper-layer/registry.js';

/** `M3UA ASPUP`, or undefined where this is not the beginning of a message, or of none that has a name. [at, end): what was captured of the user data. */
export function upperLayerText(view: DataView, chunk: number, ppid: number, at: number, end: number): string | undefined {
  if ((chunkFlags(view, chunk) & BEGINNING) === 0) return undefined;
  return upperLayerMessage(swappedPayloadProtocol(ppid) ?? ppid, view, at, end);
}
