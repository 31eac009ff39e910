/** The association under the cursor in a few lines: how it ended and why, and for each endpoint its stack, its traffic and what it is told. */
import type { AssociationReport, EndpointReport } from '../../reconstruct/model.js';
import type { Aliases } from '../aliases.js';
import type { AssociationRow, NotificationCounts } from '../model.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, sized, wrap } from '../text/line.js';
import { outcomeText } from './association-list.js';
import { countedName } from './notification-text.js';
import { countText, dateAndTime, durationText } from './time-text.js';

/** Lines below the reason: the time, and two for each endpoint. */
const AFTER_REASON = 5;

/** In `height` lines: what is told before is cut rather than what comes after. */
export function associationDetail(row: AssociationRow, width: number, height: number, glyphs: Glyphs, aliases: Aliases): Line[] {
  const { report } = row;
  const why = report?.outcomeWhy ?? `being read: ${countText(row.packets[0] + row.packets[1])} packets so far`;
  const reason = wrap(`${outcomeText(row)}: ${why}`, width - 2);
  const room = Math.max(1, height - AFTER_REASON);
  const shown = reason.length > room ? [...reason.slice(0, room - 1), reason.slice(room - 1).join(' ')] : reason;
  return [
    ...shown.map((text) => line(` ${text}`, 'strong')),
    line(
      ` ${dateAndTime(row.start)} UTC ${glyphs.between} ${durationText(row.end - row.start)}${report === undefined ? '' : ` ${glyphs.between} ${setupText(report)}`}`,
      'muted',
    ),
    ...([0, 1] as const).flatMap((endpoint) => [
      endpointLine(row, endpoint, glyphs, aliases),
      toldLine(row.notifications[endpoint], glyphs),
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

function toldLine({ byName, total }: NotificationCounts, glyphs: Glyphs): Line {
  if (total === 0) return line('       is told nothing', 'muted');
  const names = [...byName].map(([name, count]) => countedName(name, count));
  return [segment('       is told ', 'muted'), segment(names.join(` ${glyphs.between} `), 'certain')];
}

function stackText({ name, version, score }: EndpointReport['stack']): string {
  const stack = `${name}${version === undefined ? '' : `@${version}`}`;
  return score === 0 ? `taken for ${stack}` : `${stack} ${Math.round(score * 100)} %`;
}
