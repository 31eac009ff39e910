/** When evidence goes on in a new file, and how many files are kept: SIZE|TIME[,COUNT], e.g. '100MB,10' or '1h'. */
import { parse } from 'node:path';
import type { Microseconds } from '../frame.js';

export interface Rotation {
  /** Length that a file does not exceed by more than a frame. */
  bytes: number;
  /** Capture time that a file spans. */
  time: Microseconds;
  /** Files kept; the oldest goes first. */
  count: number;
}

const UNITS: Readonly<Record<string, Partial<Rotation>>> = {
  kB: { bytes: 1e3 },
  MB: { bytes: 1e6 },
  GB: { bytes: 1e9 },
  KiB: { bytes: 2 ** 10 },
  MiB: { bytes: 2 ** 20 },
  GiB: { bytes: 2 ** 30 },
  s: { time: 1e6 },
  min: { time: 60e6 },
  h: { time: 3600e6 },
  d: { time: 86_400e6 },
};

export const ROTATION_UNITS = Object.keys(UNITS);

/** Undefined where the text is no rotation. */
export function parseRotation(text: string): Rotation | undefined {
  const [, amount = '', unit = '', count] = /^(\d+)([a-z]+)(?:,(\d+))?$/i.exec(text) ?? [];
  const { bytes, time } = UNITS[unit] ?? {};
  if (Number(amount) === 0 || Number(count) === 0 || (bytes === undefined && time === undefined)) return undefined;
  return {
    bytes: (bytes ?? Number.POSITIVE_INFINITY) * Number(amount),
    time: (time ?? Number.POSITIVE_INFINITY) * Number(amount),
    count: count === undefined ? Number.POSITIVE_INFINITY : Number(count),
  };
}

/** 'trace.pcapng', third file, begun at that time: 'trace_00003_20251121224855.pcapng', as dumpcap names them; the time is UTC. */
export function rotatedName(path: string, number: number, begun: Microseconds): string {
  const { dir, name, ext } = parse(path);
  const stamp = new Date(Number.isFinite(begun) ? begun / 1000 : 0).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const prefix = dir === '' ? '' : dir.endsWith('/') ? dir : `${dir}/`;
  return `${prefix}${name}_${String(number).padStart(5, '0')}_${stamp}${ext}`;
}
