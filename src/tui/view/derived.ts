/** What views compute from the model and would not compute again at every key: remembered until the model or the question changes. */
import type { Diagnosis } from '../../reconstruct/model.js';
import type { AssociationRow, CaptureModel, NotificationCounts } from '../model.js';
import { arrange, filterAssociations } from '../presentation/association-list.js';
import { contains } from '../presentation/contains.js';
import { filteredLadder } from '../presentation/ladder-filter.js';
import { LadderRows } from '../presentation/ladder-rows.js';
import { marginName, summary } from '../presentation/notification-text.js';
import { count, type Statistics } from '../presentation/statistics.js';
import type { AssociationsScreen, DiagnosesScreen, LadderScreen, NotificationsScreen } from '../screen.js';
import { addCounts, noCounts } from '../session/notification-counts.js';

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

export class Derived {
  readonly #filtered = new Remembered<readonly AssociationRow[]>();
  readonly #list = new Remembered<AssociationRow[]>();
  readonly #rows = new Remembered<LadderRows>();
  readonly #notifications = new Remembered<number[]>();
  readonly #told = new Remembered<NotificationCounts>();
  readonly #statistics = new Remembered<Statistics>();
  readonly #diagnoses = new Remembered<readonly Diagnosis[]>();

  /** The list as it is sorted and filtered. */
  associations(model: CaptureModel, { sort, descending, filter }: AssociationsScreen): readonly AssociationRow[] {
    const kept = this.#filtered.get([model, model.version, filter], () => filterAssociations(model.associations, filter));
    return this.#list.get([kept, model.version, sort, descending], () => arrange(kept, sort, descending));
  }

  ladder(model: CaptureModel, { association, folding, toggled, filter }: LadderScreen): LadderRows {
    return this.#rows.get([model, model.version, association, folding, toggled, filter], () => {
      const notifications = [model.notificationsOf(association, 0), model.notificationsOf(association, 1)] as const;
      return new LadderRows({
        index: model.index,
        folding,
        toggled,
        notifications,
        ...filteredLadder(model, association, notifications, filter),
      });
    });
  }

  /** Numbers of an endpoint's notifications that contain every word of the filter. */
  notifications(model: CaptureModel, { association, endpoint, filter }: NotificationsScreen): readonly number[] {
    return this.#notifications.get([model, model.version, association, endpoint, filter], () => {
      const all = model.notificationsOf(association, endpoint);
      return [...all.keys()].filter((number) => {
        const { body, certainty, why } = all[number]!;
        return contains(`${body.sn_type} ${marginName(body)} ${summary(body)} ${certainty} ${why}`, filter);
      });
    });
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

  diagnoses(model: CaptureModel, { filter }: DiagnosesScreen): readonly Diagnosis[] {
    return this.#diagnoses.get([model, model.version, filter], () =>
      model.diagnoses.filter(({ rule, severity, text }) => contains(`${severity} ${rule} ${text}`, filter)),
    );
  }
}
