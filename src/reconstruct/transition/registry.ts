/** What each control chunk does, by chunk type. A chunk type to which the reconstruction must react is one line here; user data and SACKs are in reconstructor.ts. */
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { shutdownCumulativeTsn } from '../../dissect/chunk/shutdown.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Endpoint } from '../association.js';
import { readOffer } from '../init-offer.js';
import type { Replay } from '../replay.js';
import { forwardTsnSent } from './abandon.js';
import { abortSent } from './abort.js';
import { asconfAckSent, asconfSent } from './address.js';
import { authSent } from './authentication.js';
import { heartbeatAckSent, heartbeatSent } from './path.js';
import { errorSent } from './remote-error.js';
import { cookieAckSent, cookieEchoSent, impliedCookieAck, initAckSent, initSent, upBySending } from './setup.js';
import { expectAnswer } from './setup-tries.js';
import { shutdownAckSent, shutdownCompleteSent, shutdownSent } from './shutdown.js';
import { reConfigSent } from './stream-reset.js';
import { cumulativeAckSent } from './transfer.js';

/** `sender` sent the chunk at offset `chunk` of the packet; `receiver` is its peer. */
export type Transition = (replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number) => void;

const init: Transition = (replay, sender, _receiver, packet, chunk) => {
  initSent(replay, sender, packet, readOffer(packet, chunk, replay.addresses));
  expectAnswer(replay, sender, packet);
};

const initAck: Transition = (replay, sender, _receiver, packet, chunk) =>
  initAckSent(replay, sender, readOffer(packet, chunk, replay.addresses));

const cookieEcho: Transition = (replay, sender, receiver, packet) => {
  cookieEchoSent(replay, sender, receiver, packet);
  expectAnswer(replay, sender, packet);
};

const heartbeat: Transition = (replay, sender, receiver, packet, chunk) => {
  impliedCookieAck(replay, receiver, packet);
  upBySending(replay, sender, packet);
  heartbeatSent(replay, sender, packet, chunk);
};

const shutdown: Transition = (replay, sender, receiver, packet, chunk) => {
  upBySending(replay, sender, packet);
  cumulativeAckSent(receiver, packet, shutdownCumulativeTsn(packet.view, chunk));
  shutdownSent(replay, sender, receiver, packet, chunk);
};

const packetDrop: Transition = (_replay, _sender, receiver) => {
  receiver.dropsReported = true;
};

export const TRANSITIONS: ReadonlyMap<number, Transition> = new Map([
  [ChunkNumber.INIT, init],
  [ChunkNumber.INIT_ACK, initAck],
  [ChunkNumber.HEARTBEAT, heartbeat],
  [ChunkNumber.HEARTBEAT_ACK, heartbeatAckSent],
  [ChunkNumber.ABORT, abortSent],
  [ChunkNumber.SHUTDOWN, shutdown],
  [ChunkNumber.SHUTDOWN_ACK, shutdownAckSent],
  [ChunkNumber.ERROR, errorSent],
  [ChunkNumber.COOKIE_ECHO, cookieEcho],
  [ChunkNumber.COOKIE_ACK, cookieAckSent],
  [ChunkNumber.SHUTDOWN_COMPLETE, shutdownCompleteSent],
  [ChunkNumber.AUTH, authSent],
  [ChunkNumber.ASCONF_ACK, asconfAckSent],
  [ChunkNumber.RE_CONFIG, reConfigSent],
  [ChunkNumber.PKTDROP, packetDrop],
  [ChunkNumber.FORWARD_TSN, forwardTsnSent],
  [ChunkNumber.ASCONF, asconfSent],
  [ChunkNumber.I_FORWARD_TSN, forwardTsnSent],
]);
