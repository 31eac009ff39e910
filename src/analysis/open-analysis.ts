/** The analysis that settings ask for: of one capture, or of one at each end. */
import type { Sink } from '../reconstruct/model.js';
import { Analysis, type AnalysisSettings, type CaptureAnalysis } from './analysis.js';
import { BothEnds } from './both-ends.js';

export function openAnalysis(sink: Sink, settings: AnalysisSettings): CaptureAnalysis {
  return settings.ends === undefined ? new Analysis(sink, settings) : new BothEnds(sink, settings, settings.ends);
}
