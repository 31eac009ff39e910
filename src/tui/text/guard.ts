/**
 * The last check before the terminal: whatever the layers below have let through, no control character, no bidirectional override and no lone
 * surrogate reaches it. Each is shown as \u{...}.
 */

const DANGEROUS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;

function visible(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** `text` with everything a terminal could act on made visible. */
export function guard(text: string): string {
  return text.replace(DANGEROUS, visible);
}
