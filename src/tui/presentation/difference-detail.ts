/** One verdict of the comparison in full: what differs, the ranked reasons with what to look at next, and how the log was read. */
import type { LogComparison } from '../../compare/comparison.js';
import { asideTexts, clockText, differenceText } from '../../compare/comparison-words.js';
import type { Difference } from '../../compare/difference.js';
import type { Notification } from '../../notification/notification.js';
import type { CaptureModel } from '../model.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, type Tone, wrap } from '../text/line.js';
import { VERDICT_TONE } from './comparison-list.js';
import { notificationDetail } from './notification-detail.js';
import { marginName } from './notification-text.js';
import { timeOfDay } from './time-text.js';

const LABEL = 10;

function labelled(label: string, text: string, width: number, tone: Tone = 'plain'): Line[] {
  const [first = '', ...more] = wrap(text, Math.max(20, width - LABEL - 1));
  return [
    [segment(` ${label.padEnd(LABEL - 1)}`, 'muted'), segment(first, tone)],
    ...more.map((rest) => line(' '.repeat(LABEL) + rest, tone)),
  ];
}

export function differenceDetail(difference: Difference, log: LogComparison | undefined, width: number, glyphs: Glyphs): Line[] {
  const { verdict, reasons, expected, logged } = difference;
  const frames = expected === undefined || expected.frames.length === 0 ? '' : `frame ${expected.frames.slice(0, 8).join(' ')}`;
  const where = [
    frames,
    logged === undefined ? '' : `line ${logged.line}`,
    difference.time === undefined ? '' : timeOfDay(difference.time),
  ];
  return [
    ...wrap(differenceText(difference), width - 2).map((text) => line(` ${text}`, VERDICT_TONE[verdict])),
    line(` ${where.filter(Boolean).join(` ${glyphs.between} `)}`, 'muted'),
    ...reasons.flatMap(({ why, check, weight }) => [
      ...labelled(`${Math.round(weight * 100)} %`, why, width),
      ...labelled('look at', check, width, 'muted'),
    ]),
    ...(expected === undefined ? [] : labelled('told', expected.why, width)),
    ...(log === undefined ? [] : logLines(log, width)),
  ];
}

/** Whose log it is, its clock, and what was left aside. */
export function logLines(log: LogComparison, width: number): Line[] {
  const texts = [log.endpointWhy, clockText(log) ?? '', ...asideTexts(log)].filter(Boolean);
  return texts.flatMap((text, index) => labelled(index === 0 ? 'the log' : '', text, width, 'muted'));
}

/** A notification in full, what the log of its application says of it included. */
export function comparedNotificationDetail(
  notification: Notification,
  endpoint: string,
  model: CaptureModel,
  width: number,
  glyphs: Glyphs,
): Line[] {
  const [head = [], ...rest] = notificationDetail(notification, endpoint, width, glyphs);
  return [
    head,
    ...pendingLines(notification, model, width),
    ...loggedLines(notification, model, width),
    ...unsentLines(notification, model, width),
    ...rest,
  ];
}

/** Of a live capture: it is not settled, or was not for long. */
function pendingLines(notification: Notification, model: Pick<CaptureModel, 'association'>, width: number): Line[] {
  if (notification.status === 'pending')
    return labelled('pending', 'nothing has settled it yet: it may come otherwise, or not at all', width, 'warning');
  if (notification.status === 'withdrawn') return labelled('pending', 'it was pending for a while, and did not come', width, 'muted');
  const story = model.association(notification.association)?.pending;
  const before = story?.before(notification);
  if (before === undefined) return [];
  const as =
    story?.became(notification) === 'confirmed' ? 'and came as it had been told' : `as ${marginName(before.body)}, and came otherwise`;
  return labelled('pending', `it was pending for a while, ${as}`, width, 'muted');
}

/** Beside messages that were sent and failed there may be some that never were: of those packets know nothing. */
function unsentLines({ body }: Notification, { compares }: Pick<CaptureModel, 'compares'>, width: number): Line[] {
  const sent =
    (body.sn_type === 'SCTP_SEND_FAILED' && body.ssf_flags_name === 'SCTP_DATA_SENT') ||
    (body.sn_type === 'SCTP_SEND_FAILED_EVENT' && body.ssfe_flags_name === 'SCTP_DATA_SENT');
  if (compares || !sent) return [];
  return labelled('unsent', 'what was never sent fails as UNSENT: no packet shows it, --app-log LOG does', width, 'muted');
}

/** Nothing where there is no log about it. */
function loggedLines(notification: Notification, { comparison }: Pick<CaptureModel, 'comparison'>, width: number): Line[] {
  if (comparison?.isUnheard(notification))
    return labelled('the log', 'its application had not subscribed to this notification', width, 'muted');
  const difference = comparison?.of(notification);
  if (difference === undefined) return [];
  const [reason] = difference.reasons;
  return [
    ...labelled('the log', differenceText(difference), width, VERDICT_TONE[difference.verdict]),
    ...(reason === undefined ? [] : labelled('perhaps', reason.why, width)),
  ];
}
