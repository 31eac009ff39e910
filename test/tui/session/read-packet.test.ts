import { expect, test } from '@jest/globals';
import { hexLine, hexWidth } from '../../../src/tui/presentation/packet-lines.js';
import { readPacket } from '../../../src/tui/session/read-packet.js';
import { plainText } from '../../../src/tui/text/line.js';
import { hex } from '../../helper/capture-bytes.js';

/** DATA with the user data 'secret!!'. */
const DATA = hex(
  `13891772 00000001 00000000 00030018 00000001 00020003 0000002e ${Buffer.from('secret!!').toString('hex')}`.replaceAll(' ', ''),
);

test("users' data is dots where it must not be shown", () => {
  const hidden = readPacket(DATA, DATA.length, true);
  const lines = (content: typeof hidden) => [0, 1, 2].map((number) => plainText(hexLine(content, number, 0, 0, hexWidth(16))));
  expect(lines(readPacket(DATA, DATA.length))[1]).toContain('secr');
  expect(lines(hidden)[1]).toContain(' 00 00 00 2e .. .. .. ..');
  expect(lines(hidden).join('')).not.toMatch(/se|cr|et/);
  expect(JSON.stringify(hidden.fields)).not.toContain('secret');
});
