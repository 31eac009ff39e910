/** Which of many decisions still count: each decides some things, until a later one decides them anew. */

/** Those that are not past, and of the past ones those that were the last to decide something; in their order. */
export function deciding<Decision>(
  decisions: readonly Decision[],
  isPast: (decision: Decision) => boolean,
  decides: (decision: Decision) => readonly string[],
): Decision[] {
  const decided = new Set<string>();
  const counting = decisions.toReversed().filter((decision) => {
    if (!isPast(decision)) return true;
    const first = decides(decision).filter((thing) => !decided.has(thing));
    for (const thing of first) decided.add(thing);
    return first.length > 0;
  });
  return counting.reverse();
}
