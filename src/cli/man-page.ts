/** The manual page (man/sctpscope.1), made from the tables of commands and options. */
import type { Command, Option } from './command.js';
import { VERSION } from './version.js';

/** So many commands that take an option make it one that is explained once, for all of them. */
const SHARED = 3;

/** In the language of man(7); a test holds the file against it. */
export function manPage(commands: readonly Command[]): string {
  const shared = sharedOptions(commands);
  return [
    '.\\" Made from the tables of commands and options: UPDATE_MAN=1 npm test -- build/test/cli/man-page',
    `.TH SCTPSCOPE 1 "" "sctpscope ${VERSION}" "User Commands"`,
    ...section('NAME', ['sctpscope \\- which SCTP notifications should the application have received?']),
    ...section('SYNOPSIS', ['.B sctpscope', '.IR FILE ...', '.br', '.B sctpscope', '.I COMMAND', '.RI [ OPTION ...]', '.IR OPERAND ...']),
    ...section('DESCRIPTION', paragraphs(DESCRIPTION)),
    ...section(
      'COMMANDS',
      commands.flatMap((command) => commandText(command, shared)),
    ),
    ...section(
      'SHARED OPTIONS',
      [...shared].flatMap(([option, names]) => optionText(option, names)),
    ),
    ...section(
      'EXIT STATUS',
      STATUSES.flatMap(([status, means]) => term(`.B ${status}`, means)),
    ),
    ...section(
      'ENVIRONMENT',
      VARIABLES.flatMap(([name, means]) => term(`.B ${name}`, means)),
    ),
    ...section(
      'EXAMPLES',
      EXAMPLES.flatMap(([command, does]) => ['.PP', escaped(does), '.PP', '.RS', '.nf', escaped(command), '.fi', '.RE']),
    ),
    ...section('SEE ALSO', [
      '.BR tshark (1),',
      '.BR dumpcap (1),',
      '.BR tcpdump (1),',
      '.BR pcap-filter (7),',
      '.BR sctp (7)',
      '.PP',
      'RFC 6458, section 6.1; RFC 9260.',
    ]),
    '',
  ].join('\n');
}

const DESCRIPTION = [
  'Reads a capture, follows every SCTP association in it, and infers for each of its two endpoints which socket notifications the application there should have received: with their members, the frames that prove them, and how sure that is. Shows it in the terminal, as text or as JSON; holds it against the log of an application; does the same while capturing.',
  'FILE is pcap, pcapng, or a hex dump of usrsctp or dcSCTP, compressed with gzip or zstd or not; \\- is standard input. Several files are one capture, merged by time.',
];

const STATUSES: readonly (readonly [string, string])[] = [
  ['0', 'Done.'],
  ['1', 'A log differs from what its application should have been told, or belongs to nothing in the capture.'],
  ['2', 'The command line makes no sense.'],
  ['3', 'The input could not be read, or the interface not be captured.'],
];

const VARIABLES: readonly (readonly [string, string])[] = [
  ['NO_COLOR', 'Set to anything: no colours.'],
  ['SUDO_USER', 'Whose rights a live capture keeps, where --user does not say.'],
  ['SCTPSCOPE_DIFFERENCE', 'In the command of --on-difference: the difference, as a sentence.'],
];

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['sctpscope trace.pcapng', 'The terminal interface on a capture:'],
  [
    'sctpscope analyze --format ndjson --filter "notification == SEND_FAILED" trace.pcapng',
    'Every message that was reported lost, as JSON:',
  ],
  [
    'sctpscope compare trace.pcapng --app-log 10.1.0.2=app.log --stack linux@6.1',
    'What an application should have been told, against its log:',
  ],
  ['sudo sctpscope live eth0 --write trace.pcapng --rotate 100MB,10', 'While capturing, with the last gigabyte kept:'],
];

/** Options that several commands take, each with the names of those. */
function sharedOptions(commands: readonly Command[]): Map<Option, string[]> {
  const takers = new Map<string, { option: Option; names: string[] }>();
  for (const { name, options } of commands) {
    for (const option of options) {
      const taken = takers.get(keyOf(option)) ?? { option, names: [] };
      taken.names.push(name);
      takers.set(keyOf(option), taken);
    }
  }
  return new Map([...takers.values()].filter(({ names }) => names.length >= SHARED).map(({ option, names }) => [option, names]));
}

/** The same option means the same. */
function keyOf({ name, short, value, help }: Option): string {
  return [name, short, value, help].join('\n');
}

function commandText(command: Command, shared: ReadonlyMap<Option, readonly string[]>): string[] {
  const { name, operands, description, options } = command;
  const elsewhere = new Set([...shared.keys()].map(keyOf));
  const also = options.filter((option) => elsewhere.has(keyOf(option))).map((option) => `\\fB${escaped(option.name)}\\fR`);
  return [
    `.SS "sctpscope ${escaped(`${name} ${operands}`)}"`,
    ...description.split('\n').flatMap((line) => (line.startsWith(' ') ? ['.nf', escaped(line), '.fi'] : [escaped(line)])),
    ...options.filter((option) => !elsewhere.has(keyOf(option))).flatMap((option) => optionText(option)),
    ...(also.length === 0 ? [] : ['.PP', `Also: ${also.join(', ')}.`]),
  ];
}

function optionText({ name, short, value, multiple, help }: Option, takers?: readonly string[]): string[] {
  const names = [short, name].filter((each) => each !== undefined).map((each) => `\\fB${escaped(each)}\\fR`);
  const spelt = `${names.join(', ')}${value === undefined ? '' : ` \\fI${escaped(value)}\\fR`}`;
  const often = multiple ? ' May be given several times.' : '';
  const where = takers === undefined ? '' : ` (${takers.join(', ')})`;
  return term(spelt, `${help[0]?.toUpperCase()}${help.slice(1)}.${often}${where}`);
}

function term(head: string, text: string): string[] {
  return ['.TP', head, escaped(text)];
}

function section(title: string, lines: readonly string[]): string[] {
  return [`.SH ${title}`, ...lines];
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text) => ['.PP', text]);
}

/** Text as it is: no escapes, no requests, hyphens that can be copied. */
function escaped(text: string): string {
  const plain = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  const ascii = plain.replaceAll(
    /[^\n\x20-\x7e]/gu,
    (letter) => `\\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
  );
  return ascii.replaceAll(/^[.']/gm, '\\&$&');
}
