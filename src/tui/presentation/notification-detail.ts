/** A notification in full: who is told what, every member with its value, why, on which frames it rests and what is assumed. */
import { type Notification, SUBSCRIPTION_MEMBER } from '../../notification/notification.js';
import { padEnd } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, wrap } from '../text/line.js';
import { members } from './notification-text.js';
import { dateAndTime, durationText } from './time-text.js';

const FRAMES_SHOWN = 12;

export function framesText(frames: readonly number[]): string {
  if (frames.length === 0) return 'none: it follows from the time that passed';
  const shown = frames.slice(-FRAMES_SHOWN).join(' ');
  return frames.length > FRAMES_SHOWN ? `${frames.length} frames, the last ${shown}` : shown;
}

/** 'label  text text' over as many lines as it takes. */
function labelled(label: string, text: string, width: number): Line[] {
  const [first = '', ...more] = wrap(text, Math.max(20, width - LABEL));
  return [[segment(` ${padEnd(label, LABEL - 2)} `, 'muted'), segment(first)], ...more.map((rest) => line(' '.repeat(LABEL) + rest))];
}

const LABEL = 10;

/** `endpoint` is the name of the endpoint that is told. */
export function notificationDetail(notification: Notification, endpoint: string, width: number, glyphs: Glyphs): Line[] {
  const { body, certainty, time, earliest, latest } = notification;
  const open = latest > earliest;
  return [
    [
      segment(` ${glyphs.certainty[certainty]} ${certainty} `, certainty),
      segment(body.sn_type, 'strong'),
      segment(` to ${endpoint}`, 'plain'),
    ],
    ...memberLines(notification, width),
    ...labelled('why', notification.why, width),
    ...labelled('frames', framesText(notification.frames), width),
    ...labelled(
      'time',
      `${dateAndTime(time)} UTC${open ? `, ${durationText(latest - earliest)} wide: ${dateAndTime(earliest).slice(11)} to ${dateAndTime(latest).slice(11)}` : ''}`,
      width,
    ),
    ...notification.assumptions.flatMap((assumption) => labelled('assumed', assumption, width)),
    ...labelled(
      'profile',
      `${notification.profile} ${glyphs.between} rule ${notification.rule} ${glyphs.between} subscribed by ${SUBSCRIPTION_MEMBER[body.sn_type]}`,
      width,
    ),
  ];
}

/** The members, side by side where there is room. */
export function memberLines({ body }: Notification, width: number): Line[] {
  const found = members(body).filter(([name]) => name !== 'sn_type');
  const lines: Line[] = [];
  let current: Line = [segment(' ')];
  let used = 1;
  for (const [name, value] of found) {
    const needed = name.length + value.length + 5;
    if (used > 1 && used + needed > width) {
      lines.push(current);
      current = [segment(' ')];
      used = 1;
    }
    current = [...current, segment(`${name} = `, 'field'), segment(`${value}  `, 'strong')];
    used += needed;
  }
  return used > 1 ? [...lines, current] : lines;
}
