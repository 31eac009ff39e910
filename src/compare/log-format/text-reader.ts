/** Reads a log by a table of rules (text-rule.ts): takes the time off each line, finds the first rule that fits, and joins lines that speak of one notification. */
import type { Abi } from '../../notification/abi/abi.js';
import type { NotificationType } from '../../notification/notification.js';
import type { AppEvent, AppNotification, LogClock, LogLine, MemberOfLog } from '../app-log.js';
import { type StampedLine, StampReader } from '../stamp-reader.js';
import type { ImportSettings, LineReader, LogFormat } from './log-format.js';
import { abiOfLine, type Groups, membersOfLine, placeOfLine, type TextRule, typeOfLine, typesOfRule } from './text-rule.js';

export interface TextFormat {
  name: string;
  title: string;
  rules: readonly TextRule[];
  /** What the program subscribes to in its source, where that is less than what it could log. */
  subscribes?: readonly NotificationType[];
  /** One line at least must show this, where the rules alone would fit other programs' logs as well. */
  signature?: RegExp;
}

/** The importer that a table makes. */
export function textFormat(format: TextFormat): LogFormat {
  const tells = format.subscribes ?? typesOf(format.rules);
  return {
    name: format.name,
    title: format.title,
    ...(tells === undefined ? {} : { tells: new Set(tells) }),
    recognise: (lines) => score(format, lines),
    start: (settings) => new TextReader(format.rules, settings),
  };
}

/** What the rules tell of; undefined where one catches any type, by name or number. */
function typesOf(rules: readonly TextRule[]): NotificationType[] | undefined {
  const telling = rules.filter(({ means }) => means === 'notification' || means === 'more').map(typesOfRule);
  return telling.some((types) => types === undefined) ? undefined : telling.flatMap((types) => types!);
}

/** A line that a rule fits is a strong sign, since the rules are; the more of them the stronger. */
function score({ rules, signature }: TextFormat, lines: readonly string[]): number {
  const bare = lines.map((line) => presentable(line));
  if (signature !== undefined && !bare.some((line) => signature.test(line))) return 0;
  const telling = rules.filter(({ means }) => means === 'notification' || means === 'more');
  const hits = bare.filter((line) => telling.some(({ pattern }) => pattern.test(line))).length;
  return hits === 0 ? 0 : 0.5 + (0.4 * hits) / lines.length;
}

/** Characters of a line that rules are held against: a pattern may look at each of them many times. */
const LOOKED_AT = 1 << 14;

/** A line fit for the rules: not too long. */
function presentable(line: string): string {
  return line.length > LOOKED_AT ? line.slice(0, LOOKED_AT) : line;
}

/** A member said twice, differently: the line begins a notification of its own. A number and a name may be the same. */
function contradicts(said: Readonly<Record<string, MemberOfLog>>, more: Readonly<Record<string, MemberOfLog>>): boolean {
  return Object.entries(more).some(
    ([name, value]) => typeof value === typeof said[name] && typeof value !== 'object' && value !== said[name],
  );
}

/** What joins the notification that the lines before began. */
const JOINING: ReadonlySet<TextRule['means']> = new Set(['more', 'detail']);

export class TextReader implements LineReader {
  private readonly rules: readonly TextRule[];
  private abi: Abi | undefined;
  private readonly stamps = new StampReader();
  /** A notification that later lines may still say more of. */
  private pending: AppNotification | undefined;
  /** The rules that spoke of it: one that speaks again speaks of the next. */
  private readonly spoken = new Set<TextRule>();

  constructor(rules: readonly TextRule[], settings: ImportSettings) {
    this.rules = rules;
    this.abi = settings.abi;
  }

  get clock(): LogClock {
    return this.stamps.clock;
  }

  read(text: string, line: number): readonly AppEvent[] | undefined {
    const stamped = this.stamps.read(presentable(text));
    const matching = this.rules.filter(({ pattern }) => pattern.test(stamped.rest));
    const rule = matching.find(({ means, type }) => JOINING.has(means) && type === this.pending?.type) ?? matching[0];
    return rule === undefined ? undefined : this.apply(rule, rule.pattern.exec(stamped.rest)?.groups ?? {}, stamped, line);
  }

  end(): readonly AppEvent[] {
    return this.flush();
  }

  private apply(
    rule: TextRule,
    groups: Record<string, string | undefined>,
    { time, rest }: StampedLine,
    line: number,
  ): readonly AppEvent[] | undefined {
    const stated = groups['time'] === undefined ? undefined : this.stamps.alone(groups['time']);
    const where: LogLine = { line, time: stated ?? time, ...placeOfLine(groups) };
    switch (rule.means) {
      case 'notification':
      case 'more':
        return this.notification(rule, groups, where);
      case 'detail':
        return this.detail(rule, groups);
      case 'remark':
        return [...this.flush(), { ...where, kind: 'remark', text: rest }];
      case 'call':
        return [...this.flush(), { ...where, kind: 'call', call: rule.call ?? 'unknown' }];
      case 'nothing':
        return this.flush();
    }
  }

  private notification(rule: TextRule, groups: Groups, where: LogLine): readonly AppEvent[] | undefined {
    this.abi = abiOfLine(groups, this.abi);
    const type = typeOfLine(rule, groups, this.abi) ?? (rule.means === 'more' ? this.pending?.type : undefined);
    if (type === undefined) return undefined;
    const members = membersOfLine(rule, groups, this.abi);
    if (rule.means === 'more' && this.pending?.type === type && !this.spoken.has(rule) && !contradicts(this.pending.members, members)) {
      return this.join(rule, this.pending, groups, members, where);
    }
    const before = this.flush();
    const { instead } = rule;
    this.pending = { ...where, kind: 'notification', type, members, ...(instead === undefined ? {} : { instead }) };
    this.spoken.add(rule);
    return before;
  }

  private detail(rule: TextRule, groups: Groups): readonly AppEvent[] {
    if (this.pending === undefined || (rule.type !== undefined && rule.type !== this.pending.type)) return [];
    return this.join(rule, this.pending, groups, membersOfLine(rule, groups, this.abi));
  }

  private join(
    rule: TextRule,
    to: AppNotification,
    groups: Groups,
    members: AppNotification['members'],
    where?: LogLine,
  ): readonly AppEvent[] {
    this.pending = { ...where, ...to, ...placeOfLine(groups), members: { ...to.members, ...members } };
    this.spoken.add(rule);
    return [];
  }

  private flush(): readonly AppEvent[] {
    const { pending } = this;
    this.pending = undefined;
    this.spoken.clear();
    return pending === undefined ? [] : [pending];
  }
}
