/** `sctpscope analyze`: associations, what happened to each, and which notifications each application should have received. */
import { Analysis } from '../../analysis/analysis.js';
import { openCapture } from '../../capture/open-capture.js';
import type { Notification } from '../../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../reconstruct/model.js';
import { withAppLogs } from '../application-calls.js';
import { withoutOtherEnds } from '../capture-files.js';
import { type Command, type OptionValues, type Surroundings, UsageError } from '../command.js';
import { associationLine, diagnosisLine, notificationLine } from '../format/ndjson.js';
import { associationText, diagnosisText } from '../format/text.js';
import { Output } from '../output.js';
import { ANALYSIS_OPTIONS, analysisSettings, list } from '../settings.js';

const FORMATS = ['text', 'ndjson', 'json'];

export const analyze: Command = {
  name: 'analyze',
  operands: 'FILE...',
  summary: 'what happened to each association, and what its applications should have been told',
  description:
    'Reads a capture (pcap, pcapng, gzip; - is standard input) and infers the socket notifications of both endpoints of every association.',
  options: [
    { name: '--format', short: '-T', value: FORMATS.join('|'), help: 'text (default), a JSON object a line, or one JSON array' },
    {
      name: '--app-log',
      value: '[ADDR[:PORT]=]LOG',
      multiple: true,
      help: "an application's log: its calls (subscriptions, options, sends) sharpen what is inferred",
    },
    ...ANALYSIS_OPTIONS,
  ],
  run,
};

/** Takes what the analysis hands out, in one format. */
interface Printer {
  notification(notification: Notification): void;
  association(report: AssociationReport): void;
  diagnosis(diagnosis: Diagnosis): void;
  end(): void;
}

async function run(operands: string[], options: OptionValues, surroundings: Surroundings): Promise<number> {
  if (operands.length === 0) throw new UsageError('analyze needs a capture file (or - for standard input)');
  const format = options['format'] ?? 'text';
  if (typeof format !== 'string' || !FORMATS.includes(format)) throw new UsageError(`--format ${format}: known are ${FORMATS.join(', ')}`);
  const settings = await withAppLogs(analysisSettings(options), list(options['app-log']), surroundings.stdin);
  const source = await openCapture(await withoutOtherEnds(operands, settings.udpPorts, surroundings.stderr));
  const output = new Output(surroundings.stdout);
  const printer = PRINTERS[format as keyof typeof PRINTERS](output);
  const analysis = new Analysis(printer, settings);
  for await (const batch of source) {
    analysis.batch(batch);
    await output.drained();
  }
  analysis.finish();
  printer.end();
  await output.drained();
  for (const problem of source.problems)
    surroundings.stderr.write(`sctpscope: warning: ${problem.file}, byte ${problem.offset}: ${problem.text}\n`);
  if (analysis.packets === 0) surroundings.stderr.write(`sctpscope: no SCTP packet in ${analysis.frames} frames\n`);
  return 0;
}

const PRINTERS = {
  text: (output: Output): Printer => {
    const told = new Map<number, Notification[]>();
    return {
      notification: (notification) => {
        const list = told.get(notification.association);
        if (list) list.push(notification);
        else told.set(notification.association, [notification]);
      },
      association: (report) => {
        output.write(associationText(report, told.get(report.id) ?? []));
        told.delete(report.id);
      },
      diagnosis: (diagnosis) => output.write(diagnosisText(diagnosis)),
      end: () => undefined,
    };
  },
  ndjson: (output: Output): Printer => ({
    notification: (notification) => output.write(`${JSON.stringify(notificationLine(notification))}\n`),
    association: (report) => output.write(`${JSON.stringify(associationLine(report))}\n`),
    diagnosis: (diagnosis) => output.write(`${JSON.stringify(diagnosisLine(diagnosis))}\n`),
    end: () => undefined,
  }),
  json: (output: Output): Printer => {
    let separator = '[\n';
    const item = (value: unknown) => {
      output.write(separator + JSON.stringify(value));
      separator = ',\n';
    };
    return {
      notification: (notification) => item(notificationLine(notification)),
      association: (report) => item(associationLine(report)),
      diagnosis: (diagnosis) => item(diagnosisLine(diagnosis)),
      end: () => output.write(separator === '[\n' ? '[]\n' : '\n]\n'),
    };
  },
};
