/** Everything that is diagnosed: how bad it is, the section that says so, and how a person is told. What finds it stands in the files beside. */
import type { Diagnosis } from '../model.js';
import type { Finding } from './finding.js';

interface Rule {
  severity: Diagnosis['severity'];
  /** Section of an RFC; RFC 9260 where none is named. */
  section: string;
  /** `who` is the endpoint it was found at. */
  wording(who: string, finding: Finding): string;
}

export const DIAGNOSES = {
  'fast retransmission': {
    severity: 'note',
    section: '7.2.4',
    wording: (who, { count }) => `${who} sent ${chunks(count)} again at once, because gap reports showed ${them(count)} missing`,
  },
  'retransmission by time-out': {
    severity: 'warning',
    section: '6.3.3',
    wording: (who, { count, longest }) =>
      `${who} sent ${chunks(count)} again after the retransmission timer had run out; the longest wait was ${seconds(longest)}`,
  },
  'spurious retransmission': {
    severity: 'note',
    section: '7.2.4',
    wording: (who, { count }) => `${who} sent ${chunks(count)} again that had been acknowledged: the acknowledgement was lost or late`,
  },
  'zero window': {
    severity: 'warning',
    section: '6.1',
    wording: (who, { count }) => `${who} advertised a receiver window of 0 ${times(count)}: its application reads too slowly`,
  },
  stall: {
    severity: 'error',
    section: '8.1',
    wording: (who, { longest }) => `${who} was up and had data outstanding, but nothing of it was acknowledged for ${seconds(longest)}`,
  },
  'heartbeat unanswered': {
    severity: 'warning',
    section: '8.3',
    wording: (who, { count }) => `${who} sent ${count === 1 ? 'a HEARTBEAT' : `${count} HEARTBEATs`} that nobody answered`,
  },
  reneging: {
    severity: 'warning',
    section: '6.2.1',
    wording: (who, { count }) =>
      `${who} took back what it had acknowledged by gap ack blocks, ${times(count)}: it dropped data it had received`,
  },
  'gap in the capture': {
    severity: 'warning',
    section: '6.2',
    wording: (who, { count }) =>
      `${who} had ${count === 1 ? 'a TSN' : `${count} TSNs`} acknowledged that this capture does not hold: packets are missing from it`,
  },
  'more outstanding than kept': {
    severity: 'warning',
    section: '6.1',
    wording: (who, { count }) =>
      `${who} had more TSNs outstanding, or more that are missing from this capture, than are kept: of ${count === 1 ? 'one' : count} nothing is told`,
  },
  'more given up than followed': {
    severity: 'warning',
    section: '6.1',
    wording: (who, { count }) =>
      `${who} gave up messages while too many were outstanding to look at: of ${count} FORWARD-TSNs nothing is told`,
  },
  'more messages begun than followed': {
    severity: 'warning',
    section: 'RFC 8260 section 2.1',
    wording: (who, { count }) =>
      `${who} had more I-DATA messages begun and not acknowledged than are followed: ${count === 1 ? 'one is' : `${count} are`} taken for acknowledged`,
  },
  'more user data than kept': {
    severity: 'note',
    section: '6.1',
    wording: (who, { count }) =>
      `${who} had more user data outstanding than is kept: of ${chunks(count)} no notification shows what was in ${them(count)}`,
  },
  'more gap reports than looked at': {
    severity: 'warning',
    section: '3.3.4',
    wording: (who, { count }) =>
      `${who} reported more TSNs by gap ack blocks than are looked at: of ${count === 1 ? 'a SACK' : `${count} SACKs`} only the first are believed to have arrived`,
  },
  'more addresses than kept': {
    severity: 'warning',
    section: '5.1.2',
    wording: (who, { count }) =>
      `${who} has more addresses than are kept: one that was left out was met ${times(count)}, and of the path to it nothing is told`,
  },
  'more INIT-ACKs than kept': {
    severity: 'warning',
    section: '5.2.2',
    wording: (who, { count }) =>
      `${who} answered with more INIT-ACKs than are kept: a COOKIE-ECHO that answers ${count === 1 ? 'the one that is' : `one of the ${count} that are`} forgotten is not known again`,
  },
  'more requests than kept': {
    severity: 'warning',
    section: 'RFC 6525 section 5.1.1',
    wording: (who, { count }) =>
      `${who} sent more requests than are kept until they are answered: of ${count === 1 ? 'one' : count} nothing is told`,
  },
  'more streams passed over than looked at': {
    severity: 'warning',
    section: 'RFC 3758 section 3.2',
    wording: (who, { count }) =>
      `${who} named more streams in a FORWARD-TSN than are looked at, ${times(count)}: of messages on the others no partial delivery ends`,
  },
  'more causes than told': {
    severity: 'warning',
    section: '3.3.10',
    wording: (who, { count }) => `${who} put more error causes into one chunk than are told, ${times(count)}: the first are`,
  },
  'answer to what was not captured': {
    severity: 'warning',
    section: '5.1',
    wording: (who, { count }) =>
      `${who} answered ${count === 1 ? 'a chunk' : `${count} chunks`} that this capture does not hold: packets are missing from it`,
  },
  'checksum offload': {
    severity: 'note',
    section: '6.8',
    wording: (who, { count }) =>
      `${count === 1 ? 'no packet' : `none of ${count} packets`} of ${who} has a right CRC32c: its hardware fills it in after the point of capture, which is no error`,
  },
  'zero checksum': {
    severity: 'note',
    section: 'RFC 9653 section 5',
    wording: (who, { count }) => `${packets(count)} of ${who} ${has(count)} 0 for a checksum, as its peer has declared acceptable`,
  },
  'zero checksum not agreed': {
    severity: 'warning',
    section: 'RFC 9653 section 5',
    wording: (who, { count }) =>
      `${packets(count)} of ${who} ${has(count)} 0 for a checksum, which its peer is not seen to accept: unless hardware fills it in after the point of capture, that drops ${them(count)}`,
  },
  'Adler-32': {
    severity: 'note',
    section: 'RFC 3309 section 2',
    wording: (who, { count }) =>
      `${packets(count)} of ${who} ${count === 1 ? 'carries' : 'carry'} the Adler-32 of RFC 2960, which no stack of today accepts`,
  },
  'wrong checksum': {
    severity: 'error',
    section: '6.8',
    wording: (who, { count }) => `${packets(count)} of ${who} arrived here with a wrong CRC32c`,
  },
  'damaged IP header': {
    severity: 'error',
    section: 'RFC 1122 section 3.2.1.2',
    wording: (who, { count }) =>
      `${packets(count)} of ${who} had a damaged IP header, so that no host takes ${count === 1 ? 'it' : 'them'} in`,
  },
  'truncated by snap length': {
    severity: 'note',
    section: '3',
    wording: (who, { count }) =>
      `${packets(count)} of ${who} ${count === 1 ? 'was' : 'were'} not captured whole: capture again without a snap length`,
  },
  'INIT retransmitted': {
    severity: 'warning',
    section: '5.1',
    wording: (who, { count }) => `${who} sent its INIT again ${times(count)}: no INIT-ACK came in time`,
  },
  restart: {
    severity: 'warning',
    section: '5.2.4',
    wording: (who) => `${who} lost its state and set the association up again: action A`,
  },
  'forged INIT': {
    severity: 'warning',
    section: '5.2.2',
    wording: (who) =>
      `an INIT came in the name of ${who}, which carried on with its association: somebody else sent it, and nothing changes`,
  },
  collision: {
    severity: 'note',
    section: '5.2.4',
    wording: (who) => `${who} and its peer sent INITs to each other at the same time; they became one association: action B`,
  },
  'COOKIE-ECHO repeated': {
    severity: 'note',
    section: '5.2.4',
    wording: (who, { count }) =>
      `${who} sent its COOKIE-ECHO again ${times(count)} to an endpoint that was up already: that answers with a COOKIE-ACK and tells nobody: action D`,
  },
  'COOKIE-ECHO too late': {
    severity: 'note',
    section: '5.2.4',
    wording: (who, { count }) =>
      `${who} echoed ${count === 1 ? 'a cookie' : `a cookie ${times(count)}`} too late: whoever gave it had called itself meanwhile, with another tag; it is discarded, and nothing changes: action C`,
  },
  'address not listed': {
    severity: 'warning',
    section: '8.4',
    wording: (who, { count }) =>
      `packets between ${who} and its peer went by an address that was not listed when the association was set up, and were disowned with an ABORT, ${times(count)}: they belong to no association, and nothing changes`,
  },
  'wrong verification tag': {
    severity: 'warning',
    section: '8.5',
    wording: (who, { count }) =>
      `${count === 1 ? 'one more packet' : `${count} more packets`} from ${who}: not of an association between these addresses; nothing changes`,
  },
  'out of the blue': {
    severity: 'warning',
    section: '8.4',
    wording: (who, { count }) =>
      `${count === 1 ? 'one more packet' : `${count} more packets`} from ${who}: of no association; nothing changes`,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type DiagnosisRule = keyof typeof DIAGNOSES;

/** One line for a person: what, and where it began. */
export function diagnosis(rule: DiagnosisRule, who: string, association: number, finding: Finding): Diagnosis {
  const { severity, section, wording } = DIAGNOSES[rule];
  const { frame, time, count } = finding;
  const source = section.startsWith('RFC') ? section : `RFC 9260 section ${section}`;
  return {
    rule,
    severity,
    association,
    frame,
    time,
    text: `${wording(who, finding)} (${count > 1 ? 'first in ' : ''}frame ${frame}; ${source})`,
  };
}

function chunks(count: number): string {
  return count === 1 ? 'a DATA chunk' : `${count} DATA chunks`;
}

function has(count: number): string {
  return count === 1 ? 'has' : 'have';
}

function packets(count: number): string {
  return count === 1 ? 'a packet' : `${count} packets`;
}

function them(count: number): string {
  return count === 1 ? 'it' : 'them';
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function seconds(microseconds: number): string {
  return `${(microseconds / 1e6).toFixed(microseconds < 1e7 ? 2 : 0)} s`;
}
