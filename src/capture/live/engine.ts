/** What captures for us: a program that reads an interface and writes pcap or pcapng into a pipe. One file each, and one line in engine-table.ts. */

/** Whose rights the engine keeps once the device is open. */
export interface User {
  name: string;
  uid: number;
  gid: number;
}

export interface CaptureRequest {
  interface: string;
  /** libpcap's filter language. */
  filter: string;
  /** Of the kernel, in bytes. */
  bufferLength: number;
  /** Undefined: the rights the program was started with. */
  user: User | undefined;
}

/** Why an engine cannot run here, as far as that shows without running it. */
export interface EngineMissing {
  code: 'absent' | 'unbuilt';
  /** A clause. */
  why: string;
  /** The command that helps. */
  remedy: string;
}

export interface EngineCommand {
  program: string;
  arguments: readonly string[];
}

export interface Engine {
  name: EngineName;
  /** 'libpcap through the package cap'. */
  what: string;
  /** What is lost with it, in clauses. */
  cost: readonly string[];
  timeStamps: 'kernel' | 'process';
  /** Whose drops its count is of: the kernel's, or its own only. */
  counts: 'kernel' | 'own';
  /** Bytes that the kernel keeps for it unless the user says otherwise. Where each frame takes a slot of the largest length, that is not many frames. */
  bufferLength: number;
  /** Milliseconds that a frame may spend inside the engine. */
  latency: number;
  command(request: CaptureRequest): EngineCommand | EngineMissing;
  /** The command that lets users capture with it who are not root, where there is one. */
  permit(): string | undefined;
  /** The command that builds it anew, where it is built here. */
  repair?(): string;
}

export const ENGINE_NAMES = ['cap', 'dumpcap', 'tcpdump'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export function isMissing(command: EngineCommand | EngineMissing): command is EngineMissing {
  return 'why' in command;
}
