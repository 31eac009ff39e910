/** A display filter that makes no sense: what is wrong, where, and what would be right. The only error that parsing throws. */
export class FilterError extends Error {
  /** Where in the text: from its first character, counted from 0, to one past its last. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.name = 'FilterError';
    this.start = start;
    this.end = end;
  }
}
