/** The association under the cursor in a few lines: how it ended and why, and for each endpoint its stack, its traffic and what it is told. */
import type { AssociationReport, EndpointReport } from '../../reconstruct/model.js';
import type { Aliases } from '../aliases.js';
import type { AssociationRow, NotificationCounts } from '../model.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, sized, wrap } from '../text/line.js';
import { outcomeText } from './association-list.js';
import { countedName } from './notification-text.js';
import { countText, dateAndTime, durationText } from './time-text.js';

/** Lines below the reason where there is little room: the time, and two for each endpoint. */
const AFTER_REASON = 5;

/** In `height` lines. Where not everything finds room, what is told before is cut rather than what comes after. */
export function associationDetail(row: AssociationRow, width: number, height: number, glyphs: Glyphs, aliases: Aliases): Line[] {
  const { report } = row;
  const why = report?.outcomeWhy ?? `${countText(row.packets[0] + row.packets[1])} packets so far`;
  const reason = wrap(`${outcomeText(row)}: ${why}`, width - 2);
  const told = ([0, 1] as const).map((endpoint) => toldLines(row.notifications[endpoint], width, glyphs));
  const roomy = reason.length + 1 + told.reduce((sum, lines) => sum + 1 + lines.length, 0) <= height;
  const room = Math.max(1, height - AFTER_REASON);
  const shown = roomy || reason.length <= room ? reason : [...reason.slice(0, room - 1), reason.slice(room - 1).join(' ')];
  return [
    ...shown.map((text) => line(` ${text}`, 'strong')),
    line(
      ` ${dateAndTime(row.start)} UTC ${glyphs.between} ${durationText(row.end - row.start)}${report === undefined ? '' : ` ${glyphs.between} ${setupText(report)}`}`,
      'muted',
    ),
    ...([0, 1] as const).flatMap((endpoint) => [
      endpointLine(row, endpoint, glyphs, aliases),
      ...(roomy ? told[endpoint]! : [told[endpoint]!.flat()]),
    ]),
  ].map((content) => sized(content, width, glyphs.cut));
}

function setupText({ setup, restartOf }: AssociationReport): string {
  if (restartOf !== undefined) return `restart of association ${restartOf}`;
  return setup === 'complete'
    ? 'seen from its handshake on'
    : setup === 'seen-from-middle'
      ? 'the capture began in its middle'
      : `handshake: ${setup}`;
}

function endpointLine(row: AssociationRow, endpoint: 0 | 1, glyphs: Glyphs, aliases: Aliases): Line {
  const side = endpoint === 0 ? 'left ' : 'right';
  const report = row.report?.endpoints[endpoint];
  const facts = [`${countText(row.packets[endpoint])} packets`, ...(report === undefined ? [] : reportFacts(report))];
  return [
    segment(` ${side} `, 'muted'),
    segment(aliases.endpoint(row.names[endpoint]), 'strong'),
    segment(`  ${facts.join(` ${glyphs.between} `)}`),
  ];
}

function reportFacts(report: EndpointReport): string[] {
  const { stack } = report;
  return [
    `${countText(report.dataChunks)} DATA, ${countText(report.bytes)} bytes`,
    ...(report.retransmissions > 0 ? [`${countText(report.retransmissions)} sent again`] : []),
    stackText(stack),
    ...(report.addresses.length > 1 ? [report.addresses.join(' ')] : []),
  ];
}

/** The names of what an endpoint is told, over as many lines as it takes. */
function toldLines({ byName, total }: NotificationCounts, width: number, glyphs: Glyphs): Line[] {
  if (total === 0) return [line('       is told nothing', 'muted')];
  // A name and its count stay together.
  const names = [...byName].map(([name, count]) => countedName(name, count).replaceAll(' ', '\u00a0'));
  return wrap(names.join(` ${glyphs.between} `), width - TOLD.length - 1).map((text, row) => [
    segment(row === 0 ? TOLD : ' '.repeat(TOLD.length), 'muted'),
    segment(text.replaceAll('\u00a0', ' '), 'certain'),
  ]);
}

const TOLD = '       is told ';

function stackText({ name, version, score }: EndpointReport['stack']): string {
  const stack = `${name}${version === undefined ? '' : `@${version}`}`;
  return score === 0 ? `taken for ${stack}` : `${stack} ${Math.round(score * 100)} %`;
}
