/** Options at the end of pcapng blocks: code u16 | length u16 | value, padded to four bytes; code 0 ends them. */

const OPTION_HEADER = 4;

/** Calls `visit` with code, offset of the value and its length for each option that lies wholly in [at, end). */
export function forEachOption(
  view: DataView,
  at: number,
  end: number,
  littleEndian: boolean,
  visit: (code: number, at: number, length: number) => void,
): void {
  for (let option = at; option + OPTION_HEADER <= end; ) {
    const code = view.getUint16(option, littleEndian);
    const length = view.getUint16(option + 2, littleEndian);
    const value = option + OPTION_HEADER;
    if (code === 0 || value + length > end) return;
    visit(code, value, length);
    option = value + ((length + 3) & ~3);
  }
}
