/**
 * test/fixture/notifications.ndjson holds notifications as real stacks gave them to applications (Linux 6.1, usrsctp): `raw` the bytes that recvmsg returned,
 * `told` what the application that was compiled against the stack's own headers read from them. They are picked from the recorded runs by a script that groups
 * all notifications of at most 600 bytes by stack, type, state or flags, address family and presence of sac_info, and keeps the three smallest different ones of
 * each group.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { notificationBody } from '../../../src/notification/abi/body.js';
import { associationId, decodeNotification, memberValues } from '../../../src/notification/abi/decode.js';
import { encodeBody, encodeNotification } from '../../../src/notification/abi/encode.js';
import { guessAbi } from '../../../src/notification/abi/guess-abi.js';
import { fromHex, toHex } from '../../../src/notification/abi/hex.js';
import { ABIS, findAbi } from '../../../src/notification/abi/registry.js';
import { fixtureLines } from '../../helper/fixture.js';

interface Row {
  abi: string;
  raw: string;
  told: Record<string, unknown>;
}

const rows = fixtureLines<Row>('notifications.ndjson').map((row) => ({ ...row, abi: findAbi(row.abi)!, bytes: fromHex(row.raw)! }));
const title = (row: (typeof rows)[number]): string => `${row.abi.name} ${row.raw.slice(0, 60)}`;

test('the fixture has every type that the two stacks raise', () => {
  for (const name of ['linux', 'usrsctp']) {
    const types = new Set(rows.filter(({ abi }) => abi.name === name).map(({ told }) => told['sn_type']));
    expect(types.size).toBe(13);
  }
});

describe.each(rows.map((row) => [title(row), row] as const))('%s', (_, { abi, bytes, raw, told }) => {
  const decoded = decodeNotification(bytes, abi);

  test('its members are all its bytes, each once, and nothing about it is odd', () => {
    let end = 0;
    for (const { offset, size } of decoded.fields) {
      expect(offset).toBe(end);
      end += size;
    }
    expect(end).toBe(bytes.length);
    expect(decoded.oddities).toEqual([]);
  });

  test('writes back to the same bytes', () => {
    expect(toHex(encodeNotification(decoded.type!, memberValues(decoded.fields), abi)!)).toBe(raw);
  });

  test('reads as the application read it', () => {
    const body = notificationBody(decoded) as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(told)) {
      if (name.endsWith('_assoc_id')) expect(associationId(decoded)).toBe(value);
      else if (name in body && typeof body[name] === 'object' && !Array.isArray(value)) {
        const { sinfo_assoc_id, snd_assoc_id, ...members } = value as Record<string, unknown>;
        expect(body[name]).toMatchObject(members);
      } else if (name in body) expect([name, body[name]]).toEqual([name, value]);
    }
    for (const name of Object.keys(body)) if (!name.endsWith('_cause')) expect(told).toHaveProperty([name]);
  });

  test('the body alone gives the same body, and the same bytes where it has no port and no second association id to lose', () => {
    const body = notificationBody(decoded)!;
    const encoded = encodeBody(body, associationId(decoded)!, abi)!;
    expect(notificationBody(decodeNotification(encoded, abi))).toEqual(body);
    if (!/PEER_ADDR_CHANGE|SEND_FAILED/.test(body.sn_type)) expect(toHex(encoded)).toBe(raw);
  });

  test('its stack is recognised', () => {
    const [guess] = guessAbi(bytes);
    expect([guess?.abi.name, guess?.order]).toEqual([abi.name, 'little']);
  });

  test('cut anywhere, it is said to be cut, and no member lies outside', () => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = decodeNotification(bytes.subarray(0, length), abi);
      expect(cut.oddities.length).toBeGreaterThan(0);
      for (const { offset, size } of cut.fields) expect(offset + size).toBeLessThanOrEqual(length);
    }
  });
});

test('big-endian hosts: the same members, other bytes', () => {
  for (const { abi, bytes } of rows) {
    const decoded = decodeNotification(bytes, abi);
    if (abi.causeOrder === 'network' && /error|sac/.test(decoded.layout!.struct)) continue;
    const swapped = encodeNotification(decoded.type!, memberValues(decoded.fields), abi, 'big')!;
    expect(decodeNotification(swapped, abi, 'big').fields).toEqual(decoded.fields);
  }
});

test('every layout of every ABI: what is written reads back', () => {
  for (const abi of ABIS) {
    for (const { type, layouts } of Object.values(abi.notifications)) {
      for (const layout of layouts) {
        let end = 0;
        for (const { offset, size } of layout.members.filter((member) => Number.isFinite(member.size))) {
          expect([layout.struct, offset]).toEqual([layout.struct, end]);
          end += size;
        }
        expect([layout.struct, end]).toEqual([layout.struct, layout.size]);
        const length = layout.members.find(({ name }) => name.endsWith('_length'))!.name;
        const bytes = encodeNotification(type, { [length]: layout.size }, abi)!;
        expect(decodeNotification(bytes, abi)).toMatchObject({ type, layout: { size: layout.size } });
      }
    }
  }
});

test('any bytes under any ABI: never throws, never reads outside', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...ABIS), fc.constantFrom('little', 'big'), (bytes, abi, order) => {
      const inside = new Uint8Array(bytes.length + 2).fill(0xee);
      inside.set(bytes, 1);
      const decoded = decodeNotification(inside.subarray(1, -1), abi, order as 'little' | 'big');
      for (const { offset, size } of decoded.fields) expect(offset + size).toBeLessThanOrEqual(bytes.length);
      notificationBody(decoded);
      guessAbi(bytes);
    }),
  );
});

test('any bytes behind a known header write back to themselves', () => {
  const numbers = ABIS.flatMap((abi) => Object.keys(abi.notifications).map((number) => [abi, Number(number)] as const));
  fc.assert(
    fc.property(fc.constantFrom(...numbers), fc.uint8Array({ minLength: 150, maxLength: 170 }), ([abi, number], body) => {
      const layout = abi.notifications[number]!.layouts[0]!;
      const bytes = layout.open
        ? Uint8Array.from([...new Uint8Array(8), ...body])
        : Uint8Array.from([...new Uint8Array(8), ...body]).subarray(0, layout.size);
      if (layout.members.at(-1)?.kind === 'u16 list' && bytes.length % 2 === 1) return;
      if (layout.size < 8 || bytes.length < layout.size) return;
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      view.setUint16(0, number, true);
      view.setUint32(4, bytes.length, true);
      const decoded = decodeNotification(bytes, abi);
      expect(toHex(encodeNotification(decoded.type!, memberValues(decoded.fields), abi)!)).toBe(toHex(bytes));
    }),
  );
});
