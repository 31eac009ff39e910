import type { AppCall, AppEvent, AppLogSummary, AppMessage, AppNotification, AppRemark } from '../../src/compare/app-log.js';
import { AppLogReader } from '../../src/compare/app-log-reader.js';
import { findLogFormat } from '../../src/compare/log-format/registry.js';
import { findAbi } from '../../src/notification/abi/registry.js';

export interface ReadLog {
  events: AppEvent[];
  notifications: AppNotification[];
  calls: AppCall[];
  messages: AppMessage[];
  remarks: AppRemark[];
  summary: AppLogSummary;
}

/** Imports a log given as text or bytes, in pieces of `pieceLength` bytes. */
export function readLog(
  log: string | Uint8Array,
  { format, abi, pieceLength = 1 << 16 }: { format?: string; abi?: string; pieceLength?: number } = {},
): ReadLog {
  const events: AppEvent[] = [];
  const settings = {
    name: 'test.log',
    format: format === undefined ? undefined : findLogFormat(format)!,
    abi: abi === undefined ? undefined : findAbi(abi),
  };
  const reader = new AppLogReader(settings, (event) => events.push(event));
  const bytes = typeof log === 'string' ? new TextEncoder().encode(log) : log;
  for (let start = 0; start < bytes.length; start += pieceLength) reader.push(bytes.subarray(start, start + pieceLength));
  const summary = reader.end();
  const only = <Kind extends AppEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<AppEvent, { kind: Kind }> => event.kind === kind);
  return { events, notifications: only('notification'), calls: only('call'), messages: only('message'), remarks: only('remark'), summary };
}
