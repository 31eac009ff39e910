/** The capture files of a command as one capture: merged by time, unless they are the same traffic seen at several places. */
import { packetKeys, sameTraffic } from '../analysis/same-traffic.js';
import { openCapture } from '../capture/open-capture.js';

/**
 * The files to read: all of them, or without those that hold the same traffic as the first one. Merging both ends of a network would show every packet twice,
 * once before it was lost.
 */
export async function withoutOtherEnds(
  files: readonly string[],
  udpPorts: readonly number[],
  stderr: NodeJS.WritableStream,
): Promise<string[]> {
  const [first, ...others] = files;
  if (first === undefined || others.length === 0 || files.includes('-')) return [...files];
  const keys = await packetKeys(await openCapture([first]), udpPorts);
  const kept = [first];
  for (const other of others) {
    if (sameTraffic(keys, await packetKeys(await openCapture([other]), udpPorts))) {
      stderr.write(`sctpscope: ${other} holds the same traffic as ${first}, captured elsewhere; what follows is how ${first} saw it\n`);
    } else {
      kept.push(other);
    }
  }
  return kept;
}
