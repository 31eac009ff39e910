/** What an endpoint's packets show of its stack: material for `stack-sign.ts`. */
import type { InitOffer } from '../init-offer.js';

/** Heartbeat Information (RFC 9260 section 3.3.5) without its parameter header, and the port it went to. */
export interface HeartbeatSample {
  info: Uint8Array;
  port: number;
}

export interface StackTraits {
  /** Its INIT or INIT-ACK. */
  offer: InitOffer | undefined;
  /** Its first HEARTBEAT, as it sent it or as its peer echoed it. */
  heartbeat: HeartbeatSample | undefined;
  /** Text in the first cause of its first ABORT that has one, else empty. */
  abortText: string;
}
