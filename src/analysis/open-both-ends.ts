/** Two capture files of the same traffic: recognised, and opened as one capture by the clock of the first. */
import type { FrameSource, Microseconds } from '../capture/frame.js';
import type { KeptOptions } from '../capture/kept-options.js';
import { type OpenOptions, openCapture } from '../capture/open-capture.js';
import { AddressBook } from '../dissect/address-book.js';
import type { AnalysisSettings } from './analysis.js';
import { type EndFit, fitEnds, type Overlap } from './end-fit.js';
import { sampleTraffic } from './traffic-sample.js';

/** What is to be read, and how it is to be analysed. */
export interface CaptureFiles {
  readonly paths: readonly string[];
  readonly settings: AnalysisSettings;
  /** Opens them, from the beginning each time; `keep` takes what pcapng blocks say beside. Throws CaptureError where one cannot be read at all. */
  open(keep?: KeptOptions): Promise<FrameSource>;
}

/** How far apart clocks may be for two captures that did not begin together to be compared where they overlap. */
const CLOCK_SLACK: Microseconds = 60e6;

/** Are two files the same traffic, and if so, taken where? They are compared from their beginnings, and, where these have nothing in common, from where the later one begins. */
export async function compareCaptures(first: string, second: string, udpPorts: readonly number[] = []): Promise<Overlap | undefined> {
  const addresses = new AddressBook();
  const sample = async (file: string, from?: Microseconds) => sampleTraffic(await openCapture([file]), addresses, udpPorts, from);
  const [one, two] = [await sample(first), await sample(second)];
  const overlap = fitEnds(one, two, addresses);
  const apart = Math.abs(one.begin - two.begin) > CLOCK_SLACK;
  if (overlap !== undefined || !apart) return overlap;
  if (one.begin < two.begin) return fitEnds(await sample(first, two.begin - CLOCK_SLACK), two, addresses);
  return fitEnds(one, await sample(second, one.begin - CLOCK_SLACK), addresses);
}

/** Two files with what they were found to be: `settings` for openAnalysis() and reconstruct(). */
export function bothEnds(
  paths: readonly [string, string],
  settings: AnalysisSettings,
  { places, offset }: EndFit,
  options: OpenOptions = {},
): CaptureFiles {
  let source: FrameSource | undefined;
  const ended = (file: number): boolean => source?.exhausted?.(file) ?? false;
  return {
    paths,
    settings: { ...settings, ends: { places, offset, ended } },
    async open(keep) {
      source = await openCapture(paths, { ...options, keep, clockOffsets: [0, offset] });
      return source;
    },
  };
}
