import { expect, test } from '@jest/globals';
import { endpointText } from '../../src/dissect/address-text.js';
import { type FieldFormat, u16, u32 } from '../../src/dissect/field.js';
import { fieldText } from '../../src/dissect/field-text.js';

test.each<[FieldFormat, number, string]>([
  ['decimal', 4294967295, '4294967295'],
  ['hex', 0x1a2b, '0x00001a2b'],
  ['ppid', 46, '46 (Diameter)'],
  ['ppid', 0x2e000000, '771751936 (Diameter, bytes swapped)'],
  ['ppid', 4711, '4711'],
  ['ipv4', 0xc0a80001, '192.168.0.1'],
  ['chunk-type', 3, '3 (SACK)'],
  ['chunk-type', 77, '77'],
  ['parameter-type', 5, '5 (IPv4 Address)'],
  ['parameter-type', 99, '99'],
  ['cause-code', 12, '12 (User-Initiated Abort)'],
  ['hmac', 3, '3 (SHA-256)'],
  ['hmac', 2, '2'],
  ['reset-result', 1, '1 (Success - Performed)'],
  ['reset-result', 9, '9'],
  ['error-detection', 1, '1 (SCTP over DTLS)'],
])('%s %i', (format, value, text) => {
  expect(fieldText(u32('Field', 0, format), value)).toBe(text);
});

test('hex has as many digits as the field', () => {
  expect(fieldText(u16('Field', 0, 'hex'), 0xa)).toBe('0x000a');
});

test('endpoints', () => {
  expect([endpointText('10.1.0.1', 5001), endpointText('fd00::1', 5001)]).toEqual(['10.1.0.1:5001', '[fd00::1]:5001']);
});
