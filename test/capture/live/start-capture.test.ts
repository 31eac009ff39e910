/** Choosing, starting and ending engines, with shell scripts for engines: nothing is captured. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CaptureRequest, Engine, EngineMissing, EngineName } from '../../../src/capture/live/engine.js';
import { type StartedCapture, type StartOptions, startCapture } from '../../../src/capture/live/start-capture.js';
import { pcap } from '../../helper/capture-bytes.js';
import { readFrames } from '../../helper/read-frames.js';

const OPTIONS: StartOptions = {
  interface: 'eth9',
  filters: ['sctp'],
  engine: 'auto',
  user: undefined,
  bufferLength: undefined,
  command: 'sctpscope live eth9',
};

/** A capture of two frames, as a shell prints it. */
const CAPTURE = `printf '${[...pcap([{ bytes: new Uint8Array(60) }, { bytes: new Uint8Array(61) }])].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}'`;
/** What waits for SIGINT, as engines do. */
const WAIT = 'trap "exit 0" INT; while :; do sleep 0.05; done';

function engine(name: EngineName, script: string | ((request: CaptureRequest) => string)): Engine {
  const command = (request: CaptureRequest) => ({
    program: 'sh',
    arguments: ['-c', typeof script === 'string' ? script : script(request)],
  });
  return {
    name,
    what: name,
    cost: [],
    timeStamps: 'kernel',
    counts: 'kernel',
    bufferLength: 1,
    latency: 0,
    command,
    permit: () => undefined,
  };
}

function missing(name: EngineName, code: EngineMissing['code'] = 'absent'): Engine {
  return { ...engine(name, ''), command: () => ({ code, why: `${name} is not installed`, remedy: `get ${name}` }) };
}

const fails = (said: string) => `echo '${said}' >&2; exit 1`;
const DENIED = fails('socket: Operation not permitted');

let started: StartedCapture | undefined;
afterEach(() => {
  started?.capture.stop();
  started = undefined;
});

async function start(engines: readonly Engine[], options: Partial<StartOptions> = {}): Promise<StartedCapture> {
  started = await startCapture({ ...OPTIONS, ...options }, engines);
  return started;
}

const refusal = (engines: readonly Engine[], options: Partial<StartOptions> = {}): Promise<unknown> =>
  start(engines, options).then(
    () => 'captures',
    (error) => ({ code: error.code, text: error.message }),
  );

describe('which engine', () => {
  const good = engine('tcpdump', `${CAPTURE}; ${WAIT}`);

  test('auto takes the first that works, and says why the others do not', async () => {
    const { capture, passedOver } = await start([missing('cap', 'unbuilt'), engine('dumpcap', DENIED), good]);
    expect(capture.engine.name).toBe('tcpdump');
    expect(passedOver.map(({ engine: { name }, failure }) => [name, failure.code])).toEqual([
      ['cap', 'unbuilt'],
      ['dumpcap', 'not-permitted'],
    ]);
  });

  test('one that was asked for is the only one tried', async () => {
    expect(await refusal([missing('cap'), good], { engine: 'cap' })).toEqual({
      code: 'absent',
      text: 'cap is not installed; run: get cap',
    });
  });

  test('what is wrong with the interface or the filter is wrong with every engine', async () => {
    expect(await refusal([engine('cap', fails('That device is not up')), good])).toMatchObject({ code: 'interface-down' });
  });

  test('nothing is installed', async () => {
    expect(await refusal([missing('cap'), missing('dumpcap'), missing('tcpdump')])).toEqual({
      code: 'no-engine',
      text: 'nothing to capture with is installed (cap, dumpcap, tcpdump); run: sudo apt-get install tcpdump',
    });
  });

  test('a missing right says more than a missing program', async () => {
    expect(await refusal([missing('cap'), engine('tcpdump', DENIED)])).toMatchObject({ code: 'not-permitted' });
  });

  test('of several filters the first that is understood', async () => {
    const pickyEngine = engine('tcpdump', ({ filter }) =>
      filter === 'vlan' ? fails('no VLAN support for Raw IP') : `${CAPTURE}; ${WAIT}`,
    );
    expect((await start([pickyEngine], { filters: ['vlan', 'plain'] })).filter).toBe('plain');
    expect(await refusal([pickyEngine], { filters: ['vlan'] })).toMatchObject({ code: 'bad-filter' });
  });

  test('a program that cannot be run, and one that writes no capture', async () => {
    const gone: Engine = { ...good, command: () => ({ program: '/nonexistent/tcpdump', arguments: [] }) };
    expect(await refusal([gone])).toMatchObject({ code: 'engine-failed', text: expect.stringContaining('ENOENT') });
    expect(await refusal([engine('tcpdump', 'echo "this is no capture at all, not even a little"')])).toMatchObject({
      code: 'engine-failed',
    });
  });
});

describe('the end', () => {
  test('stop() lets the engine end and yields what it had captured', async () => {
    const { capture } = await start([engine('tcpdump', `${CAPTURE}; ${WAIT}`)]);
    setTimeout(() => capture.stop(), 200);
    const { frames } = await readFrames(capture);
    expect(frames.map(({ originalLength }) => originalLength)).toEqual([60, 61]);
  });

  test('an engine that does not end is ended', async () => {
    const { capture } = await start([engine('tcpdump', `trap "" INT; ${CAPTURE}; sleep 0.2; while :; do sleep 0.05; done`)]);
    setTimeout(() => capture.stop(), 200);
    await readFrames(capture);
  }, 10_000);

  test('one that ends in good order is no failure; drop counts are told', async () => {
    const { capture } = await start([engine('tcpdump', `${CAPTURE}; echo '5 packets dropped by kernel' >&2`)]);
    expect((await readFrames(capture)).frames).toHaveLength(2);
    expect(capture.dropped).toBe(5);
  });

  test('one that fails later yields what it had captured first', async () => {
    const { capture } = await start([engine('tcpdump', `${CAPTURE}; ${fails('pcap_loop: The interface disappeared')}`)]);
    const frames: number[] = [];
    const reading = (async () => {
      for await (const batch of capture) frames.push(batch.count);
    })();
    await expect(reading).rejects.toMatchObject({ name: 'CaptureError', code: 'interface-gone' });
    expect(frames).toEqual([2]);
  });
});
