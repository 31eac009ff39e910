/** A field's value as a person reads it: `46 (Diameter)`, `0x1a2b3c4d`, `10.1.0.1`. */
import { ipv4Text } from './address-text.js';
import { chunkTypeRow } from './chunk/registry.js';
import { causeTypeRow } from './error-cause/registry.js';
import type { Field, FieldFormat } from './field.js';
import { HMAC_NAMES } from './parameter/authentication.js';
import { RESET_RESULTS } from './parameter/re-config-response.js';
import { parameterTypeRow } from './parameter/registry.js';
import { ppidWords } from './payload-protocol.js';

/** RFC 9653 section 8. */
const ERROR_DETECTION: Readonly<Record<number, string>> = { 1: 'SCTP over DTLS' };

const FORMATS: Readonly<Record<FieldFormat, (value: number, width: number) => string>> = {
  decimal: String,
  hex: (value, width) => `0x${value.toString(16).padStart(2 * width, '0')}`,
  ppid: ppidText,
  ipv4: ipv4Text,
  'chunk-type': (value) => named(value, chunkTypeRow(value)?.name),
  'parameter-type': (value) => named(value, parameterTypeRow(value)?.name),
  'cause-code': (value) => named(value, causeTypeRow(value)?.name),
  hmac: (value) => named(value, HMAC_NAMES[value]),
  'reset-result': (value) => named(value, RESET_RESULTS[value]),
  'error-detection': (value) => named(value, ERROR_DETECTION[value]),
};

export function fieldText(field: Field, value: number): string {
  return FORMATS[field.format](value, field.width);
}

function named(value: number, name: string | undefined): string {
  return name ? `${value} (${name})` : String(value);
}

/** `46 (Diameter)`, `771751936 (Diameter, bytes swapped)`, `4711`. `ppid` is in host order. */
export function ppidText(ppid: number): string {
  return named(ppid, ppidWords(ppid));
}
