/** Memory that all endpoints share for what they have sent, beyond what each has for sure: a flood of data on many associations does not fill the memory. */

/** Bytes. */
export const SENT_LIMIT = 1 << 26;

export class Allowance {
  private left = SENT_LIMIT;

  /** Answers whether there was so much left. */
  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.left += bytes;
  }
}
