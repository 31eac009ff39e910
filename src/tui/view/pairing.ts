/** Choosing two things to be put side by side: the first is held until another of its kind is chosen. */
import type { Aliases } from '../aliases.js';
import type { CaptureModel } from '../model.js';
import { associationFacts, type Fact } from '../presentation/association-facts.js';
import { marginName, members } from '../presentation/notification-text.js';
import { dateAndTime } from '../presentation/time-text.js';
import type { Named, PairScreen, Subject } from '../screen.js';
import type { Action, ViewState } from '../view-state.js';

export function pairScreen(left: Named, right: Named): PairScreen {
  return { view: 'pair', left, right, unlikeOnly: false, cursor: 0, top: 0 };
}

/** Holds the first, opens both, or lets go of what is held where it is chosen again. */
export function choose({ held }: ViewState, chosen: Named): Action {
  if (held === undefined || held.subject.kind !== chosen.subject.kind)
    return { type: 'hold', held: chosen, text: `${chosen.name} is held: = on another ${chosen.subject.kind} puts them side by side` };
  if (JSON.stringify(held.subject) === JSON.stringify(chosen.subject))
    return { type: 'hold', held: undefined, text: `${chosen.name} is not held any more` };
  return { type: 'open', screen: pairScreen(held, chosen) };
}

export function namedPacket({ index }: Pick<CaptureModel, 'index'>, packet: number): Named {
  return { subject: { kind: 'packet', packet }, name: `frame ${index.frame(packet)}` };
}

export function namedAssociation(association: number): Named {
  return { subject: { kind: 'association', association }, name: `association ${association}` };
}

export function namedNotification(model: CaptureModel, association: number, endpoint: 0 | 1, number: number): Named | undefined {
  const notification = model.notificationsOf(association, endpoint)[number];
  return (
    notification && {
      subject: { kind: 'notification', association, endpoint, number },
      name: `${marginName(notification.body)} ${number + 1}`,
    }
  );
}

/** Its fields. */
export function factsOf(model: CaptureModel, subject: Subject, aliases: Aliases): readonly Fact[] {
  switch (subject.kind) {
    case 'packet':
      return packetFacts(model, subject.packet, aliases);
    case 'association': {
      const row = model.association(subject.association);
      return row === undefined ? [] : associationFacts(row, aliases);
    }
    case 'notification':
      return notificationFacts(model, subject, aliases);
  }
}

function packetFacts(model: CaptureModel, packet: number, aliases: Aliases): Fact[] {
  const { index } = model;
  const own = (label: string, value: string): Fact => ({ depth: 1, label, value });
  return [
    { depth: 0, label: 'Frame', value: String(index.frame(packet)) },
    own('Association', String(index.association(packet))),
    own('Time (UTC)', dateAndTime(index.time(packet))),
    own('From', aliases.address(model.address(index.source(packet)))),
    own('To', aliases.address(model.address(index.destination(packet)))),
    own('SCTP bytes', String(index.length(packet))),
    ...(model.read(packet)?.fields ?? []),
  ];
}

function notificationFacts(
  model: CaptureModel,
  { association, endpoint, number }: Subject & { kind: 'notification' },
  aliases: Aliases,
): Fact[] {
  const notification = model.notificationsOf(association, endpoint)[number];
  if (notification === undefined) return [];
  const { body, certainty, time, frames, why, assumptions, profile, rule } = notification;
  const about: [string, string][] = [
    ['told to', aliases.endpoint(notification.endpointName)],
    ['association', String(association)],
    ['certainty', certainty],
    ['time (UTC)', dateAndTime(time)],
    ['frames', frames.join(' ')],
    ['why', why],
    ...assumptions.map((assumption): [string, string] => ['assuming', `that ${assumption}`]),
    ['profile', profile],
    ['rule', rule],
  ];
  const [head, ...fields] = members(body);
  return [
    { depth: 0, label: 'notification', value: head?.[1] ?? '' },
    ...[...fields, ...about].map(([label, value]): Fact => ({ depth: 1, label, value })),
  ];
}
