/** Names the message that begins at `at`; undefined where it is too short to tell or the name is not known. Reads nothing at or beyond `end`. */
export type MessageName = (view: DataView, at: number, end: number) => string | undefined;
