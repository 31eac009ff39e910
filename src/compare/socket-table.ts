/** Which port a logged socket is bound to, whom it talks to, and when it was closed: read from the calls of a log. */
import type { AppCall, LoggedAddress } from './app-log.js';

/** One life of a socket; names are used again after close or in a new process. */
export interface LoggedSocket {
  name: string;
  /** Line and time of the call that made it; its first mention, where the log begins later. */
  firstLine: number;
  style: 'one-to-one' | 'one-to-many' | undefined;
  localPort: number | undefined;
  localAddresses: readonly string[];
  /** Named by connect, connectx, accept or sendto, in order, each once. */
  peers: readonly LoggedAddress[];
  /** The socket it was accepted or peeled off from. */
  parent: LoggedSocket | undefined;
  /** By sctp_peeloff: its association began on the parent, and had this id there. */
  peeledOff: boolean;
  association: number | undefined;
  listening: boolean;
  closedAt: SocketPlace | undefined;
  /** Where it was shut down for reading, and for sending (shutdown). */
  readingShutAt: SocketPlace | undefined;
  sendingShutAt: SocketPlace | undefined;
}

/** Where in the log something was done to a socket. */
interface SocketPlace {
  line: number;
  time: number | undefined;
}

/** Sockets whose name no line gives. */
const UNNAMED = '';

/** Peers remembered of one socket; the first go first. */
export const PEER_LIMIT = 1024;

/** Sockets kept of a log without an end though they are closed or their name was given to another, and sockets kept of which neither is known. */
const CLOSED_KEPT = 256;
const OPEN_KEPT = 16_384;

export class SocketTable {
  private readonly current = new Map<string, LoggedSocket>();
  private everyone: LoggedSocket[] = [];
  private names: ReadonlySet<string> | undefined;

  get all(): readonly LoggedSocket[] {
    return this.everyone;
  }

  /** The socket of that name in its present life, made at its first mention. */
  socket(name: string | undefined, line: number): LoggedSocket {
    return this.current.get(name ?? UNNAMED) ?? this.create(name ?? UNNAMED, line);
  }

  /** Is there a socket of that name, or was there one that is kept? */
  knows(name: string): boolean {
    this.names ??= new Set(this.everyone.map((socket) => socket.name));
    return this.names.has(name);
  }

  /** Lets go of sockets that were over long ago, the newest apart; `used` ones are kept, and those they came of. */
  forget(used: ReadonlySet<LoggedSocket>, isPast: (place: SocketPlace) => boolean): void {
    const kept = new Set<LoggedSocket>();
    for (const socket of used) for (let each: LoggedSocket | undefined = socket; each !== undefined; each = each.parent) kept.add(each);
    const isOver = (socket: LoggedSocket): boolean =>
      this.current.get(socket.name) !== socket || (socket.closedAt !== undefined && isPast(socket.closedAt));
    const over = this.everyone.filter((socket) => !kept.has(socket) && isOver(socket)).slice(0, -CLOSED_KEPT);
    const open = this.everyone.filter((socket) => !kept.has(socket) && !isOver(socket)).slice(0, -OPEN_KEPT);
    const gone = new Set([...over, ...open]);
    if (gone.size === 0) return;
    for (const socket of gone) if (this.current.get(socket.name) === socket) this.current.delete(socket.name);
    this.everyone = this.everyone.filter((socket) => !gone.has(socket));
    this.names = undefined;
  }

  observe(call: AppCall): void {
    if (call.call === 'process-start') this.current.clear();
    if (call.call === 'socket') {
      this.create(call.socket ?? String(call.result ?? UNNAMED), call.line).style = styleOf(call.type);
      return;
    }
    if (call.socket === undefined && call.call !== 'close') return;
    const socket = this.socket(call.socket, call.line);
    if (call.newSocket !== undefined) this.adopt(socket, call.newSocket, call);
    else applyCall(socket, call);
  }

  private create(name: string, line: number): LoggedSocket {
    const socket: LoggedSocket = {
      name,
      firstLine: line,
      style: undefined,
      localPort: undefined,
      localAddresses: [],
      peers: [],
      parent: undefined,
      peeledOff: false,
      association: undefined,
      listening: false,
      closedAt: undefined,
      readingShutAt: undefined,
      sendingShutAt: undefined,
    };
    this.current.set(name, socket);
    this.everyone.push(socket);
    this.names = undefined;
    return socket;
  }

  private adopt(parent: LoggedSocket, name: string, call: AppCall): void {
    const child = this.create(name, call.line);
    child.parent = parent;
    child.peeledOff = call.call === 'peeloff';
    if (child.peeledOff) child.association = call.association;
    child.style = 'one-to-one';
    child.localPort = parent.localPort;
    child.localAddresses = parent.localAddresses;
    if (call.peer !== undefined) child.peers = [call.peer];
  }
}

function styleOf(type: string | undefined): LoggedSocket['style'] {
  if (type === undefined) return undefined;
  return /SEQPACKET/.test(type) ? 'one-to-many' : 'one-to-one';
}

function applyCall(socket: LoggedSocket, call: AppCall): void {
  const failed = call.result !== undefined && call.result < 0 && call.errno !== 'EINPROGRESS';
  const addresses = call.addresses ?? [];
  switch (call.call) {
    case 'bind':
    case 'bindx':
      if (failed) return;
      socket.localPort = addresses[0]?.port || socket.localPort;
      socket.localAddresses = [...new Set([...socket.localAddresses, ...addresses.map(({ address }) => address)])];
      return;
    case 'connect':
    case 'connectx':
      for (const peer of addresses) addPeer(socket, peer);
      return;
    case 'listen':
      socket.listening = !failed;
      return;
    case 'close':
      if (!failed) socket.closedAt = { line: call.line, time: call.time };
      return;
    case 'shutdown':
      if (!failed) shutDown(socket, call);
      return;
    default:
      if (call.peer !== undefined) addPeer(socket, call.peer);
  }
}

function shutDown(socket: LoggedSocket, { how, line, time }: AppCall): void {
  if (how === 'SHUT_RD' || how === 'SHUT_RDWR') socket.readingShutAt ??= { line, time };
  if (how === 'SHUT_WR' || how === 'SHUT_RDWR') socket.sendingShutAt ??= { line, time };
}

function addPeer(socket: LoggedSocket, peer: LoggedAddress): void {
  if (socket.peers.some(({ address, port }) => address === peer.address && port === peer.port)) return;
  socket.peers = [...socket.peers, peer].slice(-PEER_LIMIT);
}
