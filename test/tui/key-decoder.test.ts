import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyDecoder } from '../../src/tui/key-decoder.js';

describe('KeyDecoder', () => {
  test.each([
    ['j', ['j']],
    ['jjj', ['j', 'j', 'j']],
    ['G', ['G']],
    [' ', ['space']],
    ['\r', ['enter']],
    ['\u0006', ['ctrl-f']],
    ['\u001a', ['ctrl-z']],
    ['\u001b[A', ['up']],
    ['\u001bOB', ['down']],
    ['\u001b[5~', ['pageup']],
    ['\u001b[1;5C', ['right']],
    ['\u001bOP', ['f1']],
    ['\u001b[15~', ['f5']],
    ['\u001b[[E', []],
    ['é日👍', ['é', '日', '👍']],
    ['\u001b[Aq', ['up', 'q']],
    ['\u001b[200~x', ['x']],
  ])('%j is %j', (bytes, keys) => {
    expect(new KeyDecoder().decode(bytes)).toEqual(keys);
  });

  test('a sequence cut in two by the network', () => {
    const decoder = new KeyDecoder();
    expect(decoder.decode('\u001b')).toEqual([]);
    expect(decoder.waiting).toBe(true);
    expect(decoder.decode('[')).toEqual([]);
    expect(decoder.decode('B')).toEqual(['down']);
    expect(decoder.waiting).toBe(false);
  });

  test('the escape key alone', () => {
    const decoder = new KeyDecoder();
    expect(decoder.decode('\u001b')).toEqual([]);
    expect(decoder.flush()).toEqual(['escape']);
    expect(decoder.waiting).toBe(false);
  });

  test('escape and a key after it', () => {
    expect(new KeyDecoder().decode('\u001bq')).toEqual(['escape', 'q']);
  });

  test('wherever the bytes are cut, the keys are the same', () => {
    const piece = fc.constantFrom('a', '\u001b[A', '\u001bOP', '\u001b[5~', '\r', ' ', '\u0006');
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), (pieces, at) => {
        const text = pieces.join('');
        const cut = text.length === 0 ? 0 : at % text.length;
        const decoder = new KeyDecoder();
        expect([...decoder.decode(text.slice(0, cut)), ...decoder.decode(text.slice(cut))]).toEqual(new KeyDecoder().decode(text));
      }),
    );
  });
});
