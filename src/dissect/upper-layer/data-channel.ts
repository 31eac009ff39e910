/** WebRTC Data Channel Establishment Protocol, RFC 8832 section 5: the first byte is the message type. */
import type { MessageName } from './message-name.js';

const MESSAGES: Readonly<Record<number, string>> = { 2: 'DATA_CHANNEL_ACK', 3: 'DATA_CHANNEL_OPEN' };

export const dataChannelMessage: MessageName = (view, at, end) => (at < end ? MESSAGES[view.getUint8(at)] : undefined);
