/** What RFC 6458 and RFC 9260 say, where no real stack is known: the common ground, told in the RFC's way. */
import { freebsd } from './freebsd.js';
import type { StackProfile } from './stack-profile.js';

export function rfc(version = '9260'): StackProfile {
  return {
    ...freebsd(),
    name: 'rfc',
    version,
    subscribeMembers: { value: 14, source: 'RFC 6458 section 6.1, RFC 6525 section 6.1' },
    addressListChanges: { value: 'told', source: 'RFC 6458 section 6.1.2' },
    upInfo: { value: 'feature-codes', source: 'RFC 6458 section 6.1.1' },
    chunkInfoLimit: { value: 65535, source: 'RFC 6458 section 6.1.1: the complete ABORT chunk' },
    silentUserAbort: { value: 'told', source: 'RFC 6458 section 6.1.1' },
    responderConfirmsPeer: { value: 'not-told', source: 'RFC 9260 section 5.4: the INIT source is confirmed' },
    givingUp: { value: 'abort-without-cause', source: 'RFC 9260 section 8.1' },
  };
}
