import { describe, expect, test } from '@jest/globals';
import { findMalformations, MALFORMATION_LIMIT } from '../../src/dissect/find-malformations.js';
import { malformationRules, malformationText, type RuleId } from '../../src/dissect/malformation.js';
import { malformationsOf, type PacketOptions, packetWith } from '../helper/dissected.js';

const INIT_ACK = '02 00 001c 00000001 000005dc 0001 0001 00000001 0007 0008 01020304';

/** For every rule the shortest packet that breaks it: chunks, and what is odd about the packet around them. */
const cases: Record<RuleId, [chunks: string, options?: PacketOptions, tag?: string]> = {
  'snap-length': ['07 00 0008 00000001', { captured: 18 }],
  'quotation-cut': ['09 00 000c 0006 0008 07 00 0008'],
  'common-header-cut': ['', { captured: 8, wire: 8 }],
  'chunk-header-cut': ['0b 00 0004 0b 00'],
  'chunk-length-below-four': ['0b 00 0003'],
  'chunk-shorter-than-header': ['07 00 0004'],
  'chunk-past-end': ['07 00 0008 0000'],
  'chunk-not-padded': ['84 00 0005 00'],
  'parameter-header-cut': ['82 00 000e 000f 0008 00000001 0000'],
  'parameter-length-below-four': ['82 00 0008 000f 0000'],
  'parameter-shorter-than-header': ['82 00 0008 000f 0004'],
  'parameter-past-end': ['82 00 0008 000f 0008'],
  'cause-header-cut': ['06 00 0006 0004 0000'],
  'cause-length-below-four': ['06 00 0008 0004 0003'],
  'cause-shorter-than-header': ['06 00 0008 0003 0004'],
  'cause-past-end': ['06 00 0008 0003 0008'],
  'count-past-end': ['03 00 0010 00000001 00000002 0001 0000'],
  'bytes-left-over': ['0b 00 0008 00000000'],
  'nested-too-deep': [nestedParameters(10)],
  'padding-not-zero': ['84 00 0005 00 010000'],
  'no-chunk': [''],
  'port-zero': ['0b 00 0004'],
  'init-with-tag': ['01 00 0014 00000001 000005dc 0001 0001 00000001'],
  'tag-zero': ['0b 00 0004', {}, '00000000'],
  'not-alone': [`${INIT_ACK} 84 00 0004`],
  'not-first': ['84 00 0004 0b 00 0004'],
  'data-before-control': ['00 03 0014 00000001 0002 0003 00000000 01020304 08 00 0004'],
  'data-with-abort': ['00 03 0014 00000001 0002 0003 00000000 01020304 06 00 0004'],
  'after-abort': ['06 00 0004 08 00 0004'],
  'no-user-data': ['00 03 0010 00000001 0002 0003 00000000'],
  'initiate-tag-zero': [INIT_ACK.replace('00000001', '00000000')],
  'no-streams': [INIT_ACK.replace('0001 0001', '0001 0000')],
  'small-window': [INIT_ACK.replace('05dc', '05db')],
  'no-state-cookie': [INIT_ACK.replace('0007 0008', '8007 0008')],
  'no-heartbeat-info': ['04 00 0004'],
  'no-error-cause': ['09 00 0004'],
  'no-request': ['82 00 0004'],
  'no-lookup-address': ['c1 00 0008 00000001'],
  'gap-block-empty': ['03 00 0014 00000001 00000002 0001 0000 0005 0004'],
  'gap-block-order': ['03 00 0018 00000001 00000002 0002 0000 0004 0005 0002 0002'],
};

/** A HEARTBEAT of Unrecognized Parameters in one another. */
function nestedParameters(depth: number): string {
  let inner = '';
  for (let level = 0; level < depth; level++) inner = `0008${(4 + inner.length / 2).toString(16).padStart(4, '0')}${inner}`;
  return `0400${(4 + inner.length / 2).toString(16).padStart(4, '0')}${inner}`;
}

describe('the table of rules', () => {
  test.each(Object.entries(cases) as [RuleId, (typeof cases)[RuleId]][])('%s', (rule, [chunks, options, tag]) => {
    const packet = packetWith(chunks, options, tag);
    if (rule === 'port-zero') packet.view.setUint16(packet.start, 0);
    expect(findMalformations(packet).map((found) => found.rule)).toContain(rule);
  });

  test('every rule has a case, a wording of its own, and a section', () => {
    const rules = Object.entries(malformationRules);
    expect(Object.keys(cases).sort()).toEqual(rules.map(([id]) => id).sort());
    expect(new Set(rules.map(([, { wording }]) => wording)).size).toBe(rules.length);
    for (const [, { kind, section }] of rules) expect(section).toMatch(kind === 'cut' ? /./ : /^RFC \d+ section \d/);
  });
});

test('a finding in words', () => {
  const [finding] = findMalformations(packetWith('07 00 0008 0000'));
  expect(finding).toEqual({ rule: 'chunk-past-end', frame: 7, offset: 12, required: 8, available: 6, lengthFrom: 'IP length' });
  expect(malformationText(finding!)).toBe(
    'chunk runs past the end of the packet: 8 bytes needed, 6 there according to the IP length, at byte 12 (RFC 9260 section 3.2)',
  );
  const [cut] = findMalformations(packetWith('07 00 0008 00000001', { captured: 18 }));
  expect(malformationText(cut!)).toBe(
    'cut by the snap length of the capture: 8 bytes needed, 6 there according to the capture, at byte 12',
  );
});

test('cut by the capture and malformed besides: both are told', () => {
  // The chunk claims 32 bytes of a packet that had 24, of which 20 were captured.
  expect(malformationsOf(packetWith('84 00 0020 0000000000000000', { captured: 20 }))).toEqual(['chunk-past-end 12 32/12 IP length']);
  // Two chunks, the first wrong in itself, the second cut.
  expect(malformationsOf(packetWith('07 00 0004 07 00 0008 00000001', { captured: 22 }))).toEqual([
    'chunk-shorter-than-header 12 8/4 chunk length',
    'snap-length 16 8/6 capture',
  ]);
});

test('a packet with thousands of mistakes: a hundred of them are kept', () => {
  const packet = packetWith('07 00 0004'.repeat(5000));
  expect(findMalformations(packet)).toHaveLength(MALFORMATION_LIMIT);
});
