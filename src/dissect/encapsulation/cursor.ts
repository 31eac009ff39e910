/** What the layers between a frame's first byte and SCTP work on: the place reached, and what is kept from frame to frame. */
import { FragmentStore } from './fragment-store.js';
import { FramePlace } from './frame-place.js';
import { UdpRecognition } from './udp-recognition.js';

/** One object, used again for every frame. */
export class FrameCursor extends FramePlace {
  /** UDP ports that carry SCTP: 1 at the port's index. */
  readonly sctpOverUdp = new Uint8Array(65_536);
  readonly fragments = new FragmentStore();
  readonly udpRecognition = new UdpRecognition();
}
