/**
 * An association as a script for packetdrill (nplab's, which knows SCTP): what one endpoint received is given to a kernel, what it sent is expected of it, and so are
 * the notifications that it should have told its application. Whoever doubts a claim runs it on the kernel in question.
 */
import { T_BIT } from '../../dissect/chunk/abort.js';
import { ChunkNumber, chunkTypeRow } from '../../dissect/chunk/registry.js';
import { type AddressId, CHUNK_HEADER, chunkEnd, chunkFlags, chunkType, nextChunk, type SctpPacket } from '../../dissect/packet.js';
import { printable } from '../../dissect/printable.js';
import type { Abi } from '../../notification/abi/abi.js';
import type { Notification } from '../../notification/notification.js';
import { chunkText } from './chunk-text.js';
import { MessageTracker, type TrackedMessage } from './message-tracker.js';
import { recvmsgText } from './notification-text.js';

/** Packets of one script: it is to be read and run by people. */
const PACKET_LIMIT = 10_000;

/** The socket that connects or listens, and the one that accept() gives. */
const SOCKET = 3;
const ACCEPTED = 4;

/** One line, or a remark, at a time of the capture (microseconds). */
interface Step {
  time: number;
  /** What the application does comes before the packets of the same moment, what it reads after them. */
  rank: 0 | 1 | 2;
  text: () => string;
}

export class PacketdrillScript {
  packets = 0;
  /** Packets between other addresses, and beyond the limit. */
  elsewhere = 0;
  leftOut = 0;
  private readonly steps: Step[] = [];
  private readonly sending = new MessageTracker();
  private readonly receiving = new MessageTracker();
  private path: readonly AddressId[] = [];
  private called = false;
  /** When accept() gives the socket that notifications are read from; -Infinity at the end that connects. */
  private acceptedAt = Number.NEGATIVE_INFINITY;
  private shut = false;

  /** Takes the association's next packet; `sent` by the endpoint whose kernel is asked. */
  packet(packet: SctpPacket, sent: boolean): void {
    if (this.packets === 0) this.begin(packet, sent);
    else if (!this.path.includes(packet.source) || !this.path.includes(packet.destination)) {
      this.elsewhere++;
      return;
    }
    if (++this.packets > PACKET_LIMIT) {
      this.leftOut++;
      return;
    }
    const chunks = chunksOf(packet);
    for (const chunk of chunks) this.before(packet, chunk, sent);
    const text = `${sent ? '>' : '<'} sctp: ${chunks.map((chunk) => chunkText(packet.view, chunk, sent)).join('; ')}`;
    if (chunks.length > 0) this.step(packet.time, 1, () => text);
    for (const chunk of chunks) this.after(packet, chunk, sent);
  }

  /** The whole script. `told` are the claims for its application, in their order. */
  text(told: readonly Notification[], abi: Abi, title: readonly string[]): string {
    for (const notification of told) this.notification(notification, abi);
    const steps = this.steps.map((step, index) => ({ step, index }));
    steps.sort((x, y) => x.step.time - y.step.time || x.step.rank - y.step.rank || x.index - y.index);
    const types = [...new Set(told.map(({ body }) => body.sn_type))];
    const lines = [...title.map((line) => `// ${printable(line)}`), ...this.remarks(), '', ...this.opening(types)];
    let last = steps[0]?.step.time ?? 0;
    for (const { step } of steps) {
      const text = step.text();
      lines.push(text.startsWith('//') ? text : `+${((step.time - last) / 1e6).toFixed(6)} ${text}`);
      if (!text.startsWith('//')) last = step.time;
    }
    return `${lines.join('\n')}\n`;
  }

  private remarks(): string[] {
    const texts = [
      [this.elsewhere, 'packets between other addresses are not in it: packetdrill knows one path'],
      [this.leftOut, 'packets at the end are not in it: there are too many'],
    ] as const;
    return texts.flatMap(([count, text]) => (count > 0 ? `// ${count} ${text}` : []));
  }

  private opening(types: readonly string[]): string[] {
    return [
      `+0 socket(..., SOCK_STREAM, IPPROTO_SCTP) = ${SOCKET}`,
      ...types.map((type) => `+0 setsockopt(${SOCKET}, IPPROTO_SCTP, SCTP_EVENT, {se_assoc_id=0, se_type=${type}, se_on=1}, 8) = 0`),
      ...(this.called ? [`+0 bind(${SOCKET}, ..., ...) = 0`, `+0 listen(${SOCKET}, 1) = 0`] : []),
    ];
  }

  private get descriptor(): number {
    return this.called ? ACCEPTED : SOCKET;
  }

  private step(time: number, rank: Step['rank'], text: () => string): void {
    this.steps.push({ time, rank, text });
  }

  private begin(packet: SctpPacket, sent: boolean): void {
    this.path = [packet.source, packet.destination];
    this.called = !sent;
    if (!sent) return;
    const { time } = packet;
    this.step(time, 0, () => `fcntl(${SOCKET}, F_GETFL) = 0x2 (flags O_RDWR)`);
    this.step(time, 0, () => `fcntl(${SOCKET}, F_SETFL, O_RDWR|O_NONBLOCK) = 0`);
    this.step(time, 0, () => `connect(${SOCKET}, ..., ...) = -1 EINPROGRESS (Operation now in progress)`);
  }

  /** What the application must do that its kernel sends this. */
  private before({ view, time }: SctpPacket, chunk: number, sent: boolean): void {
    if (!sent) return;
    const type = chunkType(view, chunk);
    const begun = this.sending.take(view, chunk);
    if (begun?.begins) this.step(time, 0, () => sendText(this.descriptor, begun.message));
    if (type === ChunkNumber.SHUTDOWN && !this.shut) this.step(time, 0, () => `shutdown(${this.descriptor}, SHUT_WR) = 0`);
    if (type === ChunkNumber.SHUTDOWN) this.shut = true;
    const aborts =
      type === ChunkNumber.ABORT && (chunkFlags(view, chunk) & T_BIT) === 0 && chunkEnd(view, chunk) >= chunk + CHUNK_HEADER + 4;
    if (aborts && view.getUint16(chunk + CHUNK_HEADER) === USER_ABORT) {
      this.step(time, 0, () => `sctp_sendmsg(${this.descriptor}, NULL, 0, NULL, 0, htonl(0), SCTP_ABORT, 0, 0, 0) = 0`);
    }
  }

  /** What the application does when this has arrived: it accepts, and reads. */
  private after({ view, time }: SctpPacket, chunk: number, sent: boolean): void {
    const type = chunkType(view, chunk);
    if (sent && this.called && this.acceptedAt < 0 && type === ChunkNumber.COOKIE_ACK) {
      this.acceptedAt = time;
      this.step(time, 2, () => `accept(${SOCKET}, ..., ...) = ${ACCEPTED}`);
    }
    if (!sent && type === ChunkNumber.SHUTDOWN) this.shut = true;
    const message = sent ? undefined : this.receiving.take(view, chunk)?.message;
    if (message?.complete) this.step(time, 2, () => `recv(${this.descriptor}, ..., ${message.length}, 0) = ${message.length}`);
  }

  private notification(notification: Notification, abi: Abi): void {
    const { certainty, why, assumptions } = notification;
    const time = Math.max(notification.time, this.acceptedAt);
    const assumed = assumptions.length === 0 ? '' : `; assuming that ${assumptions.join(', and that ')}`;
    this.step(time, 2, () => `// ${certainty}: ${printable(why)}${printable(assumed)}`);
    this.step(time, 2, () => recvmsgText(notification, this.descriptor, abi));
  }
}

/** RFC 9260 section 3.3.10.12. */
const USER_ABORT = 12;

function sendText(descriptor: number, { length, ppid, stream, unordered }: TrackedMessage): string {
  const flags = unordered ? 'SCTP_UNORDERED' : '0';
  return `sctp_sendmsg(${descriptor}, ..., ${length}, NULL, 0, htonl(${ppid}), ${flags}, ${stream}, 0, 0) = ${length}`;
}

/** Chunks that lie in the packet whole. */
function chunksOf({ view, firstChunk, end }: SctpPacket): number[] {
  const chunks: number[] = [];
  for (let chunk = firstChunk; chunk + CHUNK_HEADER <= end; chunk = nextChunk(view, chunk)) {
    const chunkStop = chunkEnd(view, chunk);
    if (chunkStop < chunk + CHUNK_HEADER || chunkStop > end || chunkStop - chunk < leastLength(chunkType(view, chunk))) break;
    chunks.push(chunk);
  }
  return chunks;
}

function leastLength(type: number): number {
  return chunkTypeRow(type)?.headerLength ?? CHUNK_HEADER;
}
