/** Stacks are recognised by what they send; what depends on a guess is likely at most. */
import { describe, expect, test } from '@jest/globals';
import { openCapture, reconstruct } from '../../../src/index.js';
import type { Notification } from '../../../src/notification/notification.js';
import type { InitOffer } from '../../../src/reconstruct/init-offer.js';
import type { AssociationReport } from '../../../src/reconstruct/model.js';
import { detectStack } from '../../../src/reconstruct/profile/detect-stack.js';
import { PROFILE_NAMES, profileNamed } from '../../../src/reconstruct/profile/registry.js';
import { STACK_SIGNS } from '../../../src/reconstruct/profile/stack-sign.js';
import type { StackTraits } from '../../../src/reconstruct/profile/stack-traits.js';
import { truthCases } from '../../helper/truth.js';

const NOTHING: StackTraits = { offer: undefined, heartbeat: undefined, abortText: '' };

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function offering(parameters: number[], more: Partial<InitOffer> = {}): StackTraits {
  const offer: InitOffer = {
    tag: 0x11223344,
    window: 70000,
    outboundStreams: 10,
    inboundStreams: 10,
    tsn: 1,
    adaptation: undefined,
    extensions: new Set(),
    addresses: [],
    parameters,
    cookie: undefined,
    listsMore: false,
    whole: true,
    frame: 1,
    time: 0,
    ...more,
  };
  return { ...NOTHING, offer };
}

const heartbeat = (hex: string, port: number): StackTraits => ({ ...NOTHING, heartbeat: { info: bytes(hex), port } });
const aborting = (abortText: string): StackTraits => ({ ...NOTHING, abortText });

const COOKIE = new Uint8Array(64);
const LINUX_COOKIE = Uint8Array.from({ length: 228 }, (_, at) => [0x44, 0x33, 0x22, 0x11][at - 36] ?? 0);
const LINUX_BEAT = '0200138b0a010001000000000000000000000000000000000000000080';
const BSD_BEAT = '9af9016b5055090032006b47ef6204e702100000c6336402000000000000000000000000';
const NEW_BSD_BEAT = 'adf9016b00000000bf1b04000000000000000000021000000a010002000000000000000000000000';

describe('what an endpoint sends tells its stack', () => {
  test.each([
    ['linux', 'INIT', offering([12, 0x8000, 0xc000])],
    ['linux', 'INIT of two addresses with AUTH', offering([5, 5, 12, 0x8000, 0x8008, 0xc000, 0x8002, 0x8004, 0x8003])],
    ['linux', 'INIT-ACK', offering([5, 6, 7, 0x8000, 0xc000], { cookie: COOKIE })],
    ['linux', 'tag in its cookie', offering([7], { cookie: LINUX_COOKIE })],
    ['linux', 'a_rwnd', offering([12], { window: 106496 })],
    ['linux', 'HEARTBEAT', heartbeat(LINUX_BEAT, 5003)],
    ['linux', 'HEARTBEAT of a big-endian host', heartbeat(`0002${LINUX_BEAT.slice(4)}`, 5003)],
    ['linux', 'giving up', aborting('Association exceeded its max_retrans count')],
    ['usrsctp', 'INIT', offering([0x8000, 0xc000, 0x8008, 0x8002, 0x8004, 0x8003, 12, 5, 6])],
    ['usrsctp', 'INIT-ACK', offering([0x8000, 0xc000, 0x8008, 5, 7], { cookie: COOKIE })],
    ['usrsctp', 'cookie', offering([7], { cookie: latin('KAME-BSD 1.1 and so on') })],
    ['usrsctp', 'HEARTBEAT', heartbeat(NEW_BSD_BEAT, 5003)],
    ['usrsctp', 'violation', aborting('Reass 30000004,CI:27a445bd,TSN=27a445bb,SID=0002')],
    ['dcsctp', 'INIT', offering([0xc000, 0x8001, 0x8008], { window: 5 * 1024 * 1024 })],
    ['dcsctp', 'cookie', offering([7, 0xc000, 0x8008], { cookie: latin('dcSCTP00 and so on') })],
    ['pion', 'INIT', offering([0x8008], { window: 1024 * 1024, outboundStreams: 65535, inboundStreams: 65535 })],
    ['pion', 'INIT-ACK', offering([7, 0x8008, 0x8001], { cookie: COOKIE })],
  ])('%s: %s', (name, _, traits) => {
    const detected = detectStack(traits, NOTHING);
    expect(detected).toMatchObject({ name });
    expect(detected.score).toBeGreaterThan(0.35);
    expect(detected.why).not.toBe('');
  });

  test('the release where a sign tells it', () => {
    expect(detectStack(heartbeat(BSD_BEAT, 1), NOTHING)).toMatchObject({ name: 'usrsctp', version: '0.9.5' });
    expect(detectStack(heartbeat(NEW_BSD_BEAT, 1), NOTHING).version).toBeUndefined();
  });

  test('several signs prove more than one, and contradictions less', () => {
    const one = detectStack(offering([12, 0x8000, 0xc000]), NOTHING).score;
    const two = detectStack({ ...offering([12, 0x8000, 0xc000]), ...{ heartbeat: heartbeat(LINUX_BEAT, 5003).heartbeat } }, NOTHING).score;
    const torn = detectStack({ ...offering([12, 0x8000, 0xc000]), ...{ heartbeat: heartbeat(NEW_BSD_BEAT, 1).heartbeat } }, NOTHING);
    expect(two).toBeGreaterThan(one);
    expect(torn.score).toBeLessThan(0.3);
  });

  test.each([
    ['an order that two stacks share', offering([7, 0x8008], { cookie: COOKIE })],
    ['a HEARTBEAT to another port', heartbeat(LINUX_BEAT, 5004)],
    ['a HEARTBEAT cut short', heartbeat('0200138b', 5003)],
    ['words of an application', aborting('going down')],
    ['a cookie cut short', offering([7, 0x8001], { cookie: latin('KAME') })],
  ])('no sign: %s', (_, traits) => {
    expect(detectStack(traits, NOTHING)).toMatchObject({ name: 'linux', score: 0, assumption: 'the stack is linux, as most are' });
  });

  test('who shows nothing is taken for what its peer is', () => {
    const detected = detectStack(NOTHING, offering([7], { cookie: latin('KAME-BSD 1.1') }));
    expect(detected).toMatchObject({ name: 'usrsctp', assumption: "the stack is usrsctp, as its peer's is" });
    expect(detected.score).toBeLessThan(0.5);
  });
});

test('every sign speaks for a profile there is, with a weight below one and a reason', () => {
  for (const sign of STACK_SIGNS) {
    expect(PROFILE_NAMES).toContain(sign.stack);
    expect(sign.weight).toBeGreaterThan(0);
    expect(sign.weight).toBeLessThan(1);
    expect(sign.wording).not.toBe('');
  }
});

test('stacks of WebRTC have no socket API', () => {
  for (const name of ['dcsctp', 'pion']) expect(profileNamed(name)).toMatchObject({ name, hasSocketApi: false });
});

interface Run {
  reports: AssociationReport[];
  notifications: Notification[];
}

async function analyse(capture: string): Promise<Run> {
  const run: Run = { reports: [], notifications: [] };
  for await (const settled of reconstruct(await openCapture([capture]))) {
    if (settled.kind === 'association') run.reports.push(settled.association);
    else if (settled.kind === 'notification') run.notifications.push(settled.notification);
  }
  return run;
}

describe('on recorded runs', () => {
  test('the stack is right in nine cases of ten', async () => {
    let asked = 0;
    const wrong: string[] = [];
    for (const recorded of truthCases) {
      for (const { port, addresses, stack } of (await analyse(recorded.capture)).reports.flatMap((report) => report.endpoints)) {
        const end = Object.keys(recorded.endpoints).find((each) =>
          recorded.endpoints[each]!.addresses.some((one) => addresses.includes(one)),
        );
        if (end === undefined || recorded.stacks[end] === undefined) continue;
        asked++;
        if (!recorded.stacks[end].startsWith(stack.name)) wrong.push(`${recorded.name} ${port}: ${stack.name}, ${stack.why}`);
      }
    }
    expect(asked).toBeGreaterThan(100);
    if (wrong.length > asked / 10) throw new Error(wrong.join('\n'));
  });

  test('what the candidates tell differently is likely and says why; what they tell alike may be certain', async () => {
    const { notifications } = await analyse(truthCases.find(({ name }) => name.includes('plain-shutdown-by-a'))!.capture);
    const up = notifications.filter(({ body }) => body.sn_type === 'SCTP_ASSOC_CHANGE' && body.sac_state === 'SCTP_COMM_UP');
    expect(up).toHaveLength(2);
    for (const { certainty, assumptions } of up) {
      expect(certainty).toBe('likely');
      expect(assumptions).toContainEqual(expect.stringMatching(/^the stack is linux, as its (INIT|State Cookie) looks$/));
    }
    const shutdown = notifications.find(({ body }) => body.sn_type === 'SCTP_SHUTDOWN_EVENT');
    expect(shutdown?.assumptions.some((text) => text.startsWith('the stack is'))).toBe(false);
  });
});
