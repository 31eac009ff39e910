/** All importers of application logs. */
import type { LogFormat } from './log-format.js';
import { nativeFormat } from './native.js';

export const LOG_FORMATS: readonly LogFormat[] = [nativeFormat];

export function findLogFormat(name: string): LogFormat | undefined {
  return LOG_FORMATS.find((format) => format.name === name);
}

/** The format that the first lines of a log look most like; undefined where they look like none. */
export function recogniseLog(lines: readonly string[]): LogFormat | undefined {
  const scores = LOG_FORMATS.map((format) => ({ format, score: format.recognise(lines) })).sort((x, y) => y.score - x.score);
  return scores[0] !== undefined && scores[0].score > 0 ? scores[0].format : undefined;
}
