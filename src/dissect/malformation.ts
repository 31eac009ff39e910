/** What can be wrong with a packet: one table of rules, and the record of one finding. */

export interface MalformationRule {
  /** One clause, without the place. */
  readonly wording: string;
  readonly section: string;
  /** `cut`: not all was captured, or quoted; nobody's fault on the wire. `malformed`: lengths that do not add up. `forbidden`: readable, but not allowed. */
  readonly kind: 'cut' | 'malformed' | 'forbidden';
}

const CHUNK = 'RFC 9260 section 3.2';
const PARAMETER = 'RFC 9260 section 3.2.1';
const CAUSE = 'RFC 9260 section 3.3.10';
const INIT = 'RFC 9260 section 3.3.2';
const GAPS = 'RFC 9260 section 3.3.4';
const BUNDLING = 'RFC 9260 section 6.10';

const rules = {
  'snap-length': { kind: 'cut', wording: 'cut by the snap length of the capture', section: 'none: an artefact of the capture' },
  'quotation-cut': { kind: 'cut', wording: 'what is quoted is not quoted to its end', section: CAUSE },
  'common-header-cut': { kind: 'malformed', wording: 'packet shorter than the common header', section: 'RFC 9260 section 3.1' },
  'chunk-header-cut': { kind: 'malformed', wording: 'too few bytes for a chunk header', section: CHUNK },
  'chunk-length-below-four': { kind: 'malformed', wording: 'chunk length smaller than the chunk header', section: CHUNK },
  'chunk-shorter-than-header': { kind: 'malformed', wording: 'chunk length smaller than the fixed part of its type', section: CHUNK },
  'chunk-past-end': { kind: 'malformed', wording: 'chunk runs past the end of the packet', section: CHUNK },
  'chunk-not-padded': { kind: 'malformed', wording: 'chunk not padded to a multiple of four bytes', section: CHUNK },
  'parameter-header-cut': { kind: 'malformed', wording: 'too few bytes for a parameter header', section: PARAMETER },
  'parameter-length-below-four': { kind: 'malformed', wording: 'parameter length smaller than the parameter header', section: PARAMETER },
  'parameter-shorter-than-header': {
    kind: 'malformed',
    wording: 'parameter length smaller than the fixed part of its type',
    section: PARAMETER,
  },
  'parameter-past-end': { kind: 'malformed', wording: 'parameter runs past the end of what contains it', section: PARAMETER },
  'cause-header-cut': { kind: 'malformed', wording: 'too few bytes for an error cause header', section: CAUSE },
  'cause-length-below-four': { kind: 'malformed', wording: 'cause length smaller than the error cause header', section: CAUSE },
  'cause-shorter-than-header': { kind: 'malformed', wording: 'cause length smaller than the fixed part of its code', section: CAUSE },
  'cause-past-end': { kind: 'malformed', wording: 'error cause runs past the end of what contains it', section: CAUSE },
  'count-past-end': { kind: 'malformed', wording: 'more entries counted than there is room for', section: CHUNK },
  'bytes-left-over': { kind: 'malformed', wording: 'bytes left over after the last field', section: CHUNK },
  'nested-too-deep': { kind: 'malformed', wording: 'nested more deeply than is dissected', section: CAUSE },
  'padding-not-zero': { kind: 'forbidden', wording: 'padding is not zero', section: CHUNK },
  'no-chunk': { kind: 'forbidden', wording: 'packet without a chunk', section: 'RFC 9260 section 3' },
  'port-zero': { kind: 'forbidden', wording: 'port number 0', section: 'RFC 9260 section 3.1' },
  'init-with-tag': { kind: 'forbidden', wording: 'INIT with a verification tag other than 0', section: 'RFC 9260 section 8.5.1' },
  'tag-zero': { kind: 'forbidden', wording: 'verification tag 0 without INIT', section: 'RFC 9260 section 8.5' },
  'not-alone': { kind: 'forbidden', wording: 'bundled, though it has to be alone in its packet', section: BUNDLING },
  'not-first': { kind: 'forbidden', wording: 'has to be the first chunk of its packet', section: 'RFC 9260 section 5.1' },
  'data-before-control': { kind: 'forbidden', wording: 'control chunk after DATA', section: BUNDLING },
  'data-with-abort': { kind: 'forbidden', wording: 'DATA bundled with ABORT', section: 'RFC 9260 section 3.3.7' },
  'after-abort': { kind: 'forbidden', wording: 'chunk after ABORT', section: 'RFC 9260 section 3.3.7' },
  'no-user-data': { kind: 'forbidden', wording: 'DATA without user data', section: 'RFC 9260 section 6.2' },
  'initiate-tag-zero': { kind: 'forbidden', wording: 'initiate tag 0', section: INIT },
  'no-streams': { kind: 'forbidden', wording: 'number of streams 0', section: INIT },
  'small-window': { kind: 'forbidden', wording: 'initial a_rwnd below 1500', section: 'RFC 9260 section 6' },
  'no-state-cookie': { kind: 'forbidden', wording: 'INIT-ACK without State Cookie', section: 'RFC 9260 section 3.3.3' },
  'no-heartbeat-info': { kind: 'forbidden', wording: 'HEARTBEAT without Heartbeat Info', section: 'RFC 9260 section 3.3.5' },
  'no-error-cause': { kind: 'forbidden', wording: 'ERROR without error cause', section: CAUSE },
  'no-request': { kind: 'forbidden', wording: 'RE-CONFIG without parameter', section: 'RFC 6525 section 3.1' },
  'no-lookup-address': { kind: 'forbidden', wording: 'ASCONF does not begin with an address', section: 'RFC 5061 section 4.1.1' },
  'gap-block-empty': { kind: 'forbidden', wording: 'gap ack block ends before it starts, or starts at 0', section: GAPS },
  'gap-block-order': { kind: 'forbidden', wording: 'gap ack blocks overlap, touch or are out of order', section: GAPS },
} as const satisfies Record<string, MalformationRule>;

export type RuleId = keyof typeof rules;

/** All rules, by name. */
export const malformationRules: Readonly<Record<RuleId, MalformationRule>> = rules;

/** What said how many bytes there are. */
export type LengthSource = 'capture' | 'IP length' | 'chunk length' | 'parameter length' | 'cause length' | 'quotation';

export interface Malformation {
  readonly rule: RuleId;
  /** Frame number, from 1. */
  readonly frame: number;
  /** Bytes from the first byte of the SCTP packet to the structure at fault. */
  readonly offset: number;
  /** Bytes needed and bytes there; both 0 where a value is at fault and not a length. */
  readonly required: number;
  readonly available: number;
  readonly lengthFrom: LengthSource;
}

/** `chunk runs past the end of the packet: 44 bytes needed, 20 there according to the IP length, at byte 28 (RFC 9260 section 3.2)` */
export function malformationText(malformation: Malformation): string {
  const { rule, offset, required, available, lengthFrom } = malformation;
  const { wording, section, kind } = rules[rule];
  const lengths = required === available ? '' : `: ${required} bytes needed, ${available} there according to the ${lengthFrom}`;
  return `${wording}${lengths}, at byte ${offset}${kind === 'cut' ? '' : ` (${section})`}`;
}
