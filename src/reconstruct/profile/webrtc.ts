/** Stacks of WebRTC. Their applications talk to them through data channels, not sockets: there are no notifications, and nothing is claimed. */
import { rfc } from './rfc.js';
import type { StackProfile } from './stack-profile.js';

/** Google's, in Chromium and libwebrtc. */
export function dcsctp(version = ''): StackProfile {
  return { ...rfc(), name: 'dcsctp', version, hasSocketApi: false };
}

/** In Go. */
export function pion(version = ''): StackProfile {
  return { ...rfc(), name: 'pion', version, hasSocketApi: false };
}
