/** All parameters: a new one is its file and its lines here. */
import type { TlvType } from '../tlv-type.js';
import { adaptationLayerIndication } from './adaptation-layer-indication.js';
import { addIncomingStreamsRequest, addOutgoingStreamsRequest } from './add-streams.js';
import { addIpAddress, deleteIpAddress, setPrimaryAddress } from './asconf-request.js';
import { errorCauseIndication, successIndication } from './asconf-response.js';
import { chunkList, random, requestedHmacAlgorithm } from './authentication.js';
import { cookiePreservative } from './cookie-preservative.js';
import { ecnCapable } from './ecn-capable.js';
import { forwardTsnSupported } from './forward-tsn-supported.js';
import { heartbeatInfo } from './heartbeat-info.js';
import { hostNameAddress } from './host-name-address.js';
import { ipv4Address, ipv6Address } from './ip-address.js';
import { disableRestart, verificationTags } from './nat-support.js';
import { padding } from './padding.js';
import { reConfigResponse } from './re-config-response.js';
import { stateCookie } from './state-cookie.js';
import { incomingSsnResetRequest, outgoingSsnResetRequest, ssnTsnResetRequest } from './stream-reset.js';
import { supportedAddressTypes } from './supported-address-types.js';
import { supportedExtensions } from './supported-extensions.js';
import { unrecognizedParameter } from './unrecognized-parameter.js';
import { zeroChecksumAcceptable } from './zero-checksum-acceptable.js';

/** Parameter type numbers, for code that tells types apart. */
export const ParameterNumber = {
  HEARTBEAT_INFO: 1,
  IPV4_ADDRESS: 5,
  IPV6_ADDRESS: 6,
  STATE_COOKIE: 7,
  UNRECOGNIZED_PARAMETER: 8,
  COOKIE_PRESERVATIVE: 9,
  HOST_NAME_ADDRESS: 11,
  SUPPORTED_ADDRESS_TYPES: 12,
  OUTGOING_SSN_RESET_REQUEST: 13,
  INCOMING_SSN_RESET_REQUEST: 14,
  SSN_TSN_RESET_REQUEST: 15,
  RE_CONFIG_RESPONSE: 16,
  ADD_OUTGOING_STREAMS_REQUEST: 17,
  ADD_INCOMING_STREAMS_REQUEST: 18,
  ECN_CAPABLE: 0x8000,
  ZERO_CHECKSUM_ACCEPTABLE: 0x8001,
  RANDOM: 0x8002,
  CHUNK_LIST: 0x8003,
  REQUESTED_HMAC_ALGORITHM: 0x8004,
  PADDING: 0x8005,
  SUPPORTED_EXTENSIONS: 0x8008,
  FORWARD_TSN_SUPPORTED: 0xc000,
  ADD_IP_ADDRESS: 0xc001,
  DELETE_IP_ADDRESS: 0xc002,
  ERROR_CAUSE_INDICATION: 0xc003,
  SET_PRIMARY_ADDRESS: 0xc004,
  SUCCESS_INDICATION: 0xc005,
  ADAPTATION_LAYER_INDICATION: 0xc006,
  DISABLE_RESTART: 0xc007,
  VTAGS: 0xc008,
} as const;

/** By type number. */
export const parameterTypes: readonly TlvType[] = [
  heartbeatInfo,
  ipv4Address,
  ipv6Address,
  stateCookie,
  unrecognizedParameter,
  cookiePreservative,
  hostNameAddress,
  supportedAddressTypes,
  outgoingSsnResetRequest,
  incomingSsnResetRequest,
  ssnTsnResetRequest,
  reConfigResponse,
  addOutgoingStreamsRequest,
  addIncomingStreamsRequest,
  ecnCapable,
  zeroChecksumAcceptable,
  random,
  chunkList,
  requestedHmacAlgorithm,
  padding,
  supportedExtensions,
  forwardTsnSupported,
  addIpAddress,
  deleteIpAddress,
  errorCauseIndication,
  setPrimaryAddress,
  successIndication,
  adaptationLayerIndication,
  disableRestart,
  verificationTags,
];

const byType = new Map(parameterTypes.map((row) => [row.type, row]));

/** The row of a parameter type, 0 to 65535; undefined where the type is not registered. */
export function parameterTypeRow(type: number): TlvType | undefined {
  return byType.get(type);
}

/** `State Cookie`, or `parameter type 0x80ff` for one that is not registered. */
export function parameterName(type: number): string {
  return byType.get(type)?.name ?? `parameter type 0x${type.toString(16).padStart(4, '0')}`;
}
