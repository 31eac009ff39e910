/** A live capture for programs: an interface as a source of frames. */
import { defaultFilters } from './capture-filter.js';
import type { EngineName } from './engine.js';
import { LiveFrames } from './live-frames.js';
import { startCapture } from './start-capture.js';

export interface InterfaceOptions {
  /** libpcap's filter language; without it SCTP, SCTP over UDP, fragments and ICMP. */
  filter?: string;
  /** Without it the first of cap, dumpcap and tcpdump that works. */
  engine?: EngineName;
  /** UDP ports that carry SCTP, beside 9899. */
  udpPorts?: readonly number[];
}

/** Begins to capture. Throws CaptureError, with what to do about it. Frames come until stop() is called. */
export async function captureInterface(name: string, options: InterfaceOptions = {}): Promise<LiveFrames> {
  const { filter, engine = 'auto', udpPorts = [] } = options;
  const { capture } = await startCapture({
    interface: name,
    filters: filter === undefined ? defaultFilters(udpPorts) : [filter],
    engine,
    user: undefined,
    bufferLength: undefined,
    command: process.argv.join(' '),
  });
  const limits = { count: Number.POSITIVE_INFINITY, duration: Number.POSITIVE_INFINITY };
  return new LiveFrames(capture, limits, undefined, []);
}
