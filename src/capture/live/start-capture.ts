/** Starts a capture with the first engine that can. */
import { CaptureError } from '../frame.js';
import type { Engine, EngineName, User } from './engine.js';
import { ENGINES } from './engine-table.js';
import { localInterfaces } from './interface-list.js';
import { LiveCapture } from './live-capture.js';
import type { LiveFailure } from './live-failure.js';

export interface StartOptions {
  interface: string;
  /** Filters to try, the best first: not every interface understands every filter. */
  filters: readonly string[];
  engine: EngineName | 'auto';
  user: User | undefined;
  /** Bytes that the kernel keeps for the engine; undefined: what the engine needs. */
  bufferLength: number | undefined;
  /** The program as it was called, quoted for a shell, for the sentences that say what to run. */
  command: string;
}

export interface StartedCapture {
  capture: LiveCapture;
  /** The filter in use. */
  filter: string;
  /** Engines that would have come first, and why they could not. */
  passedOver: { engine: Engine; failure: LiveFailure }[];
}

/** Throws CaptureError, with a sentence that says what to do, where nothing can capture. */
export async function startCapture(options: StartOptions, engines: readonly Engine[] = ENGINES): Promise<StartedCapture> {
  const passedOver: StartedCapture['passedOver'] = [];
  for (const engine of engines) {
    if (options.engine !== 'auto' && options.engine !== engine.name) continue;
    const { capture, filter, failure } = await startEngine(engine, options);
    if (capture !== undefined) return { capture, filter, passedOver };
    passedOver.push({ engine, failure });
    if (!failure.engineSpecific) break;
  }
  throw refusal(options.interface, passedOver);
}

type Attempt = { filter: string } & ({ capture: LiveCapture; failure?: never } | { capture?: never; failure: LiveFailure });

async function startEngine(engine: Engine, { interface: name, filters, user, bufferLength, command }: StartOptions): Promise<Attempt> {
  let attempt: Attempt | undefined;
  for (const filter of filters) {
    const subject = { engine, interface: name, filter, command, interfaces: localInterfaces().map((each) => each.name) };
    const started = await LiveCapture.start(subject, { interface: name, filter, bufferLength: bufferLength ?? engine.bufferLength, user });
    attempt = started instanceof LiveCapture ? { filter, capture: started } : { filter, failure: started };
    if (attempt.failure?.code !== 'bad-filter') break;
  }
  if (attempt === undefined) throw new RangeError('a capture needs a filter, which may be empty');
  return attempt;
}

/** Of several failures the one that says most: what stopped the search, else a missing permission, else what is not installed. */
function refusal(name: string, failures: StartedCapture['passedOver']): CaptureError {
  const found = failures.map(({ failure }) => failure);
  const absent = found.every(({ code }) => code === 'absent' || code === 'unbuilt');
  if (absent && found.length > 1) {
    const text = 'nothing to capture with is installed (cap, dumpcap, tcpdump); run: sudo apt-get install tcpdump';
    return new CaptureError('no-engine', name, 0, text);
  }
  const telling =
    found.find(({ engineSpecific }) => !engineSpecific) ?? found.findLast(({ code }) => code === 'not-permitted') ?? found[0]!;
  return new CaptureError(telling.code, name, 0, telling.text);
}
