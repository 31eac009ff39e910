/** Frames in memory through the analysis, in one batch. */
import { Analysis, type AnalysisSettings, DEFAULT_SETTINGS, EVERYTHING } from '../../src/analysis/analysis.js';
import type { Notification } from '../../src/notification/notification.js';
import type { AssociationReport, Diagnosis } from '../../src/reconstruct/model.js';
import { batchOf, type FrameToFind } from './find-packets.js';
import { framesOf } from './read-frames.js';

/** Every notification there is, so that nothing stays unsaid. */
export const EVERYTHING_TOLD: AnalysisSettings = {
  ...DEFAULT_SETTINGS,
  subscriptions: [{ address: undefined, port: undefined, value: EVERYTHING }],
};

export interface Analysed {
  notifications: Notification[];
  associations: AssociationReport[];
  diagnoses: Diagnosis[];
}

/** What comes out of these frames; without `ended` what is settled while more may come. */
export function analyseFrames(frames: readonly FrameToFind[], ended = true, settings = EVERYTHING_TOLD): Analysed {
  const analysed: Analysed = { notifications: [], associations: [], diagnoses: [] };
  const analysis = new Analysis(
    {
      notification: (notification) => analysed.notifications.push(notification),
      association: (association) => analysed.associations.push(association),
      diagnosis: (diagnosis) => analysed.diagnoses.push(diagnosis),
    },
    settings,
  );
  analysis.batch(batchOf(frames));
  if (ended) analysis.finish();
  return analysed;
}

/** The frames of a capture, to be changed and put together again. */
export async function framesToFind(capture: Uint8Array): Promise<FrameToFind[]> {
  const { frames } = await framesOf(capture);
  return frames.map(({ bytes, ...rest }) => ({ ...rest, bytes: new Uint8Array(Buffer.from(bytes, 'hex')) }));
}
