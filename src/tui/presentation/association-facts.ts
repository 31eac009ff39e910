/** An association as fields with values, and each of its endpoints: for reading, and for holding one against another. */
import type { AssociationReport, EndpointReport, PathReport } from '../../reconstruct/model.js';
import type { Aliases } from '../aliases.js';
import type { AssociationRow } from '../model.js';
import { outcomeText } from './association-list.js';
import { countedName } from './notification-text.js';
import { dateAndTime, durationText } from './time-text.js';

/** A row of a list of fields: what it is called, and what it is. Those of depth 1 belong to the one of depth 0 above them. */
export interface Fact {
  readonly depth: number;
  readonly label: string;
  readonly value: string;
}

type Entry = readonly [label: string, value: string | number | undefined];

/** What is not known is left out. */
function facts(head: string, value: string, entries: readonly Entry[]): Fact[] {
  const known = entries.flatMap(([label, of]): Fact[] => (of === undefined || of === '' ? [] : [{ depth: 1, label, value: String(of) }]));
  return [{ depth: 0, label: head, value }, ...known];
}

export function associationFacts(row: AssociationRow, aliases: Aliases): Fact[] {
  const { report, start, end, packets, bytes } = row;
  return [
    ...facts('association', String(row.id), [
      ['how it ended', outcomeText(row)],
      ['why', report?.outcomeWhy],
      ['set-up', report === undefined ? undefined : setUp(report)],
      ['start', `${dateAndTime(start)} UTC`],
      ['lasted', durationText(end - start)],
      ['packets', packets[0] + packets[1]],
      ['history', report?.history],
    ]),
    ...([0, 1] as const).flatMap((side) => {
      const told = [...row.notifications[side].byName].map(([name, count]) => countedName(name, count));
      return facts(side === 0 ? 'left' : 'right', aliases.endpoint(row.names[side]), [
        ...(report === undefined ? [] : endpointEntries(report.endpoints[side], aliases)),
        ['packets sent', packets[side]],
        ['their bytes', bytes[side]],
        ['is told', told.join(', ') || 'nothing'],
      ]);
    }),
  ];
}

function setUp({ setup, restartOf }: AssociationReport): string {
  return restartOf === undefined ? setup.replaceAll('-', ' ') : `restart of association ${restartOf}`;
}

function endpointEntries(endpoint: EndpointReport, aliases: Aliases): Entry[] {
  const { addresses, state, tag, stack, outboundStreams, inboundStreams, window, tsns, paths, extensions } = endpoint;
  const version = stack.version === undefined ? '' : `@${stack.version}`;
  return [
    ['addresses', addresses.map((address) => aliases.address(address)).join(' ')],
    ['state', state],
    ['verification tag', tag === undefined ? undefined : `0x${tag.toString(16).padStart(8, '0')}`],
    ['stack', `${stack.name}${version}${stack.score === 0 ? '' : `, ${Math.round(stack.score * 100)} %`}: ${stack.why}`],
    ['extensions', extensions.join(' ')],
    [
      'streams',
      outboundStreams === undefined && inboundStreams === undefined
        ? undefined
        : `out ${outboundStreams ?? '?'}, in ${inboundStreams ?? '?'}`,
    ],
    ['window', fromTo(window.first, window.last, 'bytes')],
    ['TSNs', fromTo(tsns.first, tsns.last, '')],
    ['acknowledged up to', tsns.acknowledged],
    ['DATA chunks', endpoint.dataChunks],
    ['user data', `${endpoint.bytes} bytes`],
    ['sent again', endpoint.retransmissions],
    ...paths.map((path): Entry => [`path to ${aliases.address(path.address)}`, pathText(path)]),
  ];
}

/** '106496 at first, 512 at last bytes'. */
function fromTo(first: number | undefined, last: number | undefined, unit: string): string | undefined {
  if (first === undefined && last === undefined) return undefined;
  const text = first === last || last === undefined ? String(first) : first === undefined ? `${last} at last` : `${first} to ${last}`;
  return unit === '' ? text : `${text} ${unit}`;
}

function pathText({ state, roundTrip, retransmissions }: PathReport): string {
  const there = state ?? 'nothing tells its state';
  const times =
    roundTrip === undefined
      ? ''
      : `, round trip ${durationText(roundTrip.mean)} (${durationText(roundTrip.least)} to ${durationText(roundTrip.most)}, ${roundTrip.samples} times)`;
  return `${there}${times}${retransmissions === 0 ? '' : `, ${retransmissions} sent again`}`;
}
