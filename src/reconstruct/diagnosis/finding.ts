/** What a rule found at one endpoint. */
export interface Finding {
  count: number;
  /** Of the first. */
  frame: number;
  time: number;
  /** The longest, in microseconds, where the rule measures one. */
  longest: number;
}
