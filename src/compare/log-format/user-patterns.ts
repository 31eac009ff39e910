/**
 * Patterns of the user's own, from a small JSON file:
 *
 *     { "name": "my-amf",
 *       "rules": [
 *         { "pattern": "assoc (?<assoc_id>\\d+) is (?<sac_state>up|lost)", "sn_type": "SCTP_ASSOC_CHANGE", "words": { "up": "SCTP_COMM_UP", "lost": "SCTP_COMM_LOST" } },
 *         { "pattern": "SCTP shutdown from (?<peer>[0-9.]+)", "sn_type": "SCTP_SHUTDOWN_EVENT", "members": {} } ] }
 *
 * Named groups become members, as text-rule.ts says; `means` is 'notification' where it is left out. docs/log-patterns.md is for those who write them.
 */
import { LINUX } from '../../notification/abi/linux.js';
import { AppLogError } from '../app-log.js';
import { normaliseMembers, notificationType } from '../logged-notification.js';
import type { LogFormat } from './log-format.js';
import { textFormat } from './text-reader.js';
import { PLACES, type TextRule } from './text-rule.js';

/** The importer that the file's text describes. Throws AppLogError that says which rule is wrong and how. */
export function userPatterns(text: string, file: string): LogFormat {
  const config = parseConfig(text, file);
  const { name = file, rules } = config as { name?: unknown; rules?: unknown };
  if (!Array.isArray(rules) || rules.length === 0) throw new AppLogError(`${file}: "rules" must be a list of patterns`);
  const format = textFormat({
    name: String(name),
    title: `patterns of ${file}`,
    rules: rules.map((rule, i) => readRule(rule, `${file}: rule ${i + 1}`)),
  });
  return { ...format, asWritten: true };
}

function parseConfig(text: string, file: string): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config === 'object' && config !== null) return config as Record<string, unknown>;
  } catch (error) {
    throw new AppLogError(`${file} is not JSON: ${(error as Error).message}`);
  }
  throw new AppLogError(`${file} must be a JSON object with "rules"`);
}

const MEANINGS: readonly string[] = ['notification', 'more', 'detail', 'remark', 'nothing', 'call'];

function readRule(value: unknown, where: string): TextRule {
  if (typeof value !== 'object' || value === null) throw new AppLogError(`${where} must be an object with a "pattern"`);
  const { pattern, sn_type, means = 'notification', members = {}, words = {}, call } = value as Record<string, unknown>;
  if (typeof pattern !== 'string') throw new AppLogError(`${where} has no "pattern"`);
  if (typeof means !== 'string' || !MEANINGS.includes(means)) throw new AppLogError(`${where}: "means" is one of ${MEANINGS.join(', ')}`);
  const type = sn_type === undefined ? undefined : notificationType(sn_type, undefined);
  if (sn_type !== undefined && type === undefined) throw new AppLogError(`${where}: there is no notification ${JSON.stringify(sn_type)}`);
  return {
    pattern: compile(pattern, where),
    means: means as TextRule['means'],
    members: normaliseMembers(members as Record<string, unknown>, undefined),
    words: words as Record<string, string>,
    ...(type === undefined ? {} : { type }),
    ...(typeof call === 'string' ? { call } : {}),
  };
}

function compile(pattern: string, where: string): RegExp {
  for (const [, group = ''] of pattern.matchAll(/\(\?<([a-z_$][\w$]*)>/gi)) {
    const known = PLACES.has(group) || MEMBERS.has(group.replace(/__(?:hex|raw)$|_name$/, ''));
    if (!known) throw new AppLogError(`${where}: the group "${group}" is no member of a notification; ${nearestOf(group)}`);
  }
  try {
    return new RegExp(pattern);
  } catch (error) {
    throw new AppLogError(`${where}: ${(error as Error).message}`);
  }
}

/** Of every notification: sac_state, spc_aaddr, sinfo_stream, … */
const MEMBERS: ReadonlySet<string> = new Set(
  Object.values(LINUX.notifications).flatMap(({ layouts }) =>
    layouts.flatMap(({ members }) => members.map(({ name }) => (/^ssfe?_info\./.test(name) ? name.split('.')[1]! : name))),
  ),
);

/** Members that end as the group does, or what there is beside members. */
function nearestOf(group: string): string {
  const word = group.replace(/^.*_/, '');
  const near = [...MEMBERS].filter((member) => member.endsWith(`_${word}`));
  return near.length > 0
    ? `perhaps ${near.join(', ')}`
    : `beside members there are ${[...PLACES].filter((place) => !place.includes('__')).join(', ')}`;
}
