import { isIPv6 } from 'node:net';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AddressBook, NO_ADDRESS } from '../../src/dissect/address-book.js';
import { ipv4Text, ipv6Text, parseAddress } from '../../src/dissect/address-text.js';

/** RFC 5952: the examples and rules of sections 2 and 4. */
test.each([
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:0DB8::0001', '2001:db8::1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['fe80:0:0:0:0:0:0:0', 'fe80::'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['::192.0.2.1', '::c000:201'],
])('%s is written %s', (text, canonical) => {
  const book = new AddressBook();
  const id = book.parse(text)!;
  expect(book.text(id)).toBe(canonical);
  expect(book.family(id)).toBe(6);
});

test.each([
  '',
  '1.2.3',
  '1.2.3.256',
  '1.2.3.4.5',
  ':',
  ':::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1::2::3',
  'g::1',
  '::1.2.3.400',
  'host',
])('%p is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test('every address is written as it is read, and IPv6 as Node accepts it', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  const sparse = fc.oneof(fc.constant(0), word);
  fc.assert(
    fc.property(sparse, sparse, sparse, sparse, (w0, w1, w2, w3) => {
      const text = ipv6Text(w0, w1, w2, w3);
      expect(isIPv6(text)).toBe(true);
      expect(parseAddress(text)).toEqual([w0, w1, w2, w3]);
      expect(parseAddress(ipv4Text(w3))).toEqual([w3]);
    }),
  );
});

test('ids follow the order of appearance, whatever the hash', () => {
  const book = new AddressBook();
  const texts = Array.from({ length: 5000 }, (_, index) => (index % 2 === 0 ? ipv4Text(index) : ipv6Text(0, 0, 0, index)));
  const ids = texts.map((text) => book.parse(text));
  expect(ids).toEqual(texts.map((_, index) => index + 1));
  expect(texts.map((text) => book.parse(text))).toEqual(ids);
  expect(ids.map((id) => book.text(id!))).toEqual(texts);
  expect(book.size).toBe(5001);
});

test('an IPv4 and an IPv6 address of the same words are two', () => {
  const book = new AddressBook();
  expect(book.ipv4(1)).not.toBe(book.ipv6(1, 0, 0, 0));
});

test('a full book takes no more, and counts', () => {
  const book = new AddressBook(3);
  expect([1, 2, 3, 4, 1].map((address) => book.ipv4(address))).toEqual([1, 2, NO_ADDRESS, NO_ADDRESS, 1]);
  expect(book.overflow).toBe(2);
  expect(book.text(NO_ADDRESS)).toBe('?');
});
