/** What another stack would have told: P goes through the stacks, Enter keeps one, q leaves things as they are. */
import type { AssociationRow } from '../model.js';
import { notificationDetail } from '../presentation/notification-detail.js';
import { changedMembers, type RetoldDifference } from '../presentation/retold-difference.js';
import { countedDifferences, retoldHeads, retoldLines } from '../presentation/retold-list.js';
import type { ProfileScreen } from '../screen.js';
import { type Line, line, wrap } from '../text/line.js';
import type { Request } from '../view-state.js';
import { choiceOf, STACKS } from './stack-choice.js';
import { half, type Stage, type ViewDefinition } from './view.js';

const ENDPOINTS = [0, 1, 'both'] as const;

export const profileView: ViewDefinition<ProfileScreen> = {
  headHeight: 2,
  detailHeight: half,

  rows({ model, derived }, screen) {
    return derived.retold(model, screen)?.length ?? 0;
  },

  page(stage, screen, bodyHeight) {
    const { model, derived, glyphs, width } = stage;
    const association = model.association(screen.association);
    const names = (association?.names.map((name) => stage.aliases.endpoint(name)) ?? ['', '']) as [string, string];
    const rows = derived.retold(model, screen);
    const seen = rows?.slice(screen.top, screen.top + bodyHeight) ?? [];
    const who = screen.endpoint === 'both' ? 'both endpoints were' : `${names[screen.endpoint]} were`;
    const what = rows === undefined ? 'being told again' : countedDifferences(rows);
    return {
      path: [model.name, `association ${screen.association}`, 'another stack'],
      head: [line(` If ${who} ${screen.stack}: ${what}`, 'strong'), retoldHeads(names, width, glyphs)],
      body:
        seen.length > 0
          ? retoldLines(seen, screen.cursor - screen.top, association?.start ?? 0, names, width, glyphs)
          : wrap(nothing(stage, rows), width - 2).map((text) => line(` ${text}`, 'muted')),
      detail: { title: stackText(association), lines: detail(stage, rows?.[screen.cursor]) },
    };
  },

  act(command, { model }, screen): Request | undefined {
    const changed = (changes: Partial<ProfileScreen>): Request => ({
      type: 'change',
      screen: { ...screen, ...changes, cursor: 0, top: 0 },
      extent: { rows: 1, page: 1 },
    });
    switch (command) {
      case 'nextStack':
        return changed({ stack: beside(STACKS, screen.stack, 1) });
      case 'previousStack':
        return changed({ stack: beside(STACKS, screen.stack, -1) });
      case 'switchEndpoint':
        return changed({ endpoint: beside(ENDPOINTS, screen.endpoint, 1) });
      case 'keep':
        if (model.association(screen.association)?.report === undefined || !model.progress.ended)
          return notice('the capture is still being read');
        if (model.retelling(screen.association, choiceOf(screen))?.ended !== true) return notice('it is still being told again');
        return { type: 'keep', association: screen.association, stacks: choiceOf(screen) };
      default:
        return undefined;
    }
  },
};

function notice(text: string): Request {
  return { type: 'notice', text };
}

function beside<T>(values: readonly T[], value: T, by: number): T {
  return values[(values.indexOf(value) + by + values.length) % values.length] ?? value;
}

function nothing({ model }: Stage, rows: readonly RetoldDifference[] | undefined): string {
  if (!model.progress.ended) return 'when the capture has been read, it is told again';
  return rows === undefined ? 'reading the packets again' : 'It would tell the same.';
}

function stackText(association: AssociationRow | undefined): string {
  const stacks = association?.report?.endpoints.map(
    ({ stack }) => `${stack.name}${stack.version === undefined ? '' : `@${stack.version}`}`,
  );
  return `now taken for ${stacks?.join(' and ') ?? '?'}; Enter keeps the other, q does not`;
}

function detail({ glyphs, width }: Stage, row: RetoldDifference | undefined): Line[] {
  const shown = row?.after ?? row?.before;
  if (row === undefined || shown === undefined) return [];
  const changes = changedMembers(row).map((text) => line(` ${text}`, 'warning'));
  return [...changes, ...notificationDetail(shown, shown.endpointName, width, glyphs)];
}
