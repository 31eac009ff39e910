/** Options that name applications' logs, shared by the commands that hold logs against a capture: their table, and the logs behind them. */
import { readFile } from 'node:fs/promises';
import type { AnalysisSettings } from '../analysis/analysis.js';
import { settingFor } from '../analysis/endpoint-setting.js';
import { AppLogError } from '../compare/app-log.js';
import type { LogFormat } from '../compare/log-format/log-format.js';
import { findLogFormat, LOG_FORMATS } from '../compare/log-format/registry.js';
import { userPatterns } from '../compare/log-format/user-patterns.js';
import { LoggedApplication } from '../compare/logged-application.js';
import type { Abi } from '../notification/abi/abi.js';
import { abiOfProfile } from '../notification/abi/registry.js';
import { parseAppLogOption, readAppLog } from './app-log-file.js';
import { type Option, type OptionValues, type Surroundings, UsageError } from './command.js';
import { list } from './settings.js';

export const LOG_OPTIONS: readonly Option[] = [
  { name: '--app-log', value: '[ADDR[:PORT]=]LOG', multiple: true, help: "an application's log; - is standard input" },
  { name: '--log-format', value: 'NAME', help: 'its form, where it is not recognised' },
  {
    name: '--log-patterns',
    value: 'FILE',
    help: 'patterns of your own, as JSON: { "rules": [ { "pattern": "…(?<sac_state>…)…", "sn_type": "…" } ] }',
  },
];

/** Reads all logs that the options name, in their order. Throws UsageError and AppLogError. */
export async function readApplications(
  options: OptionValues,
  settings: AnalysisSettings,
  surroundings: Surroundings,
): Promise<LoggedApplication[]> {
  const format = await chooseLogFormat(options);
  const applications: LoggedApplication[] = [];
  for (const log of list(options['app-log'])) applications.push(await readApplication(log, format, settings, surroundings));
  return applications;
}

async function chooseLogFormat(options: OptionValues): Promise<LogFormat | undefined> {
  const patterns = options['log-patterns'];
  if (typeof patterns === 'string') {
    const text = await readFile(patterns, 'utf8').catch((error: Error) => {
      throw new AppLogError(`${patterns} cannot be read: ${error.message}`);
    });
    return userPatterns(text, patterns);
  }
  const name = options['log-format'];
  if (name === undefined) return undefined;
  const format = findLogFormat(String(name));
  if (format === undefined)
    throw new UsageError(`--log-format ${String(name)}: known are ${LOG_FORMATS.map((known) => known.name).join(', ')}`);
  return format;
}

async function readApplication(
  option: string,
  format: LogFormat | undefined,
  settings: AnalysisSettings,
  { stdin }: Surroundings,
): Promise<LoggedApplication> {
  const { address, port, value } = parseAppLogOption(option);
  const abi = statedAbi(settings, address, port);
  const application = new LoggedApplication({ name: value, address, port, abi });
  application.summary = await readAppLog(value, { format, abi }, (event) => application.observe(event), stdin);
  return application;
}

/** The stack the user stated for that endpoint, or for all. */
function statedAbi({ stacks }: AnalysisSettings, address: string | undefined, port: number | undefined): Abi | undefined {
  const profile = settingFor(stacks, address === undefined ? [] : [address], port ?? -1);
  return profile === undefined ? undefined : abiOfProfile(profile.name);
}
