import { expect, test } from '@jest/globals';
import { parseRotation, ROTATION_UNITS, rotatedName } from '../../../src/capture/live/rotation.js';

const ever = Number.POSITIVE_INFINITY;

test.each([
  ['100MB', { bytes: 1e8, time: ever, count: ever }],
  ['1MiB,10', { bytes: 1_048_576, time: ever, count: 10 }],
  ['90s', { bytes: ever, time: 9e7, count: ever }],
  ['1h,24', { bytes: ever, time: 3.6e9, count: 24 }],
])('%s', (text, rotation) => {
  expect(parseRotation(text)).toEqual(rotation);
});

test.each(['', '100', 'MB', '0MB', '5MB,0', '5MB,', '5mb', '-1h', '1h,1,1', '5 MB', '1constructor'])('%j is none', (text) => {
  expect(parseRotation(text)).toBeUndefined();
});

test('every unit means something', () => {
  for (const unit of ROTATION_UNITS) expect(parseRotation(`2${unit}`)).toBeDefined();
});

test.each([
  ['trace.pcapng', 'trace_00003_20260102030405.pcapng'],
  ['/var/log/trace.pcapng', '/var/log/trace_00003_20260102030405.pcapng'],
  ['/trace', '/trace_00003_20260102030405'],
  ['a.b/c.d.pcapng', 'a.b/c.d_00003_20260102030405.pcapng'],
])('the third file of %s', (path, name) => {
  expect(rotatedName(path, 3, Date.UTC(2026, 0, 2, 3, 4, 5) * 1000)).toBe(name);
});

test('a frame without a time begins a file all the same', () => {
  expect(rotatedName('t.pcapng', 1, Number.NaN)).toBe('t_00001_19700101000000.pcapng');
});
