/** What views compute from the model and would not compute again at every key: remembered until the model or the question changes. */

import type { Difference } from '../../compare/difference.js';
import { diagnosisSubject } from '../../filter/diagnosis-subject.js';
import type { Diagnosis } from '../../reconstruct/model.js';
import type { Aliases } from '../aliases.js';
import { comparedSubject } from '../filter/compared-subject.js';
import { displayFilter } from '../filter/display-filter.js';
import { READ_LIMIT } from '../filter/indexed-packet.js';
import { LadderFilter } from '../filter/ladder-filter.js';
import { MatchedAssociations } from '../filter/matched-associations.js';
import { toldSubject } from '../filter/told-subject.js';
import type { AssociationRow, CaptureModel, NotificationCounts } from '../model.js';
import { arrange } from '../presentation/association-list.js';
import { LadderRows } from '../presentation/ladder-rows.js';
import { Chains, type ListedRow } from '../presentation/lives.js';
import { isUnlike, type PairedFact, pairedFacts } from '../presentation/paired-facts.js';
import { type RetoldDifference, retoldDifferences, timeOf } from '../presentation/retold-difference.js';
import { count, type Statistics } from '../presentation/statistics.js';
import type {
  AssociationsScreen,
  ComparisonScreen,
  DiagnosesScreen,
  LadderScreen,
  NotificationsScreen,
  PairScreen,
  ProfileScreen,
} from '../screen.js';
import { associationOf } from '../session/comparison-index.js';
import { addCounts, noCounts } from '../session/notification-counts.js';
import { asidesOf } from './asides.js';
import { withMessages } from './delivered.js';
import { factsOf } from './pairing.js';
import { choiceOf } from './stack-choice.js';

class Remembered<T> {
  #key: readonly unknown[] = [];
  #value: T | undefined;

  get(key: readonly unknown[], compute: () => T): T {
    if (this.#value === undefined || key.length !== this.#key.length || key.some((part, index) => part !== this.#key[index])) {
      this.#value = compute();
      this.#key = key;
    }
    return this.#value;
  }
}

/** Rows, and which associations stand below the row of their chain. */
export interface Listed {
  readonly rows: readonly ListedRow[];
  readonly within: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

export class Derived {
  #chains = new Chains();
  #chainsEnded = false;
  readonly #grouped = new Remembered<Listed>();
  readonly #associationFilter = new Remembered<MatchedAssociations>();
  readonly #ladderFilter = new Remembered<LadderFilter>();
  readonly #filtered = new Remembered<readonly AssociationRow[]>();
  readonly #list = new Remembered<AssociationRow[]>();
  readonly #rows = new Remembered<LadderRows>();
  readonly #notifications = new Remembered<number[]>();
  readonly #toldRows = new Remembered<number[]>();
  readonly #told = new Remembered<NotificationCounts>();
  readonly #statistics = new Remembered<Statistics>();
  readonly #compared = new Remembered<readonly Difference[]>();
  readonly #retold = new Remembered<readonly RetoldDifference[]>();
  readonly #pair = new Remembered<readonly PairedFact[]>();
  readonly #diagnoses = new Remembered<readonly Diagnosis[]>();

  /** The associations as they are sorted and filtered. */
  associations(model: CaptureModel, { sort, descending, filter }: AssociationsScreen): readonly AssociationRow[] {
    const matched = this.#matched(model, filter);
    const kept = this.#filtered.get([model, model.version, filter], () =>
      matched === undefined ? model.associations : model.associations.filter((row) => matched.has(row)),
    );
    return this.#list.get([kept, model.version, sort, descending], () => arrange(kept, sort, descending));
  }

  /** The rows of the list: in order of their beginning, what two peers had one after the other is one row. */
  listed(model: CaptureModel, screen: AssociationsScreen): Listed {
    const rows = this.associations(model, screen);
    const { sort, descending, folding, toggled, filter } = screen;
    if (sort !== 'start' || descending) return { rows, within: NONE };
    return this.#grouped.get([rows, model.version, folding, toggled], () =>
      this.#chainsOf(model, rows, filter).grouped((first) => folding === toggled.includes(first)),
    );
  }

  /** While a capture is read, only what is new is put into chains; then all of it once more, by when each association has really ended. */
  #chainsOf({ progress }: CaptureModel, rows: readonly AssociationRow[], filter: string): Chains {
    const goesOn = filter === '' && progress.ended === this.#chainsEnded && this.#chains.take(rows);
    if (goesOn) return this.#chains;
    this.#chains = new Chains();
    this.#chainsEnded = filter === '' && progress.ended;
    this.#chains.take(rows);
    return this.#chains;
  }

  /** What was not looked at for the filter of the list or of a ladder; empty where everything was. */
  unread(model: CaptureModel, screen: AssociationsScreen | LadderScreen): string {
    const { filter } = screen;
    const asked = screen.view === 'ladder' ? this.#leaving(model, screen.association, filter) : this.#matched(model, filter);
    return asked?.limited ? ` (read in the first ${READ_LIMIT} packets only)` : '';
  }

  #matched(model: CaptureModel, text: string): MatchedAssociations | undefined {
    const filter = displayFilter(text);
    return filter && this.#associationFilter.get([model, model.index.first, text], () => new MatchedAssociations(model, filter));
  }

  #leaving(model: CaptureModel, association: number, text: string): LadderFilter | undefined {
    const filter = displayFilter(text);
    return filter && this.#ladderFilter.get([model, model.index.first, association, text], () => new LadderFilter(model, filter));
  }

  ladder(model: CaptureModel, { association, folding, toggled, filter }: LadderScreen): LadderRows {
    return this.#rows.get([model, model.version, association, folding, toggled, filter], () => {
      const notifications = [model.notificationsOf(association, 0), model.notificationsOf(association, 1)] as const;
      return new LadderRows({
        index: model.index,
        folding,
        toggled,
        notifications,
        asides: asidesOf(model, association, filter),
        ...(this.#leaving(model, association, filter)?.leaves(association, notifications) ?? { packets: model.packetsOf(association) }),
      });
    });
  }

  /** Numbers of an endpoint's notifications that match the filter. */
  notifications(model: CaptureModel, { association, endpoint, filter }: NotificationsScreen): readonly number[] {
    return this.#notifications.get([model, model.version, association, endpoint, filter], () => {
      const all = model.notificationsOf(association, endpoint);
      const matching = displayFilter(filter);
      return [...all.keys()].filter((number) => matching?.matches(toldSubject(all[number]!)) !== false);
    });
  }

  /**
   * The rows of the screen of notifications: a notification by its number, or where messages are wanted too, a packet with user data of the peer as -1 less its
   * row in the index.
   */
  toldRows(model: CaptureModel, screen: NotificationsScreen): readonly number[] {
    const numbers = this.notifications(model, screen);
    if (!screen.messages) return numbers;
    return this.#toldRows.get([numbers, model.version, screen.association, screen.endpoint], () => withMessages(model, screen, numbers));
  }

  /** What all endpoints together are told. */
  toldToAll(model: CaptureModel): NotificationCounts {
    return this.#told.get([model, model.version], () => {
      const sum = noCounts();
      for (const { notifications } of model.associations) for (const counts of notifications) addCounts(sum, counts);
      return sum;
    });
  }

  statistics(model: CaptureModel, association: number): Statistics {
    return this.#statistics.get([model, model.version, association], () => count(model, association));
  }

  /** Verdicts of the comparison with the logs, of one association or (0) of all. */
  compared(model: CaptureModel, { association, filter }: ComparisonScreen): readonly Difference[] {
    return this.#compared.get([model, model.comparison, association, filter], () => {
      const matching = displayFilter(filter);
      return (model.comparison?.rows ?? []).filter(
        (row) => (association === 0 || associationOf(row) === association) && matching?.matches(comparedSubject(row)) !== false,
      );
    });
  }

  /** What another stack would tell otherwise; undefined while it is being found out. */
  retold(model: CaptureModel, screen: ProfileScreen): readonly RetoldDifference[] | undefined {
    const { association } = screen;
    const retelling = model.retelling(association, choiceOf(screen));
    if (retelling?.ended !== true) return undefined;
    return this.#retold.get([model.version, retelling], () =>
      ([0, 1] as const)
        .flatMap((endpoint) => retoldDifferences(model.notificationsOf(association, endpoint), retelling.told[endpoint]))
        .sort((one, other) => timeOf(one) - timeOf(other)),
    );
  }

  diagnoses(model: CaptureModel, { filter }: DiagnosesScreen): readonly Diagnosis[] {
    return this.#diagnoses.get([model, model.version, filter], () => {
      const matching = displayFilter(filter);
      return model.diagnoses.filter((diagnosis) => matching?.matches(diagnosisSubject(diagnosis)) !== false);
    });
  }

  /** The fields of two things, those that both have in one row; all, or those that differ. */
  pair(model: CaptureModel, { left, right, unlikeOnly }: PairScreen, aliases: Aliases): readonly PairedFact[] {
    const all = this.#pair.get([model, model.version, left, right], () =>
      pairedFacts(factsOf(model, left.subject, aliases), factsOf(model, right.subject, aliases)),
    );
    return unlikeOnly ? all.filter(isUnlike) : all;
  }
}
