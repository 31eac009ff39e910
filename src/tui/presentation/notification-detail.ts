/** A notification in full: who is told what, every member with its value, why, on which frames it rests and what is assumed. */
import { type Notification, SUBSCRIPTION_MEMBER } from '../../notification/notification.js';
import { padEnd } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, wrap } from '../text/line.js';
import { marginName, members, summary } from './notification-text.js';
import { dateAndTime, timeOfDay } from './time-text.js';

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
  const { body, certainty, profile, rule } = notification;
  return [
    [
      segment(` ${glyphs.certainty[certainty]} ${certainty} `, certainty),
      segment(body.sn_type, 'strong'),
      segment(` to ${endpoint}`, 'plain'),
    ],
    ...labelled('why', notification.why, width),
    ...memberLines(notification, width),
    ...labelled('frames', framesText(notification.frames), width),
    ...labelled('time', timeText(notification), width),
    ...notification.assumptions.flatMap((assumption) => labelled('assuming', `that ${assumption}`, width)),
    ...labelled(
      'profile',
      `${profile} ${glyphs.between} rule ${rule} ${glyphs.between} subscribed by ${SUBSCRIPTION_MEMBER[body.sn_type]}`,
      width,
    ),
  ];
}

/** In short: who is told what, and why. */
export function toldLines({ body, certainty, why }: Notification, endpoint: string, width: number, glyphs: Glyphs): Line[] {
  const [first = '', ...more] = wrap(why, width - 6);
  return [
    [
      segment(` ${glyphs.certainty[certainty]} `, certainty),
      segment(`${endpoint} is told `, 'plain'),
      segment(marginName(body), 'strong'),
      segment(` ${summary(body)}`, 'plain'),
    ],
    line(`     ${first}`, 'muted'),
    ...more.map((rest) => line(`     ${rest}`, 'muted')),
  ];
}

/** The best estimate, and the interval where there is one. */
function timeText({ time, earliest, latest }: Notification): string {
  const best = `${dateAndTime(time)} UTC`;
  return latest > earliest ? `${best}, at the earliest ${timeOfDay(earliest)}, at the latest ${timeOfDay(latest)}` : best;
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
