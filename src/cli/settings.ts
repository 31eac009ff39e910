/** Options that say how to analyse, shared by analyze, compare and the interface: their table, and their meaning. */
import { type AnalysisSettings, EVERYTHING } from '../analysis/analysis.js';
import { type EndpointSetting, parseEndpointSetting } from '../analysis/endpoint-setting.js';
import { type Place, parsePlace } from '../analysis/place.js';
import { NOTIFICATION_TYPES, type NotificationType } from '../notification/notification.js';
import { PROFILE_NAMES, profileNamed } from '../reconstruct/profile/registry.js';
import type { StackProfile } from '../reconstruct/profile/stack-profile.js';
import { type Option, type OptionValues, UsageError } from './command.js';

/** Options of a stack that decide what it tells, and that no packet shows. */
const ASSUMABLE = [
  'path.max.retrans',
  'association.max.retrans',
  'max.init.retransmits',
  'pf.expose',
  'pf.retrans',
  'ps.retrans',
  'rto.initial',
  'rto.min',
  'rto.max',
  'hb.interval',
  'rcvbuf',
  'partial.delivery.point',
];

/** Neither end. */
const BETWEEN = 'between';

export const ANALYSIS_OPTIONS: readonly Option[] = [
  {
    name: '--stack',
    value: '[ADDR[:PORT]=]NAME[@VERSION]',
    multiple: true,
    words: PROFILE_NAMES,
    help: `whose behaviour to expect: ${PROFILE_NAMES.join(', ')}; e.g. linux@6.1, 10.1.0.2=usrsctp@0.9.5`,
  },
  {
    name: '--subscribe',
    value: '[ADDR[:PORT]=]LIST',
    multiple: true,
    words: ['all', 'none', ...NOTIFICATION_TYPES],
    help: 'what the application subscribed to: all, none, or SCTP_ASSOC_CHANGE,... (default: all but SCTP_SENDER_DRY_EVENT)',
  },
  {
    name: '--assume',
    value: '[ADDR[:PORT]=]NAME=VALUE,...',
    multiple: true,
    help: `options that packets do not show: ${ASSUMABLE.join(', ')}; times in milliseconds, sizes in bytes; a log given by --app-log tells those that its application sets`,
  },
  {
    name: '--vantage',
    value: '[FILE=]ADDR[:PORT]|between',
    multiple: true,
    help: 'where the capture was taken: at this endpoint, so that all it shows on the way there has arrived, or between (default: worked out)',
  },
  { name: '--udp-port', value: 'PORT', multiple: true, help: 'a UDP port that carries SCTP (RFC 6951), beside 9899' },
  { name: '--no-payload', help: "keep users' data out of the output" },
];

/** The options' values as settings; throws UsageError with what is wrong and what would be right. */
export function analysisSettings(options: OptionValues): AnalysisSettings {
  const vantage = vantageOf(options);
  return {
    ...(vantage === undefined ? {} : { vantage }),
    stacks: list(options['stack']).map(stackSetting),
    subscriptions: list(options['subscribe']).map(subscriptionSetting),
    assumptions: list(options['assume']).map(assumptionSetting),
    applications: [],
    udpPorts: list(options['udp-port']).map(portNumber),
    userData: options['no-payload'] !== true,
  };
}

/** Of each file or interface where it was captured; undefined where the user does not say. */
export type Vantages = readonly (readonly Place[] | undefined)[];

/** Throws UsageError for a --vantage of something else. */
export function vantagesOf(options: OptionValues, names: readonly string[]): Vantages {
  for (const text of list(options['vantage'])) {
    const [, name] = /^(.*)=/s.exec(text) ?? [];
    if (name !== undefined && !names.includes(name)) throw new UsageError(`--vantage ${text}: ${name} is not what is read`);
  }
  return names.map((name) => vantageOf(options, name));
}

/** Without a name, where whatever is read was captured. */
function vantageOf(options: OptionValues, name?: string): Place[] | undefined {
  const stated = list(options['vantage']).flatMap((text) => {
    const [, of, place = ''] = /^(?:(.*)=)?(.*)$/s.exec(text) ?? [];
    return of === name ? [place] : [];
  });
  return stated.length === 0 ? undefined : stated.filter((text) => text !== BETWEEN).map(placeOf);
}

function placeOf(text: string): Place {
  const place = parsePlace(text);
  if (place === undefined)
    throw new UsageError(`--vantage ${text}: an address is expected (10.1.0.1, 10.1.0.1:5001, [fd00::1]:5001), or ${BETWEEN}`);
  return place;
}

/** An option that may be given more than once. */
export function list(value: OptionValues[string]): string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [value] : [];
}

function stackSetting(text: string): EndpointSetting<StackProfile> {
  const setting = parseEndpointSetting(text);
  const profile = profileNamed(setting.value);
  if (profile === undefined)
    throw new UsageError(`--stack ${text}: there is no stack '${setting.value}'; known: ${PROFILE_NAMES.join(', ')}`);
  return { ...setting, value: profile };
}

function assumptionSetting(text: string): EndpointSetting<ReadonlyMap<string, number>> {
  const setting = parseEndpointSetting(text);
  const value = new Map<string, number>();
  for (const pair of setting.value.split(',')) {
    const [name = '', number = ''] = pair.split('=');
    if (!ASSUMABLE.includes(name)) throw new UsageError(`--assume ${text}: there is no option '${name}'; known: ${ASSUMABLE.join(', ')}`);
    if (!/^\d+$/.test(number)) throw new UsageError(`--assume ${text}: ${name} takes a whole number`);
    value.set(name, Number(number));
  }
  return { ...setting, value };
}

/** Names that can be subscribed to and are no notification, or that no stack raises. */
const NEVER_RAISED: ReadonlySet<string> = new Set(['SCTP_DATA_IO_EVENT', 'SCTP_NOTIFICATIONS_STOPPED_EVENT']);

function subscriptionSetting(text: string): EndpointSetting<ReadonlySet<NotificationType>> {
  const setting = parseEndpointSetting(text);
  if (setting.value === 'all') return { ...setting, value: EVERYTHING };
  if (setting.value === 'none') return { ...setting, value: new Set() };
  const types = setting.value.split(',').filter(Boolean);
  const unknown = types.find((type) => !(NOTIFICATION_TYPES as readonly string[]).includes(type) && !NEVER_RAISED.has(type));
  if (unknown !== undefined)
    throw new UsageError(`--subscribe ${text}: there is no notification '${unknown}'; known: all, none, ${NOTIFICATION_TYPES.join(', ')}`);
  return { ...setting, value: new Set(types as NotificationType[]) };
}

/** The value of --udp-port. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`--udp-port ${text}: a port is a number from 1 to 65535`);
  return port;
}
