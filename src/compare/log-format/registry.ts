/** All importers of application logs. */
import { erlangFormat } from './erlang.js';
import { free5gcFormat } from './free5gc.js';
import { freediameterFormat } from './freediameter.js';
import { javaFormat } from './java.js';
import { kamailioFormat } from './kamailio.js';
import type { LogFormat } from './log-format.js';
import { magmaFormat } from './magma.js';
import { nativeFormat } from './native.js';
import { open5gsFormat } from './open5gs.js';
import { openairinterfaceFormat } from './openairinterface.js';
import { osmocomFormat } from './osmocom.js';
import { pysctpFormat } from './pysctp.js';
import { rawHexFormat } from './raw-hex.js';
import { sctpDarnFormat } from './sctp-darn.js';
import { sctpTestFormat } from './sctp-test.js';
import { srsranFormat } from './srsran.js';
import { stevensFormat } from './stevens.js';
import { straceFormat } from './strace.js';
import { ueransimFormat } from './ueransim.js';
import { usrsctpFormat } from './usrsctp.js';

export const LOG_FORMATS: readonly LogFormat[] = [
  nativeFormat,
  straceFormat,
  rawHexFormat,
  usrsctpFormat,
  sctpTestFormat,
  sctpDarnFormat,
  stevensFormat,
  open5gsFormat,
  free5gcFormat,
  srsranFormat,
  openairinterfaceFormat,
  magmaFormat,
  ueransimFormat,
  osmocomFormat,
  kamailioFormat,
  freediameterFormat,
  javaFormat,
  erlangFormat,
  pysctpFormat,
];

export function findLogFormat(name: string): LogFormat | undefined {
  return LOG_FORMATS.find((format) => format.name === name);
}

/** The format that the first lines of a log look most like; undefined where they look like none. */
export function recogniseLog(lines: readonly string[]): LogFormat | undefined {
  const scores = LOG_FORMATS.map((format) => ({ format, score: format.recognise(lines) })).sort((x, y) => y.score - x.score);
  return scores[0] !== undefined && scores[0].score > 0 ? scores[0].format : undefined;
}
