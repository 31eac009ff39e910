/** The analysis as a stream, for programs: frames go in, what is settled comes out. */
import type { FrameBatch, FrameSource, Microseconds } from '../capture/frame.js';
import type { Notification } from '../notification/notification.js';
import type { AssociationReport, Diagnosis } from '../reconstruct/model.js';
import { type AnalysisSettings, DEFAULT_SETTINGS } from './analysis.js';
import { openAnalysis } from './open-analysis.js';

/** Something that nothing to come can change. */
export type Settled =
  | { kind: 'notification'; notification: Notification }
  | { kind: 'association'; association: AssociationReport }
  | { kind: 'diagnosis'; diagnosis: Diagnosis };

/** Capture time between two looks at what has ended in a source of unknown length, and how much older than the last frame the next one may be. */
const INTERVAL: Microseconds = 10e6;
const SLACK: Microseconds = 1e6;

/**
 * Reads a capture to its end and yields what becomes settled on the way: notifications in the order each application would read them, an association when nothing
 * more will come of it. Of a live capture it yields until that is stopped, also what silence settles. Memory does not grow with the length of the capture.
 */
export async function* reconstruct(source: FrameSource, settings: AnalysisSettings = DEFAULT_SETTINGS): AsyncGenerator<Settled, void> {
  const settled: Settled[] = [];
  const analysis = openAnalysis(
    {
      notification: (notification) => settled.push({ kind: 'notification', notification }),
      association: (association) => settled.push({ kind: 'association', association }),
      diagnosis: (diagnosis) => settled.push({ kind: 'diagnosis', diagnosis }),
    },
    settings,
  );
  let advanced: Microseconds = Number.NEGATIVE_INFINITY;
  for await (const batch of withSilence(source, (until) => analysis.advance(until))) {
    if (batch !== undefined) {
      analysis.batch(batch);
      const time = batch.time[batch.count - 1] ?? Number.NaN;
      // A pipe may have no end: what has ended is let go of on the way.
      if (source.progress.total === undefined && time > advanced + INTERVAL) {
        analysis.advance(time - SLACK);
        advanced = time;
      }
    }
    yield* settled.splice(0);
  }
  analysis.finish();
  yield* settled;
}

/** The batches of a source; of a live one also undefined, now and then, after `advance` was told of silence. */
async function* withSilence(source: FrameSource, advance: (until: Microseconds) => void): AsyncGenerator<FrameBatch | undefined, void> {
  if (source.onSilence === undefined) return yield* source;
  let wake = () => {};
  const release = source.onSilence((until) => {
    advance(until);
    wake();
  });
  const batches = source[Symbol.asyncIterator]();
  try {
    for (let next = batches.next(); ; ) {
      const silence = new Promise<undefined>((resolve) => {
        wake = () => resolve(undefined);
      });
      const result = await Promise.race([next, silence]);
      if (result?.done) return;
      yield result?.value;
      if (result !== undefined) next = batches.next();
    }
  } finally {
    release();
    source.stop?.();
    await batches.return?.();
  }
}
