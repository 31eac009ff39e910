/** What a rule found at one endpoint. */
export interface Finding {
  count: number;
  /** Of the first. */
  frame: number;
  time: number;
  /** The longest, in microseconds, where the rule measures one. */
  longest: number;
}

export const NOTHING_FOUND: Readonly<Finding> = { count: 0, frame: 0, time: 0, longest: 0 };

/** The same with so many more, found there. */
export function counted(finding: Readonly<Finding>, more: number, { frame, time }: Pick<Finding, 'frame' | 'time'>): Readonly<Finding> {
  return finding.count > 0 ? { ...finding, count: finding.count + more } : { ...finding, count: more, frame, time };
}
