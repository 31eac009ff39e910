/** Shutting down in good order: RFC 9260 section 9.2. SHUTDOWN, SHUTDOWN-ACK, SHUTDOWN-COMPLETE. */
import { T_BIT } from '../../dissect/chunk/abort.js';
import { ChunkNumber } from '../../dissect/chunk/registry.js';
import { CHUNK_HEADER, chunkFlags, chunkType, nextChunk, type SctpPacket } from '../../dissect/packet.js';
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import type { Evidence } from '../fact.js';
import { shutdownLeft } from '../hearing.js';
import type { Replay } from '../replay.js';
import { frames, streamsOf } from './established.js';
import { controlSent } from './path.js';
import { leavesNow } from './queue.js';

/** A close() ends an association in good order just as shutdown() does, and a closed socket hears nothing: who opens a socket for each association closes it, too. */
const OPEN_SOCKET = 'its application shut the association down without closing its socket';

/** Where a SHUTDOWN-COMPLETE is lost, the SHUTDOWN-ACK comes again: after RTO.Min by default (microseconds), then twice as late each time. */
const LEAST_PATIENCE = 1.5e6;
const BACK_OFF = 2.2;

/** SHUTDOWN was sent: its receiver is told, unless it is closing down too (both in SHUTDOWN-SENT). */
export function shutdownSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  if (sender.over) return;
  if (sender.emptied.length > 0) leavesNow(sender, packet, 'SHUTDOWN');
  controlSent(replay, sender, packet, 'SHUTDOWN', sender.state === 'SHUTDOWN-SENT' && !answersData(packet, chunk));
  if (sender.state === 'ESTABLISHED') shutdownLeft(sender, replay.callsOf(sender), packet.time);
  if (sender.state !== 'SHUTDOWN-ACK-SENT') sender.state = 'SHUTDOWN-SENT';
  if (
    receiver.over ||
    receiver.state === 'SHUTDOWN-SENT' ||
    receiver.state === 'SHUTDOWN-ACK-SENT' ||
    receiver.state === 'SHUTDOWN-RECEIVED' ||
    sender.association.isWithItself
  )
    return;
  const { frame } = packet;
  replay.expect(receiver, 'SHUTDOWN', packet, (how) => {
    if (receiver.over) return;
    receiver.state = 'SHUTDOWN-RECEIVED';
    replay.record(
      receiver,
      { kind: 'shutdown-received' },
      {
        at: replay.settledMoment(receiver, how),
        frames: frames(frame, how),
        why: `SHUTDOWN of ${replay.name(sender)} in frame ${frame}`,
        assumptions: replay.arrivalAssumptions(receiver, how.arrived, 'it'),
      },
    );
  });
}

/** In SHUTDOWN-SENT, data is answered by SHUTDOWN and SACK (section 9.2), without any timer having run out. */
function answersData({ view, end }: SctpPacket, chunk: number): boolean {
  const next = nextChunk(view, chunk);
  return next + CHUNK_HEADER <= end && chunkType(view, next) === ChunkNumber.SACK;
}

/** The SHUTDOWN that this SHUTDOWN-ACK answers is missing from the capture. */
function receivedUnseen(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  const { peer } = endpoint;
  const { frame, time } = packet;
  peer.state = 'SHUTDOWN-SENT';
  const how = { proven: true, arrived: true, expired: false, frame, time, copyFrame: frame, firstCopy: time, lastCopy: time };
  replay.record(
    endpoint,
    { kind: 'shutdown-received' },
    {
      at: replay.settledMoment(endpoint, how),
      frames: [frame],
      why: `SHUTDOWN-ACK of ${replay.name(endpoint)} in frame ${frame} answers a SHUTDOWN of ${replay.name(peer)} that was not captured`,
      assumptions: [],
    },
  );
}

/** SHUTDOWN-ACK was sent: the association is complete at its receiver, who has sent SHUTDOWN. */
export function shutdownAckSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket): void {
  controlSent(replay, sender, packet, 'SHUTDOWN-ACK', sender.state === 'SHUTDOWN-ACK-SENT');
  if (sender.state === 'ESTABLISHED' && receiver.state === 'ESTABLISHED' && !sender.association.isWithItself)
    receivedUnseen(replay, sender, packet);
  if (!sender.over) sender.state = 'SHUTDOWN-ACK-SENT';
  sender.shutdownAck = { time: packet.time, interval: packet.time - sender.shutdownAck.time || 0 };
  if (receiver.over || (receiver.state !== 'SHUTDOWN-SENT' && receiver.state !== 'SHUTDOWN-ACK-SENT')) return;
  const { frame } = packet;
  replay.expect(receiver, 'SHUTDOWN-ACK', packet, (how) => complete(replay, receiver, 'SHUTDOWN-ACK', frame, how));
}

/** SHUTDOWN-COMPLETE was sent: its receiver is done. With the T bit it comes from a host that has no association any more, and counts all the same. */
export function shutdownCompleteSent(replay: Replay, sender: Endpoint, receiver: Endpoint, packet: SctpPacket, chunk: number): void {
  if (chunkFlags(packet.view, chunk) & T_BIT) sender.reflections++;
  else sender.completedIn = packet.time - receiver.shutdownAck.time;
  const unseen = sender.state === 'unknown' || (sender.state === 'SHUTDOWN-SENT' && receiver.state !== 'SHUTDOWN-ACK-SENT');
  // Who disowned the association before has not acknowledged its end.
  const known = Number.isNaN(receiver.goneSince);
  if (unseen && known && !(chunkFlags(packet.view, chunk) & T_BIT)) completeUnseen(replay, sender, packet);
  if (receiver.over || receiver.state !== 'SHUTDOWN-ACK-SENT') return;
  const { frame } = packet;
  const patience = replay.near(receiver) ? undefined : Math.max(LEAST_PATIENCE, BACK_OFF * receiver.shutdownAck.interval);
  replay.expect(receiver, 'SHUTDOWN-COMPLETE', packet, (how) => complete(replay, receiver, 'SHUTDOWN-COMPLETE', frame, how), patience);
}

/** What it answers with the SHUTDOWN-COMPLETE has come to it, a SHUTDOWN-ACK, and had answered its SHUTDOWN: of the two, one at least was not captured. */
function completeUnseen(replay: Replay, endpoint: Endpoint, packet: SctpPacket): void {
  const { frame, time } = packet;
  replay.prove(endpoint.peer, 'SHUTDOWN', packet);
  if (endpoint.peer.state === 'SHUTDOWN-RECEIVED') endpoint.peer.state = 'SHUTDOWN-ACK-SENT';
  const how = {
    proven: true,
    arrived: true,
    expired: false,
    frame,
    time,
    copyFrame: frame,
    firstCopy: Math.max(endpoint.controlTime, endpoint.association.start),
    lastCopy: time,
  };
  complete(
    replay,
    endpoint,
    'SHUTDOWN-ACK',
    frame,
    how,
    `SHUTDOWN-COMPLETE of ${replay.name(endpoint)} in frame ${frame} answers the SHUTDOWN-ACK of ${replay.name(endpoint.peer)}`,
  );
}

function complete(replay: Replay, endpoint: Endpoint, chunk: string, frame: number, how: Settlement, why?: string): void {
  if (endpoint.over) return;
  endpoint.over = true;
  endpoint.state = 'CLOSED';
  const { association, peer, leftOpen } = endpoint;
  if (association.outcome === 'open') {
    association.outcome = 'shutdown';
    const closer = chunk === 'SHUTDOWN-ACK' ? endpoint : peer;
    association.endedBy = closer.side;
    association.outcomeWhy = `shut down in good order by ${replay.name(closer)}`;
  }
  const evidence: Evidence = {
    ...(peer.state === 'unknown' && peer.onlyReflects && peer.reflections > 1 ? { merelyPossible: true } : {}),
    at: replay.settledMoment(endpoint, how),
    frames: frames(frame, how),
    why: why ?? `${chunk} of ${replay.name(peer)} in frame ${frame} ends the association in good order`,
    assumptions: [
      ...replay.arrivalAssumptions(endpoint, how.arrived, 'it'),
      ...(chunk === 'SHUTDOWN-ACK' && endpoint.host.severalSockets ? [OPEN_SOCKET] : []),
    ],
  };
  if (leftOpen.length > 0) {
    const assumptions = [...evidence.assumptions, 'its application had begun to read the message'];
    replay.record(endpoint, { kind: 'partial-aborted', deliveries: leftOpen }, { ...evidence, assumptions });
  }
  const rivals = evidence.assumptions.length === 0 ? [] : endpoint.endings;
  replay.record(endpoint, { kind: 'shutdown-complete', streams: streamsOf(endpoint), rivals }, evidence);
}
