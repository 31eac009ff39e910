/** All error causes: a new one is its file and its lines here. */
import type { TlvType } from '../tlv-type.js';
import { deleteLastAddress, deleteSourceAddress, illegalAsconfAck, noAuthorization, resourceShortage } from './asconf-causes.js';
import { cookieReceivedWhileShuttingDown } from './cookie-received-while-shutting-down.js';
import { invalidMandatoryParameter } from './invalid-mandatory-parameter.js';
import { invalidStreamIdentifier } from './invalid-stream-identifier.js';
import { missingMandatoryParameter } from './missing-mandatory-parameter.js';
import { missingState, portCollision, tagAndPortCollision } from './nat-causes.js';
import { noUserData } from './no-user-data.js';
import { outOfResource } from './out-of-resource.js';
import { protocolViolation } from './protocol-violation.js';
import { restartWithNewAddresses } from './restart-with-new-addresses.js';
import { restartWithNewEncapsulationPort } from './restart-with-new-encapsulation-port.js';
import { staleCookie } from './stale-cookie.js';
import { unrecognizedChunkType } from './unrecognized-chunk-type.js';
import { unrecognizedParameters } from './unrecognized-parameters.js';
import { unresolvableAddress } from './unresolvable-address.js';
import { unsupportedHmacIdentifier } from './unsupported-hmac-identifier.js';
import { userInitiatedAbort } from './user-initiated-abort.js';

/** Cause codes, for code that tells causes apart. */
export const CauseCode = {
  INVALID_STREAM_IDENTIFIER: 1,
  MISSING_MANDATORY_PARAMETER: 2,
  STALE_COOKIE: 3,
  OUT_OF_RESOURCE: 4,
  UNRESOLVABLE_ADDRESS: 5,
  UNRECOGNIZED_CHUNK_TYPE: 6,
  INVALID_MANDATORY_PARAMETER: 7,
  UNRECOGNIZED_PARAMETERS: 8,
  NO_USER_DATA: 9,
  COOKIE_RECEIVED_WHILE_SHUTTING_DOWN: 10,
  RESTART_WITH_NEW_ADDRESSES: 11,
  USER_INITIATED_ABORT: 12,
  PROTOCOL_VIOLATION: 13,
  RESTART_WITH_NEW_ENCAPSULATION_PORT: 14,
  DELETE_LAST_ADDRESS: 0xa0,
  RESOURCE_SHORTAGE: 0xa1,
  DELETE_SOURCE_ADDRESS: 0xa2,
  ILLEGAL_ASCONF_ACK: 0xa3,
  NO_AUTHORIZATION: 0xa4,
  TAG_AND_PORT_COLLISION: 0xb0,
  MISSING_STATE: 0xb1,
  PORT_COLLISION: 0xb2,
  UNSUPPORTED_HMAC_IDENTIFIER: 0x0105,
} as const;

/** By cause code. */
export const causeTypes: readonly TlvType[] = [
  invalidStreamIdentifier,
  missingMandatoryParameter,
  staleCookie,
  outOfResource,
  unresolvableAddress,
  unrecognizedChunkType,
  invalidMandatoryParameter,
  unrecognizedParameters,
  noUserData,
  cookieReceivedWhileShuttingDown,
  restartWithNewAddresses,
  userInitiatedAbort,
  protocolViolation,
  restartWithNewEncapsulationPort,
  deleteLastAddress,
  resourceShortage,
  deleteSourceAddress,
  illegalAsconfAck,
  noAuthorization,
  tagAndPortCollision,
  missingState,
  portCollision,
  unsupportedHmacIdentifier,
];

const byCode = new Map(causeTypes.map((row) => [row.type, row]));

/** The row of a cause code, 0 to 65535; undefined where the code is not registered. */
export function causeTypeRow(code: number): TlvType | undefined {
  return byCode.get(code);
}

/** `Protocol Violation`, or `cause 77` for one that is not registered. */
export function causeName(code: number): string {
  return byCode.get(code)?.name ?? `cause ${code}`;
}
