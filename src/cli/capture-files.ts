/** The capture files of a command as one capture: merged by time, or, where two are the same traffic taken at both ends, each endpoint judged by its own. */
import type { AnalysisSettings } from '../analysis/analysis.js';
import { type EndFit, fitEnds } from '../analysis/end-fit.js';
import { bothEnds, type CaptureFiles, compareCaptures } from '../analysis/open-both-ends.js';
import type { Place } from '../analysis/place.js';
import { sampleTraffic } from '../analysis/traffic-sample.js';
import type { Microseconds } from '../capture/frame.js';
import { type OpenOptions, openCapture } from '../capture/open-capture.js';
import { AddressBook } from '../dissect/address-book.js';
import { endpointText } from '../dissect/address-text.js';
import { type OptionValues, UsageError } from './command.js';
import { readerOption } from './input-option.js';
import { type Vantages, vantagesOf } from './settings.js';

/** Looks into the files where there are several. Throws UsageError for a --vantage that speaks of none of them. */
export async function captureFiles(
  files: readonly string[],
  settings: AnalysisSettings,
  options: OptionValues,
  stderr: NodeJS.WritableStream,
): Promise<CaptureFiles> {
  const reader = readerOption(options);
  const stated = vantagesOf(options, files);
  const [first, second] = files;
  if (first === undefined || second === undefined || files.includes('-')) return whole(files, settings, stated, { reader });
  if (files.length > 2) return whole(await withoutOtherEnds(files, settings, stderr), settings, stated, { reader });
  const overlap = await compareCaptures(first, second, settings.udpPorts);
  if (overlap === undefined) return whole(files, settings, stated, { reader });
  const fit = overlap.fit && overruled(overlap.fit, stated);
  if (fit === undefined) return whole([kept(second, first, stderr)], settings, stated, { reader });
  if (settings.vantage !== undefined) throw new UsageError('--vantage of two captures of the same traffic: name the file, FILE=ADDR');
  tell(first, second, fit, stderr);
  return bothEnds([first, second], settings, fit, { reader });
}

function whole(paths: readonly string[], settings: AnalysisSettings, stated: Vantages, options: OpenOptions): CaptureFiles {
  const vantage = settings.vantage ?? stated.find((places) => places !== undefined);
  return {
    paths,
    settings: vantage === undefined ? settings : { ...settings, vantage },
    open: (keep) => openCapture(paths, { ...options, keep }),
  };
}

function overruled({ places: [one, two], ...clocks }: EndFit, [first, second]: Vantages): EndFit {
  return { places: [first ?? without(one, second), second ?? without(two, first)], ...clocks };
}

/** What another file is said to be at, this one is not. */
function without(places: readonly Place[], others: readonly Place[] = []): readonly Place[] {
  return places.filter(({ address, port }) => !others.some((each) => each.address === address && (each.port ?? port) === port));
}

/** The files that do not hold the same traffic as the first one: merging these would show every packet twice, once before it was lost. */
async function withoutOtherEnds(files: readonly string[], settings: AnalysisSettings, stderr: NodeJS.WritableStream): Promise<string[]> {
  const [first = '', ...others] = files;
  const addresses = new AddressBook();
  const sample = async (file: string) => sampleTraffic(await openCapture([file]), addresses, settings.udpPorts);
  const one = await sample(first);
  const keep = [first];
  for (const other of others) {
    if (fitEnds(one, await sample(other), addresses) === undefined) keep.push(other);
    else kept(other, first, stderr);
  }
  return keep;
}

function kept(other: string, first: string, stderr: NodeJS.WritableStream): string {
  stderr.write(`sctpscope: ${other} holds the same traffic as ${first}, captured elsewhere; what follows is how ${first} saw it\n`);
  return first;
}

function tell(first: string, second: string, { places: [one, two], offset, error }: EndFit, stderr: NodeJS.WritableStream): void {
  const clocks =
    offset === 0
      ? 'their clocks agree'
      : `its clock is ${seconds(Math.abs(offset))} s ${offset > 0 ? 'ahead' : 'behind'} (give or take ${seconds(error)} s), which is corrected`;
  stderr.write(
    `sctpscope: ${second} (at ${named(two)}) is the other end of ${first} (at ${named(one)}); ${clocks}. Each end is judged by its own capture\n`,
  );
}

/** Addresses named of one end. */
const MOST_NAMED = 4;

function named(places: readonly Place[]): string {
  if (places.length === 0) return 'neither end';
  const names = places.slice(0, MOST_NAMED).map(({ address, port }) => (port === undefined ? address : endpointText(address, port)));
  return `${names.join(', ')}${places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : ''}`;
}

function seconds(microseconds: Microseconds): string {
  return (microseconds / 1e6).toFixed(6);
}
