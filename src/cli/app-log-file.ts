/** `--app-log [ADDR[:PORT]=]LOG`: the option's parts, and the log behind it, read piece by piece. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type EndpointSetting, parseEndpointSetting } from '../analysis/endpoint-setting.js';
import { type AppEvent, AppLogError, type AppLogSummary } from '../compare/app-log.js';
import { AppLogReader, type AppLogSettings } from '../compare/app-log-reader.js';
import { UsageError } from './command.js';

/** The option's value: whose log it is, where that is said, and its path or '-'. */
export function parseAppLogOption(value: string): EndpointSetting<string> {
  const setting = parseEndpointSetting(value);
  if (setting.value === '') throw new UsageError(`--app-log ${value}: the log's name is missing`);
  return setting;
}

/** Reads a log to its end, handing out each event. Throws AppLogError where it cannot be read or is none. */
export async function readAppLog(
  path: string,
  settings: Omit<AppLogSettings, 'name'>,
  sink: (event: AppEvent) => void,
  stdin: NodeJS.ReadableStream = process.stdin,
): Promise<AppLogSummary> {
  const name = path === '-' ? 'standard input' : path;
  const reader = new AppLogReader({ ...settings, name }, sink);
  const consume = async (source: AsyncIterable<unknown>): Promise<void> => {
    for await (const chunk of source) reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  };
  try {
    if (path === '-') await consume(stdin as AsyncIterable<unknown>);
    else if (path.endsWith('.gz')) await pipeline(createReadStream(path), createGunzip(), consume);
    else await pipeline(createReadStream(path), consume);
  } catch (error) {
    if (error instanceof AppLogError) throw error;
    throw new AppLogError(`${name} cannot be read: ${(error as Error).message}`);
  }
  return reader.end();
}
