/** The analysis as a stream, for programs: frames go in, what is settled comes out. */
import type { FrameSource } from '../capture/frame.js';
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import { Analysis, type AnalysisSettings, DEFAULT_SETTINGS } from './analysis.js';

/** Something that nothing to come can change. */
export type Settled =
  | { kind: 'notification'; notification: Notification }
  | { kind: 'association'; association: AssociationReport }
  | { kind: 'diagnosis'; diagnosis: Diagnosis };

/**
 * Reads a capture to its end and yields what becomes settled on the way, a batch of frames at a time: notifications in the order each application would read
 * them, an association when nothing more will come of it. Memory does not grow with the length of the capture.
 */
export async function* reconstruct(source: FrameSource, settings: AnalysisSettings = DEFAULT_SETTINGS): AsyncGenerator<Settled, void> {
  const settled: Settled[] = [];
  const analysis = new Analysis(
    {
      notification: (notification) => settled.push({ kind: 'notification', notification }),
      association: (association) => settled.push({ kind: 'association', association }),
      diagnosis: (diagnosis) => settled.push({ kind: 'diagnosis', diagnosis }),
    },
    settings,
  );
  for await (const batch of source) {
    analysis.batch(batch);
    yield* settled.splice(0);
  }
  analysis.finish();
  yield* settled;
}
