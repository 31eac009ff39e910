import { expect, test } from '@jest/globals';
import { framesOf } from '../helper/read-frames.js';

const text = (value: string) => new TextEncoder().encode(value);

const DUMP = `usrsctp log begins
O 20:23:51.682252 0000 13 88 13 89 2e b0 b1 40 00 00 00 00 0b 00 00 04 # SCTP_PACKET

I 20:23:51.690001 0000 13 89 13 88 01 02 03 04 AA bb cc dd 0e 00 00 04 # SCTP_PACKET
something else: I 20:23
[0712/1:VERBOSE] O 20:23:52.5 0000 00 01 # SCTP_PACKET
`;

test('packets are found amid other lines, with direction and time of day', async () => {
  const { frames, interfaces, problems } = await framesOf(text(DUMP));
  expect(frames.map(({ bytes, direction, time, linkType, number }) => [bytes, direction, time, linkType, number])).toEqual([
    ['138813892eb0b140000000000b000004', 2, 73_431_682_252, 248, 1],
    ['1389138801020304aabbccdd0e000004', 1, 73_431_690_001, 248, 2],
    ['0001', 2, 73_432_500_000, 248, 3],
  ]);
  expect(interfaces).toEqual([{ file: 0, linkType: 248, snapLength: 0 }]);
  expect(problems).toEqual([]);
});

test('dcSCTP: milliseconds, and a socket is an interface', async () => {
  const line = (socket: string) => `O 14:19:22.697 0000 13 88 # SCTP_PACKET ${socket}\r\n`;
  const { frames, interfaces } = await framesOf(text(line('DcSctpTransport0') + line('DcSctpTransport1') + line('DcSctpTransport0')));
  expect(interfaces.map(({ name }) => name)).toEqual(['DcSctpTransport0', 'DcSctpTransport1']);
  expect(frames.map(({ interfaceIndex, time }) => [interfaceIndex, time])).toEqual([
    [0, 51_562_697_000],
    [1, 51_562_697_000],
    [0, 51_562_697_000],
  ]);
});

test('after midnight it is the next day', async () => {
  const at = (time: string) => `I ${time} 0000 13 88 # SCTP_PACKET\n`;
  const { frames } = await framesOf(text(at('23:59:59.999999') + at('00:00:00.000001') + at('00:00:00.000000')));
  expect(frames.map(({ time }) => time)).toEqual([86_399_999_999, 86_400_000_001, 86_400_000_000]);
});

test('a last line without its end, and what is no hex', async () => {
  const { frames, problems } = await framesOf(text('I 00:00:00.0 0000 01 02 zz 03 # SCTP_PACKET\nO 00:00:01.0 0000 04 # SCTP_PACKET'));
  expect(frames.map(({ bytes }) => bytes)).toEqual(['0102', '04']);
  expect(problems).toMatchObject([{ offset: 0, text: expect.stringContaining('no hex after the first 2') }]);
});

test('a line that is marked as a packet and is none is skipped, and that is said', async () => {
  const { frames, problems } = await framesOf(text('O yesterday 0000 01 02 # SCTP_PACKET\nO 00:00:01.0 0000 04 # SCTP_PACKET\n'));
  expect(frames.map(({ bytes }) => bytes)).toEqual(['04']);
  expect(problems).toMatchObject([{ offset: 0, text: expect.stringContaining('skipped') }]);
});

test('the same in pieces of any size', async () => {
  const whole = await framesOf(text(DUMP));
  for (const size of [1, 2, 7, 64]) expect(await framesOf(text(DUMP), size)).toEqual(whole);
});

test('a line without end does not fill the memory', async () => {
  const { frames } = await framesOf(text(`${DUMP}${'x'.repeat(3_000_000)}\n${DUMP}`));
  expect(frames).toHaveLength(6);
});

test('text without packets is refused', async () => {
  await expect(framesOf(text('# SCTP-PACKET\n'))).rejects.toThrow(/text without SCTP packets.*--app-log/);
});
