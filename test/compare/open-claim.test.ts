/** A likely notification that the log lacks is no difference where the capture hardly decides it: it hangs on one packet of many that get lost, or may not have been due. */
import { describe, expect, test } from '@jest/globals';
import { differenceText } from '../../src/compare/comparison-words.js';
import type { Difference } from '../../src/compare/difference.js';
import type { NotificationBody } from '../../src/notification/notification.js';
import { called, claim, compareLogs, DRY, LOST, note, report, START, told, UP } from '../helper/comparison.js';

const END = note(60, 'end');
const HINGE = { what: 'SACK in frame 7 reached 10.1.0.1:5001', ofLosses: true };
const hinged = (at: number, hinge = HINGE) => claim(at, DRY, { certainty: 'likely', assumptions: ['it reached 10.1.0.1:5001'], hinge });

/** The association, whose other end sent `again` of ten chunks again. */
function lossy(again: number): ReturnType<typeof report> {
  const plain = report(1);
  const [one, other] = plain.endpoints;
  return { ...plain, endpoints: [one, { ...other, dataChunks: 10, retransmissions: again }] };
}

function all(expected: Parameters<typeof compareLogs>[0], lines: string[], reports = [report(1)]): readonly Difference[] {
  return compareLogs(expected, [{ lines, address: '10.1.0.1' }], { reports }).comparison.logs[0]!.lanes[0]!.differences;
}

const verdictsOf = (differences: readonly Difference[]): string[] => differences.map(({ verdict }) => verdict);

describe('one that stands or falls with the arrival of one packet', () => {
  const expected = [claim(0, UP), ...[2, 3, 4].map((at) => hinged(at))];
  const lines = [called(-1, 'socket'), told(0, UP), told(2.001, DRY), told(4.001, DRY), END];

  test('is missing where nothing got lost on the way there', () => {
    expect(verdictsOf(all(expected, lines))).toEqual(['match', 'match', 'missing', 'match']);
    expect(verdictsOf(all(expected, lines, [lossy(1)]))).toEqual(['match', 'match', 'missing', 'match']);
  });

  test('is left to the log where as much got lost as lets expect it', () => {
    const differences = all(expected, lines, [lossy(4)]);
    expect(verdictsOf(differences)).toEqual(['match', 'match', 'open', 'match']);
    expect(differences[1]!.settled).toBe('SACK in frame 7 reached 10.1.0.1:5001');
    expect(differenceText(differences[2]!)).toBe(
      'SCTP_SENDER_DRY_EVENT was likely and is not in the log, which decides: packets do not show whether SACK in frame 7 reached 10.1.0.1:5001, and some were lost on the way there',
    );
  });

  test('is left to the log whatever got lost, where no loss has to explain it', () => {
    const raced = hinged(3, { what: 'SACK in frame 7 came first', ofLosses: false });
    expect(verdictsOf(all([claim(0, UP), raced], [called(-1, 'socket'), told(0, UP), END]))).toEqual(['match', 'open']);
  });

  test('is not counted as expected', () => {
    const [lane] = compareLogs(expected, [{ lines }], { reports: [lossy(4)] }).comparison.logs[0]!.lanes;
    expect(lane).toMatchObject({ expected: 3, told: 3 });
  });
});

describe('one whose moment is vague', () => {
  const cutOff = { certainty: 'likely', assumptions: ['the path was dead in both directions'] } as const;
  const unreachable: NotificationBody = { sn_type: 'SCTP_PEER_ADDR_CHANGE', spc_state: 'SCTP_ADDR_UNREACHABLE', spc_aaddr: '10.1.0.2' };
  const vague = { ...claim(10, unreachable, cutOff), earliest: START + 5e6, latest: START + 70e6 };
  const lost = { ...claim(11, LOST, cutOff), earliest: START + 6e6, latest: START + 71e6 };

  test('was perhaps not due when the association ended', () => {
    const differences = all([claim(0, UP), vague, lost], [called(-1, 'socket'), told(0, UP), told(11, LOST), END]);
    expect(verdictsOf(differences)).toEqual(['match', 'open', 'match']);
    expect(differences[1]!.settled).toBe('it was perhaps not due yet when the association ended');
  });

  test('was perhaps not due when the log ended, but for long after that it was', () => {
    expect(verdictsOf(all([claim(0, UP), vague], [called(-1, 'socket'), told(0, UP), note(11, 'end')]))).toEqual(['match', 'open']);
    expect(verdictsOf(all([claim(0, UP), vague], [called(-1, 'socket'), told(0, UP), note(20, 'end')]))).toEqual(['match', 'missing']);
  });

  test('was due where what was told at the same moment was told', () => {
    const both = [claim(0, UP), { ...lost, body: unreachable }, lost];
    expect(verdictsOf(all(both, [called(-1, 'socket'), told(0, UP), told(11, LOST), END]))).toEqual(['match', 'missing', 'match']);
  });
});
