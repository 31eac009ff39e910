/** What can go wrong with a live capture, told by what the engines say about it, and what to do: one row each. */
import { ENGINE_NAMES, type Engine, type EngineMissing } from './engine.js';

export interface LiveFailure {
  code: string;
  /** One sentence: what is wrong, and the command that helps. */
  text: string;
  /** Another engine might do. */
  engineSpecific: boolean;
}

/** What the sentences are about. */
export interface FailureSubject {
  engine: Engine;
  interface: string;
  filter: string;
  /** The program as it was called, quoted for a shell: 'sctpscope live eth0'. */
  command: string;
  /** Interfaces there are by now. */
  interfaces: readonly string[];
}

interface FailureRow {
  code: string;
  /** What libpcap, the loader or the engine says; the first group is `detail` below. */
  said: RegExp;
  engineSpecific?: boolean;
  text(subject: FailureSubject, detail: string): string;
}

/** Asked in this order: the general rows come last. */
const ROWS: readonly FailureRow[] = [
  {
    code: 'not-permitted',
    said: /permission to (?:perform this )?capture|operation not permitted|permission denied/i,
    engineSpecific: true,
    text: (subject) => {
      const permit = subject.engine.permit();
      const once = permit === undefined ? '' : `, or allow it to every user once: ${permit}`;
      return `no permission to capture on ${subject.interface} with ${subject.engine.name}; run: sudo ${subject.command}${once}`;
    },
  },
  {
    code: 'no-such-interface',
    said: /no such device|no device named|device not configured|is not a valid interface/i,
    text: (subject) =>
      `there is no interface ${subject.interface}; there are ${subject.interfaces.join(', ')}; what each is: sctpscope live --list-interfaces`,
  },
  {
    code: 'interface-down',
    said: /(?:that device|device "[^"]*") is not up|network is down/i,
    text: (subject) => `the interface ${subject.interface} is down; bring it up: sudo ip link set ${subject.interface} up`,
  },
  {
    code: 'interface-gone',
    said: /interface disappeared|no longer attached|assertion .status == 0. failed/i,
    text: ({ engine, interface: name, interfaces }) =>
      interfaces.includes(name)
        ? `the interface ${name} went down, which ends a capture with ${engine.name}; bring it up: sudo ip link set ${name} up; what waits for it: --engine tcpdump`
        : `the interface ${name} went away and the capture with it; see whether it is back: ip link show ${name}`,
  },
  {
    code: 'bad-filter',
    said: /(no VLAN support[^)\n]*|expression rejects all[^)\n]*|(?<=parse filter expression: )[^)\n]+)/i,
    text: (subject, detail) =>
      `the filter '${subject.filter}' is not one that libpcap understands here (${detail}); its language: man 7 pcap-filter`,
  },
  {
    code: 'link-type',
    said: /unsupported link type: ([^\n]*)/i,
    engineSpecific: true,
    text: (subject, detail) =>
      `${subject.engine.name} cannot read the link type of ${subject.interface} (${detail}); use: --engine tcpdump`,
  },
  {
    code: 'load-failed',
    said: /(NODE_MODULE_VERSION \d+|[^\s:]+: cannot open shared object file|file too short|wrong ELF class|invalid ELF header|undefined symbol[^\n]*|Cannot find module [^\n]*)/,
    engineSpecific: true,
    text: ({ engine }, detail) => `${engine.what} cannot be loaded (${detail}); build it again: ${engine.repair?.() ?? engine.name}`,
  },
];

/** How an engine ended. */
export interface EngineEnd {
  status: number | null;
  signal: string | null;
  /** What it wrote to standard error. */
  said: string;
}

/** Lines that say nothing about a failure. */
const NOISE = /^(?:Capturing on |File: |Packets |Warning: |\d+ packets |.*listening on |$)/;

/** The first row that fits what an engine said. */
export function knownFailure(subject: FailureSubject, said: string): LiveFailure | undefined {
  for (const { code, said: pattern, engineSpecific = false, text } of ROWS) {
    const match = pattern.exec(said);
    if (match) return { code, text: text(subject, match[1] ?? ''), engineSpecific };
  }
  return undefined;
}

/** Why an engine ended that should not have: a known failure, or what it said last. */
export function explainFailure(subject: FailureSubject, { status, signal, said }: EngineEnd): LiveFailure {
  const known = knownFailure(subject, said);
  if (known !== undefined) return known;
  const last = said.split('\n').findLast((line) => !NOISE.test(line));
  const how = signal === null ? `status ${status}` : `signal ${signal}`;
  const text = `${subject.engine.name} ended with ${how}${last === undefined ? '' : `: ${last}`}`;
  return {
    code: 'engine-failed',
    text: `${text}; try another: --engine ${ENGINE_NAMES.filter((name) => name !== subject.engine.name).join('|')}`,
    engineSpecific: true,
  };
}

/** A failure that shows before the engine is started. */
export function missingFailure({ code, why, remedy }: EngineMissing): LiveFailure {
  return { code, text: `${why}; run: ${remedy}`, engineSpecific: true };
}
