/**
 * Which release of a guessed stack an endpoint runs, where its log tells: packets look alike, what applications are told does not. Only the comparison knows logs
 * and claims, so it tries the other releases where something differs, and stays with what differs least.
 */
import { Writable } from 'node:stream';
import type { AnalysisSettings } from '../analysis/analysis.js';
import type { CaptureFiles } from '../analysis/open-both-ends.js';
import type { SnapshotEntry } from '../compare/association-snapshot.js';
import type { Comparison } from '../compare/comparison.js';
import { isDifference } from '../compare/difference.js';
import type { Lane } from '../compare/lane.js';
import { CANDIDATES } from '../reconstruct/profile/registry.js';
import type { StackProfile } from '../reconstruct/profile/stack-profile.js';
import type { LoggedCalls } from './application-calls.js';
import type { Surroundings } from './command.js';
import { compareWithLogs, expectation } from './expectation.js';

export interface ComparisonInputs {
  capture: CaptureFiles;
  settings: AnalysisSettings;
  logs: readonly LoggedCalls[];
  snapshot: readonly SnapshotEntry[];
  /** The capture can be read again: it is no pipe. */
  again: boolean;
}

/** The comparison with the releases that fit the logs best; says on stderr which were chosen. */
export async function compareReleases(inputs: ComparisonInputs, surroundings: Surroundings): Promise<Comparison> {
  const first = await compareWith([], inputs, surroundings);
  if (!inputs.again) return first;
  const others = doubtful(first);
  if (others.length === 0) return first;
  const second = await compareWith(others, inputs, quiet(surroundings));
  const better = others.filter(({ lane }) => differences(second, lane) < differences(first, lane));
  if (better.length === 0) return first;
  for (const { lane, profile } of better)
    surroundings.stderr.write(
      `sctpscope: ${lane.name} is taken for ${profile.name}@${profile.version}: its log fits that release better; --stack states it\n`,
    );
  return better.length === others.length ? second : compareWith(better, inputs, quiet(surroundings));
}

interface Release {
  lane: Lane;
  profile: StackProfile;
}

/** Endpoints whose stack is a guess and whose log differs, each with another release of that stack. */
function doubtful({ logs }: Comparison): Release[] {
  return logs.flatMap(({ lanes }) =>
    lanes.flatMap(({ lane, differences: all }) => {
      const { report, side } = lane.associations[0]!;
      const { name, version, score } = report.endpoints[side].stack;
      if (score === 1 || !all.some(isDifference)) return [];
      const profile = CANDIDATES.find((candidate) => candidate.name === name && candidate.version !== version);
      return profile === undefined ? [] : { lane, profile };
    }),
  );
}

async function compareWith(releases: readonly Release[], inputs: ComparisonInputs, surroundings: Surroundings): Promise<Comparison> {
  const { capture, settings, logs, snapshot } = inputs;
  const stacks = releases.flatMap(({ lane: { addresses, port }, profile }) =>
    [...addresses].map((address) => ({ address, port, value: profile })),
  );
  const chosen = { ...capture, settings: { ...capture.settings, stacks: [...capture.settings.stacks, ...stacks] } };
  return compareWithLogs(await expectation(chosen, logs, surroundings), settings, logs, snapshot);
}

/** How much differs in the lane of that name. */
function differences({ logs }: Comparison, { name, peerName }: Lane): number {
  const lanes = logs.flatMap((log) => log.lanes.filter(({ lane }) => lane.name === name && lane.peerName === peerName));
  return lanes.reduce((sum, lane) => sum + lane.differences.filter(isDifference).length, 0);
}

/** Warnings were written the first time. */
export function quiet(surroundings: Surroundings): Surroundings {
  return { ...surroundings, stderr: new Writable({ write: (_chunk, _encoding, done) => done() }) };
}
