import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS, headline, openCapture, profileNamed, reconstruct } from '../../src/index.js';
import { SAMPLES } from '../helper/samples.js';

const LOST_MESSAGES = join(SAMPLES, 'lost-messages.pcap');

test('a program gets each notification with its reason, then the association', async () => {
  const lines: string[] = [];
  for await (const settled of reconstruct(await openCapture([LOST_MESSAGES]))) {
    if (settled.kind === 'notification') lines.push(`${settled.notification.endpointName} ${headline(settled.notification.body)}`);
    if (settled.kind === 'association') lines.push(settled.association.outcome);
  }
  expect(lines).toContain('10.1.0.1:5001 SCTP_ASSOC_CHANGE SCTP_COMM_UP streams out 10 in 10');
  expect(lines.at(-1)).toBe('aborted');
});

test('a program says which stack and what was subscribed to', async () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    stacks: [{ address: '10.1.0.1', port: undefined, value: profileNamed('usrsctp')! }],
    subscriptions: [{ address: undefined, port: undefined, value: new Set(['SCTP_ASSOC_CHANGE'] as const) }],
  };
  const told = new Set<string>();
  for await (const settled of reconstruct(await openCapture([LOST_MESSAGES]), settings)) {
    if (settled.kind !== 'notification') continue;
    const { endpointName, profile, body } = settled.notification;
    told.add(`${endpointName} as ${profile.split('@')[0]}: ${body.sn_type}`);
  }
  expect([...told].sort()).toEqual(['10.1.0.1:5001 as usrsctp: SCTP_ASSOC_CHANGE', '10.1.0.2:6010 as linux: SCTP_ASSOC_CHANGE']);
});

test('what it yields does not depend on how the capture was cut into blocks', async () => {
  const read = async (blockLength?: number) => {
    const all: unknown[] = [];
    for await (const settled of reconstruct(await openCapture([LOST_MESSAGES], blockLength === undefined ? {} : { blockLength })))
      all.push(settled);
    return all;
  };
  expect(await read(4096)).toEqual(await read());
});

/** A capture over and over, each time so many seconds later, as a pipe has it. */
function* overAndOver(path: string, rounds: number, seconds: number): Generator<Buffer> {
  const file = readFileSync(path);
  yield file.subarray(0, 24);
  for (let round = 0; round < rounds; round++) {
    const records = Buffer.from(file.subarray(24));
    for (let at = 0; at < records.length; at += 16 + records.readUInt32LE(at + 8))
      records.writeUInt32LE(records.readUInt32LE(at) + round * seconds, at);
    yield records;
  }
}

test('of a pipe, which may have no end, what has ended is told and let go of on the way', async () => {
  const rounds = 40;
  const stdin = Readable.from(overAndOver(join(SAMPLES, 'shutdown.pcap'), rounds, 700));
  const kinds: string[] = [];
  for await (const { kind } of reconstruct(await openCapture(['-'], { stdin }))) kinds.push(kind);
  const beforeLast = kinds.slice(0, kinds.lastIndexOf('notification')).filter((kind) => kind === 'association');
  expect(kinds.filter((kind) => kind === 'association')).toHaveLength(rounds);
  expect(beforeLast.length).toBeGreaterThanOrEqual(rounds - 2);
});
