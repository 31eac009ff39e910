/** The forms in which `live` prints. */

export const LIVE_FORMATS = ['text', 'ndjson'] as const;
export type LiveFormat = (typeof LIVE_FORMATS)[number];
