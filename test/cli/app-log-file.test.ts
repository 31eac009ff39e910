import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAppLog } from '../../src/cli/app-log-file.js';
import { AppLogError } from '../../src/compare/app-log.js';
import { sampleText } from '../helper/samples.js';
import { fakeSurroundings } from '../helper/surroundings.js';

const LOG = sampleText('shutdown.b.ndjson');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-log-'));
  mkdirSync(join(folder, 'directory'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: string, content?: string | Uint8Array) {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  const surroundings = fakeSurroundings();
  surroundings.stderr.isTTY = true;
  let events = 0;
  const summary = await readAppLog(path, {}, () => events++, surroundings);
  return { ...summary, events, errors: surroundings.errors() };
}

describe('what cannot be read is said in words', () => {
  test.each([
    ['nowhere.log', undefined, /nowhere\.log cannot be read: there is no such file$/],
    ['directory', undefined, /directory cannot be read: it is a directory; name the files in it$/],
    ['plain.log/within', undefined, /within cannot be read: a part of its path is a file, not a directory$/],
    ['picture.log', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), /is no application log: it is a JPEG picture; an application log is text: /],
    ['capture.log', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0), /it is a capture \(pcap\); captures are named without --app-log$/],
    [
      'packed.log',
      Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
      /it is xz-compressed; unpack it: xz -dc LOG \| sctpscope … --app-log -$/,
    ],
    ['wrapped.log', gzipSync(gzipSync(gzipSync(gzipSync('x')))), /it is compressed several times over$/],
    ['noise.log', Uint8Array.of(65, 66, 67, 0, 68), /it is binary, not text; an application log is text/],
  ])('%s', async (name, content, message) => {
    writeFileSync(join(folder, 'plain.log'), LOG);
    await expect(read(name, content)).rejects.toThrow(message);
    await expect(read(name, content)).rejects.toThrow(AppLogError);
  });
});

describe('the same log, however it is stored', () => {
  const utf16 = Buffer.from(LOG, 'utf16le');
  test.each([
    ['plain.log', LOG],
    ['carriage returns.log', LOG.replaceAll('\n', '\r\n')],
    ['byte order mark.log', `\ufeff${LOG}`],
    ['utf-16, little-endian.log', Buffer.from(`\ufeff${LOG}`, 'utf16le')],
    ['utf-16, big-endian.log', Buffer.from(`\ufeff${LOG}`, 'utf16le').swap16()],
    ['utf-16 without a mark.log', utf16],
    ['big-endian without a mark.log', Buffer.from(utf16).swap16()],
    ['gzip, by its bytes.log', gzipSync(LOG)],
    ['gzip of utf-16.log', gzipSync(utf16)],
  ])('%s', async (name, content) => {
    const summary = await read(name, content);
    expect(summary).toMatchObject({ events: LOG.split('\n').length - 1, unknownLines: 0, problems: [], errors: '' });
  });
});

test('of compressed data that is cut, what came before is read, and the damage is said', async () => {
  const packed = gzipSync(
    Array.from({ length: 3000 }, (_, i) => `{"time":${1795290219 + i},"event":"note","text":"${Math.sin(i)}"}`).join('\n'),
  );
  const { events, problems } = await read('cut.gz', packed.subarray(0, packed.length - 9));
  expect(events).toBeGreaterThan(1000);
  expect(problems).toEqual(['the gzip data ends in the middle']);
});

test('a log that says nothing says so', async () => {
  expect((await read('empty.log', '')).problems).toEqual(['it is empty']);
  const remark = 'handle_notification : SCTP_NOTHING_KNOWN\n';
  expect((await read('silent.log', remark)).problems).toEqual(['none of its lines tells of a notification, a call or a message']);
});
