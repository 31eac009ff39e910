/** `sctpscope analyze`: associations, what happened to each, and which notifications each application should have received. */
import type { AnalysisSettings, CaptureAnalysis } from '../../analysis/analysis.js';
import { openAnalysis } from '../../analysis/open-analysis.js';
import type { FrameBatch, FrameSource } from '../../capture/frame.js';
import type { SctpPacket } from '../../dissect/packet.js';
import type { Filter } from '../../filter/filter.js';
import { FilteredSink } from '../../filter/filtered-sink.js';
import { PacketSubject } from '../../filter/packet-subject.js';
import type { LoggedCalls } from '../application-calls.js';
import { captureFiles } from '../capture-files.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { FILTER_OPTION, filterOption } from '../filter-option.js';
import { associationLine, diagnosisLine, notificationLine } from '../format/ndjson.js';
import { diagnosisText, textOf } from '../format/text.js';
import { ToldText } from '../format/told-text.js';
import { type FrameOrigin, FrameOrigins } from '../frame-origins.js';
import { INPUT_OPTIONS, inputFiles } from '../input-option.js';
import { settleClocks } from '../log-clocks.js';
import { LOG_OPTIONS, readLogs, readSnapshots, withCalls } from '../log-options.js';
import { Output } from '../output.js';
import { ProgressBar } from '../progress-bar.js';
import { ANALYSIS_OPTIONS, analysisSettings } from '../settings.js';
import { type LineFormat, type Printer, TimeOrder } from '../time-order.js';

const FORMATS = ['text', 'ndjson', 'json'];

export const analyze: Command = {
  name: 'analyze',
  operands: 'FILE...',
  summary: 'what happened to each association, and what its applications should have been told',
  description:
    'Reads a capture (pcap, pcapng, gzip, zstd; - is standard input) and infers the socket notifications of both endpoints of every association.\n' +
    "With --app-log the calls in an application's log (subscriptions, options, sends, close) sharpen what is inferred.",
  options: [
    { name: '--format', short: '-T', value: FORMATS.join('|'), help: 'text (default), a JSON object a line, or one JSON array' },
    FILTER_OPTION,
    ...INPUT_OPTIONS,
    ...LOG_OPTIONS,
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  const files = inputFiles('analyze', operands, options);
  const format = options['format'] ?? 'text';
  if (typeof format !== 'string' || !FORMATS.includes(format)) throw new UsageError(`--format ${format}: known are ${FORMATS.join(', ')}`);
  const filter = filterOption(options);
  const stated = analysisSettings(options);
  const logs = await readLogs(options, stated, surroundings);
  warnOfLogs(logs, surroundings);
  const capture = await captureFiles(files, stated, options, surroundings.stderr);
  await settleClocks(capture, logs, await readSnapshots(options), surroundings);
  const { open } = capture;
  const settings = withCalls(capture.settings, logs);
  const source = await open();
  const bar = new ProgressBar(surroundings.stderr, source);
  const output = new Output(surroundings.stdout, () => bar.clear());
  const origins = new FrameOrigins(source.files);
  const printer = PRINTERS[format as keyof typeof PRINTERS](output, origins);
  const { analysis, takes, finishing } = prepare(printer, settings, filter);
  for await (const batch of source) {
    origins.note(batch);
    takes(batch);
    if (batch.count > 0) printer.advance(batch.time[batch.count - 1]!);
    await output.drained();
    bar.update(analysis.packets);
  }
  for (const steps = finishing(); !steps.next().done; ) if (output.isFull) await output.drained();
  printer.end();
  await output.drained();
  bar.clear();
  warn(source, analysis, surroundings);
  return 0;
}

interface Prepared {
  analysis: CaptureAnalysis;
  takes(batch: FrameBatch): void;
  /** The capture has ended: what is left comes out in short steps. */
  finishing(): Iterator<void>;
}

/** The analysis with its filter; packets are shown to the filter only where it asks for something of theirs. */
function prepare(printer: Printer, settings: AnalysisSettings, filter: Filter | undefined): Prepared {
  if (filter === undefined) {
    const analysis = openAnalysis(printer, settings);
    return { analysis, takes: (batch) => analysis.batch(batch), finishing: () => analysis.finishing() };
  }
  const sink = new FilteredSink(filter, printer);
  const analysis = openAnalysis(sink, settings);
  const subject = new PacketSubject(analysis.addresses);
  const showPacket = (packet: SctpPacket): void => {
    const { lastAssociation } = analysis;
    if (lastAssociation?.reported === false) sink.packet(lastAssociation.id, subject.of(packet));
  };
  const each = filter.asksForPackets ? showPacket : undefined;
  return {
    analysis,
    takes: (batch) => analysis.batch(batch, each),
    *finishing() {
      yield* { [Symbol.iterator]: () => analysis.finishing() };
      sink.finish();
    },
  };
}

function warnOfLogs(logs: readonly LoggedCalls[], { stderr }: Surroundings): void {
  for (const { application } of logs) {
    const { leftOut, sendsLeftOut, summary, settings } = application;
    for (const problem of summary?.problems ?? []) stderr.write(`sctpscope: warning: ${settings.name}: ${problem}\n`);
    if (leftOut + sendsLeftOut > 0)
      stderr.write(
        `sctpscope: warning: ${settings.name} is too long to be kept: ${leftOut} calls and ${sendsLeftOut} sends were left out\n`,
      );
  }
}

function warn(source: FrameSource, analysis: CaptureAnalysis, { stderr }: Surroundings): void {
  for (const { file, offset, text } of source.problems) stderr.write(`sctpscope: warning: ${file}, byte ${offset}: ${text}\n`);
  for (const { file, name = 'an interface without a name', dropped = 0 } of source.interfaces)
    if (dropped > 0)
      stderr.write(
        `sctpscope: warning: ${source.files[file]}: while capturing on ${name}, ${dropped} frames were dropped; gaps may be their doing\n`,
      );
  if (analysis.packets === 0) stderr.write(`sctpscope: no SCTP packet in ${analysis.frames} frames${analysis.adviceForNone}\n`);
}

/** Of several files: where the frames are in these. */
function located(line: Record<string, unknown>, origins: FrameOrigin[] | undefined): Record<string, unknown> {
  return origins === undefined ? line : { ...line, in: origins };
}

const PRINTERS = {
  text: (output: Output): Printer => {
    const told = new ToldText();
    return {
      notification: (notification) => told.add(notification),
      association: (report, hidden) => output.write(textOf(report, told.take(report.id), hidden)),
      diagnosis: (diagnosis) => output.write(diagnosisText(diagnosis)),
      advance: () => undefined,
      end: () => undefined,
    };
  },
  ndjson: (output: Output, origins: FrameOrigins): Printer => new TimeOrder(jsonLines(origins), (line) => output.write(`${line}\n`)),
  json: (output: Output, origins: FrameOrigins): Printer => {
    let separator = '[\n';
    const print = (line: string) => {
      output.write(separator + line);
      separator = ',\n';
    };
    return new TimeOrder(jsonLines(origins), print, () => output.write(separator === '[\n' ? '[]\n' : '\n]\n'));
  },
};

function jsonLines(origins: FrameOrigins): LineFormat {
  return {
    notification: (notification) => JSON.stringify(located(notificationLine(notification), origins.of(notification.frames))),
    association: (report) => JSON.stringify(associationLine(report)),
    diagnosis: (diagnosis) => JSON.stringify(located(diagnosisLine(diagnosis), origins.of([diagnosis.frame]))),
  };
}
