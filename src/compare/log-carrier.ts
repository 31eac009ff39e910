/** What carried a program's lines to the file, and put its own around them: docker, Kubernetes, the journal, syslog. A table; AppLogReader takes it off. */

/** A line as the program wrote it. */
export interface CarriedLine {
  text: string;
  /** When the carrier took it, as it writes that; empty where it does not. */
  stamp: string;
  /** The line goes on with the next of the same stream, which is named. */
  goesOn?: boolean;
  stream?: string;
}

/** Takes a line out; undefined where it is not of this carrier. */
export type Carrier = (line: string) => CarriedLine | undefined;

const ISO = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: ?UTC|Z|[+-]\\d\\d:?\\d\\d)?';
/** containerd and CRI-O; P is a part of a line, F its end. */
const CONTAINER = new RegExp(`^(${ISO}) (stdout|stderr) ([PF])(?::\\S*)? (.*)$`);
/** 'docker logs -t', 'kubectl logs --timestamps': nanoseconds, which hardly a program writes itself. */
const NANOSECONDS = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}(?:Z|[+-]\d\d:\d\d)) (.*)$/;
const POD = /^\[pod\/[^\]\s]{1,300}\] (.*)$/;
/** 'docker compose logs'. */
const COMPOSE = /^[\w.-]{1,100} *\| (.*)$/;
/** The journal in its short forms, and syslog's files: time, host, program with its number. */
const SYSLOG_TIME = `[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?|${ISO}|\\d{9,10}\\.\\d{1,9}|\\[ *\\d{1,8}\\.\\d{1,9}\\]`;
const SYSLOG = new RegExp(
  `^(?:<\\d{1,3}>)?(?:[A-Z][a-z]{2} (?=\\d{4}-))?(${SYSLOG_TIME}) [^\\s:]{1,255} [^\\s:[\\]]{1,100}\\[\\d+\\]: (.*)$`,
);
/** RFC 5424, without structured data. */
const SYSLOG_PROTOCOL = new RegExp(`^<\\d{1,3}>1 (${ISO}) \\S{1,255} \\S{1,48} \\S{1,128} \\S{1,32} - (.*)$`);

function stamped(pattern: RegExp): Carrier {
  return (line) => {
    const [, stamp, text] = pattern.exec(line) ?? [];
    return text === undefined ? undefined : { stamp: stamp!, text };
  };
}

function prefixed(pattern: RegExp): Carrier {
  return (line) => {
    const text = pattern.exec(line)?.[1];
    return text === undefined ? undefined : { stamp: '', text };
  };
}

const containerRuntime: Carrier = (line) => {
  const [, stamp, stream, part, text] = CONTAINER.exec(line) ?? [];
  return text === undefined ? undefined : { stamp: stamp!, text, stream: stream!, goesOn: part === 'P' };
};

/** Members by which objects hold a line and its time: docker's json-file, fluentd's, ECS; the journal's are told apart. */
const LINE_MEMBERS: readonly (readonly [line: string, times: readonly string[]])[] = [
  ['log', ['time', '@timestamp', 'date']],
  ['message', ['@timestamp']],
];

const inObjects: Carrier = (line) => {
  const entry = parsed(line);
  if (entry === undefined) return undefined;
  const journal = journalLine(entry);
  if (journal !== undefined) return journal;
  for (const [member, times] of LINE_MEMBERS) {
    const text = entry[member];
    const time = times.find((name) => typeof entry[name] === 'string');
    if (typeof text !== 'string' || time === undefined) continue;
    const stream = typeof entry['stream'] === 'string' ? entry['stream'] : '';
    const goesOn = member === 'log' && stream !== '' && !text.endsWith('\n');
    return { stamp: String(entry[time]), text: text.replace(/\r?\n$/, ''), stream, goesOn };
  }
  return undefined;
};

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{') || !/"(?:log|message|MESSAGE)"/.test(line)) return undefined;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

/** 'journalctl -o json': microseconds; a line that is not printable, coloured for instance, is a list of its bytes. */
function journalLine({ MESSAGE: text, __REALTIME_TIMESTAMP: time }: Readonly<Record<string, unknown>>): CarriedLine | undefined {
  if (typeof time !== 'string' || !/^\d{15,16}$/.test(time)) return undefined;
  const stamp = `${time.slice(0, -6)}.${time.slice(-6)}`;
  if (typeof text === 'string') return { stamp, text };
  if (!Array.isArray(text) || !text.every((byte) => typeof byte === 'number')) return undefined;
  return { stamp, text: new TextDecoder().decode(Uint8Array.from(text)) };
}

const CARRIERS: readonly Carrier[] = [
  inObjects,
  containerRuntime,
  prefixed(POD),
  prefixed(COMPOSE),
  stamped(NANOSECONDS),
  stamped(SYSLOG),
  stamped(SYSLOG_PROTOCOL),
];

/** Carriers around each other that are looked for: compose's names before docker's times. */
const DEEPEST = 3;

/** What carried these lines, the outermost first: each around half of them at least. */
export function carriersOf(lines: readonly string[]): readonly Carrier[] {
  const found: Carrier[] = [];
  let inner = lines;
  while (found.length < DEEPEST) {
    const carrier = CARRIERS.find((candidate) => 2 * inner.filter((line) => candidate(line) !== undefined).length > inner.length);
    if (carrier === undefined) break;
    found.push(carrier);
    inner = inner.map((line) => carrier(line)?.text ?? line);
  }
  return found;
}
