/** `sctpscope annotate`: the capture again, as pcapng, with a comment on each frame that made an application be told something. */

import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CaptureFiles } from '../../analysis/open-both-ends.js';
import { CaptureError } from '../../capture/frame.js';
import { FrameSaver } from '../../capture/frame-saver.js';
import { KeptOptions } from '../../capture/kept-options.js';
import { inNumberOrder } from '../../capture/number-order.js';
import { systemErrorText } from '../../capture/system-error.js';
import type { Comparison } from '../../compare/comparison.js';
import type { Expectation } from '../../compare/comparison-input.js';
import type { Notification } from '../../notification/notification.js';
import { captureFiles } from '../capture-files.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { compareWithLogs, expectation } from '../expectation.js';
import { type FrameComments, frameComments } from '../format/frame-comments.js';
import { compareByClocks } from '../log-clocks.js';
import { LOG_OPTIONS, readLogs, readSnapshots } from '../log-options.js';
import { packetdrillText } from '../packetdrill/export.js';
import { quiet } from '../release-choice.js';
import { ANALYSIS_OPTIONS, analysisSettings } from '../settings.js';
import { VERSION } from '../version.js';

export const annotate: Command = {
  name: 'annotate',
  operands: 'FILE... -o OUT',
  summary: 'the capture again, with a comment on each frame that made an application be told something',
  description: [
    'Writes the capture as pcapng with packet comments, which Wireshark shows: the notifications that each frame caused, and with --app-log where the log disagrees.',
    'What a time-out raised stands at the next frame. The input is read twice, so it cannot be standard input.',
    'As packetdrill: one association as a script for the packetdrill that knows SCTP (nplab), which asks a kernel whether it tells what is claimed.',
  ].join('\n'),
  options: [
    { name: '--output', short: '-o', value: 'OUT', help: 'the file to write; - is standard output' },
    { name: '--format', short: '-T', value: 'pcapng|packetdrill', help: 'default: pcapng' },
    { name: '--association', value: 'N', help: 'only the frames of association N, as analyze numbers them' },
    { name: '--endpoint', value: 'ADDR[:PORT]', help: 'packetdrill: whose kernel is asked; default: the one that sent the first packet' },
    ...LOG_OPTIONS,
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (operands.length === 0) throw new UsageError('annotate needs a capture file');
  if (operands.includes('-')) throw new UsageError('annotate reads its input twice: standard input cannot be');
  const { output } = options;
  if (typeof output !== 'string') throw new UsageError('annotate needs -o OUT: the file to write');
  if (operands.includes(output)) throw new UsageError(`${output} is one of the files to be read`);
  const association = associationNumber(options['association']);
  const format = formatOf(options);
  const settings = analysisSettings(options);
  const logs = await readLogs(options, settings, surroundings);
  const capture = await captureFiles(operands, settings, options, surroundings.stderr);
  if (format === 'packetdrill') {
    const choice = { association, endpoint: options['endpoint'] as string | undefined };
    await writePieces([Buffer.from(await packetdrillText(capture, choice, logs, surroundings))], output, surroundings);
    return 0;
  }
  const snapshot = await readSnapshots(options);
  const compareOnce = async (): Promise<Comparison> =>
    compareWithLogs(await expectation(capture, logs, quiet(surroundings)), settings, logs, snapshot);
  if (logs.some(({ clock }) => clock === undefined)) await compareByClocks(logs, compareOnce);
  const frames = new Set<number>();
  const expected = await expectation(capture, logs, surroundings, ({ frame }, of) => {
    if (of !== undefined && of.id === association) frames.add(frame);
  });
  if (association !== undefined && frames.size === 0)
    throw new UsageError(`--association ${association}: there is none; analyze lists them`);
  const comparison = logs.length === 0 ? undefined : compareWithLogs(expected, settings, logs, snapshot);
  const comments = frameComments(claims(expected, association), comparison);
  await writePieces(
    blocks(capture, new Annotator(comments, association, frames, operands.map((path) => basename(path)).join(', ')), surroundings),
    output,
    surroundings,
  );
  return 0;
}

function associationNumber(value: OptionValues[string]): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(String(value))) throw new UsageError(`--association is a number from 1, not ${String(value)}`);
  return Number(value);
}

function claims({ expected }: Expectation, association: number | undefined): Notification[] {
  return expected.filter((claim) => !claim.aside && (association === undefined || claim.association === association));
}

/** Lines of one frame's comment: an ABORT may fail a thousand messages. */
const MOST = 40;

/** Decides, frame by frame in their order, which is written and with which comment. */
class Annotator {
  private readonly comments: FrameComments;
  private readonly association: number | undefined;
  private readonly frames: ReadonlySet<number>;
  private readonly name: string;
  private next = 0;

  /** `frames` are those of the association; without one, all are written. `name`: what the capture is called. */
  constructor(comments: FrameComments, association: number | undefined, frames: ReadonlySet<number>, name: string) {
    this.name = name;
    this.comments = comments;
    this.association = association;
    this.frames = frames;
  }

  wants(frame: number): boolean {
    return this.association === undefined || this.frames.has(frame);
  }

  comment(frame: number, time: number): string | undefined {
    const texts = [...(this.comments.byFrame.get(frame) ?? [])];
    const { byTime } = this.comments;
    for (; this.next < byTime.length && byTime[this.next]!.time <= time; this.next++) {
      const { association, text } = byTime[this.next]!;
      if (this.association === undefined || this.association === association) texts.push(text);
    }
    if (texts.length > MOST) texts.splice(MOST, texts.length, `and ${texts.length - MOST} more`);
    if (texts.length === 0) return undefined;
    // Wireshark counts the frames that are left from 1; comments speak of them by their old numbers.
    return [...(this.association === undefined ? [] : [`frame ${frame} of ${this.name}`]), ...texts].join('\n');
  }
}

function formatOf(options: OptionValues): 'pcapng' | 'packetdrill' {
  const format = options['format'] ?? 'pcapng';
  if (format !== 'pcapng' && format !== 'packetdrill') throw new UsageError(`--format ${String(format)}: known are pcapng, packetdrill`);
  if (format === 'pcapng' && options['endpoint'] !== undefined) throw new UsageError('--endpoint is for --format packetdrill');
  return format;
}

async function writePieces(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  path: string,
  { stdout, stderr }: Surroundings,
): Promise<void> {
  const target = path === '-' ? stdout : createWriteStream(path);
  try {
    await pipeline(pieces, target as NodeJS.WritableStream, { end: path !== '-' });
  } catch (error) {
    if (error instanceof CaptureError) throw error;
    throw new CaptureError('not-writable', path, 0, `${path} cannot be written: ${systemErrorText(error, 'write')}`, error);
  }
  if (path !== '-') stderr.write(`sctpscope: wrote ${path}\n`);
}

/** The annotated capture in pieces of whole blocks. */
async function* blocks(capture: CaptureFiles, annotator: Annotator, { stderr }: Surroundings): AsyncGenerator<Uint8Array> {
  const kept = new KeptOptions();
  const source = await capture.open(kept);
  const pieces: Uint8Array[] = [];
  let saver: FrameSaver | undefined;
  const begun = (): FrameSaver => {
    saver ??= new FrameSaver((piece) => pieces.push(piece), source.interfaces, `sctpscope ${VERSION}`, kept);
    return saver;
  };
  for await (const batch of inNumberOrder(source)) {
    for (let row = 0; row < batch.count; row++) {
      const frame = batch.number[row]!;
      if (annotator.wants(frame)) begun().frame(batch, row, annotator.comment(frame, batch.time[row]!));
      else kept.takeFrame(batch, row);
    }
    yield* pieces.splice(0);
  }
  begun().end();
  yield* pieces;
  if (kept.full) stderr.write('sctpscope: warning: not all comments and options of the capture were kept: there are too many at a time\n');
}
