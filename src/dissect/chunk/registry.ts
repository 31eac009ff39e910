/** All chunk types: a new one is its file and its line in each of the two tables here. */
import { abort } from './abort.js';
import { asconf } from './asconf.js';
import { asconfAck } from './asconf-ack.js';
import { auth } from './auth.js';
import type { ChunkType } from './chunk-type.js';
import { cookieAck } from './cookie-ack.js';
import { cookieEcho } from './cookie-echo.js';
import { cwr } from './cwr.js';
import { data } from './data.js';
import { ecne } from './ecne.js';
import { error } from './error.js';
import { forwardTsn } from './forward-tsn.js';
import { heartbeat, heartbeatAck } from './heartbeat.js';
import { iData } from './i-data.js';
import { iForwardTsn } from './i-forward-tsn.js';
import { ietfExtensions } from './ietf-extension.js';
import { init, initAck } from './init.js';
import { nrSack } from './nr-sack.js';
import { pad } from './pad.js';
import { pktdrop } from './pktdrop.js';
import { reConfig } from './re-config.js';
import { sack } from './sack.js';
import { shutdown } from './shutdown.js';
import { shutdownAck } from './shutdown-ack.js';
import { shutdownComplete } from './shutdown-complete.js';

/** Chunk type numbers, for code that tells types apart. */
export const ChunkNumber = {
  DATA: 0,
  INIT: 1,
  INIT_ACK: 2,
  SACK: 3,
  HEARTBEAT: 4,
  HEARTBEAT_ACK: 5,
  ABORT: 6,
  SHUTDOWN: 7,
  SHUTDOWN_ACK: 8,
  ERROR: 9,
  COOKIE_ECHO: 10,
  COOKIE_ACK: 11,
  ECNE: 12,
  CWR: 13,
  SHUTDOWN_COMPLETE: 14,
  AUTH: 15,
  NR_SACK: 16,
  I_DATA: 64,
  ASCONF_ACK: 128,
  PKTDROP: 129,
  RE_CONFIG: 130,
  PAD: 132,
  FORWARD_TSN: 192,
  ASCONF: 193,
  I_FORWARD_TSN: 194,
} as const;

/** By type number. */
export const chunkTypes: readonly ChunkType[] = [
  data,
  init,
  initAck,
  sack,
  heartbeat,
  heartbeatAck,
  abort,
  shutdown,
  shutdownAck,
  error,
  cookieEcho,
  cookieAck,
  ecne,
  cwr,
  shutdownComplete,
  auth,
  nrSack,
  iData,
  asconfAck,
  pktdrop,
  reConfig,
  pad,
  forwardTsn,
  asconf,
  iForwardTsn,
  ...ietfExtensions,
];

const byType = new Map(chunkTypes.map((row) => [row.type, row]));

/** The row of a chunk type, 0 to 255; undefined where the type is not registered. */
export function chunkTypeRow(type: number): ChunkType | undefined {
  return byType.get(type);
}

/** Does nothing define what is in chunks of this type? Their receivers go by its two highest bits. */
export function isUnknownChunk(type: number): boolean {
  const row = byType.get(type);
  return row === undefined || ietfExtensions.includes(row);
}

/** `SACK`, or `chunk type 77` for one that is not registered. */
export function chunkName(type: number): string {
  return byType.get(type)?.name ?? `chunk type ${type}`;
}
