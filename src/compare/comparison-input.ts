/** What is compared: what captures make one expect, and the logs of applications. */
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import type { LoggedApplication } from './logged-application.js';
import type { Surroundings } from './prepared-lane.js';

export interface ComparisonInput extends Surroundings {
  reports: readonly AssociationReport[];
  /** Of all endpoints, each endpoint's in the order its application should be told. */
  expected: readonly Notification[];
  diagnoses: readonly Diagnosis[];
  applications: readonly LoggedApplication[];
}

/** What a capture makes one expect. */
export type Expectation = Pick<ComparisonInput, 'expected' | 'reports' | 'diagnoses' | 'coverage'>;
