import { describe, expect, test } from '@jest/globals';
import { FIELD_NAMES, type FieldName } from '../../src/filter/field.js';
import { Filter } from '../../src/filter/filter.js';
import { FilterError } from '../../src/filter/filter-error.js';
import { Gathering } from '../../src/filter/gathering.js';
import type { Subject } from '../../src/filter/subject.js';
import type { Value } from '../../src/filter/value.js';

function subject(values: Partial<Record<FieldName, Value[]>>): Subject {
  return { values: (field) => values[field] };
}

const packet = subject({
  frame: [12],
  time: [Date.parse('2025-11-21T19:15:02Z') * 1000 + 123456],
  host: ['10.1.0.1', '10.1.0.2'],
  source: ['10.1.0.1'],
  destination: ['10.1.0.2'],
  port: [5001, 6010],
  sourceport: [5001],
  destinationport: [6010],
  chunk: [0, 6],
  tsn: [1007, 4294967295],
  stream: [3],
  ppid: [46],
  cause: [12],
  tag: [0x12345678],
  text: ['10.1.0.1:5001 > 10.1.0.2:6010 DATA (B/E) TSN 1007; ABORT User-Initiated Abort "b-gives-up"'],
});

const notification = subject({
  association: [1],
  host: ['fd00::1'],
  notification: ['SCTP_SEND_FAILED_EVENT', 'SEND_FAILED_EVENT', 'SEND_FAILED', 'SCTP_DATA_UNSENT', 'DATA_UNSENT'],
  certainty: ['likely'],
  outcome: ['not-started'],
  text: ['SCTP_SEND_FAILED_EVENT SCTP_DATA_UNSENT'],
});

describe('of a packet with DATA and ABORT from 10.1.0.1:5001 to 10.1.0.2:6010', () => {
  test.each([
    'chunk == ABORT and host == 10.1.0.2',
    'chunk == abort && chunk == data',
    'sctp.chunk_type == 6',
    'sctp.port == 5001 && sctp.dstport == 6010 && ip.src == 10.1.0.1 && ip.dst eq 10.1.0.2',
    'sctp.verification_tag == 0x12345678',
    'ip.addr == 10.1.0.0/16',
    'host in {fd00::1, 10.1.0.0/30}',
    'host == ::ffff:10.1.0.1',
    'tsn in 1007..1012',
    'tsn in {1, 2, 1000..1010}',
    'tsn in (1 , 1007)',
    'tsn in 5, 1007',
    'tsn in {5 1007}',
    'tsn in 4294967290..5',
    'not tsn in 1..1006',
    'stream >= 3 and stream < 4 and ppid <= 46 and ppid > 45',
    'stream != 4',
    'cause == User-Initiated-Abort',
    'cause == "user initiated abort"',
    'chunk contains "abo"',
    'chunk matches "^AB?OR.$"',
    'tag contains 345678',
    'time > 1763752502 and time < 1763752503',
    'time == 1763752502.123456',
    'time >= 2025-11-21T19:15:02Z and frame.time_epoch < "2025-11-21 19:15:02.2"',
    'time in 19:15..19:16',
    'time in 19:00..02:00',
    'gives-up',
    'GIVES data',
    '"b-gives-up" or nothing',
    'nothing or (chunk == INIT or chunk == ABORT) and !(chunk == SACK)',
    'sctp.data_tsn',
    'text matches "gives.(in|up)"',
    'text ~ tsn\\s\\d+',
    "'tsn 1007'",
  ])('%s', (text) => {
    expect(new Filter(text).matches(packet)).toBe(true);
  });

  test.each([
    'chunk == SACK',
    'chunk != ABORT',
    'host != 10.1.0.2',
    'host == 10.1.0.20',
    'host == 10.2.0.0/16',
    'ip.src == 10.1.0.2',
    'tsn in 1008..1012',
    'tsn in 2000..4294967290',
    'tsn in 1008..1012 or stream == 4',
    'not stream == 3',
    'notification == COMM_UP',
    'notification != COMM_UP',
    'certainty >= possible',
    'gives nothing',
    'time in 02:00..19:00',
    'time < 2025-11-21',
    'text matches "^DATA"',
  ])('not %s', (text) => {
    expect(new Filter(text).matches(packet)).toBe(false);
  });
});

describe('of a notification', () => {
  test.each([
    'notification == SEND_FAILED',
    'notification == sctp_send_failed_event',
    'notification == send-failed and notification == DATA_UNSENT',
    'notification contains FAILED',
    'certainty >= likely and certainty < certain',
    'certainty in {likely, certain}',
    'certainty in possible..likely',
    'outcome == not-started',
    'outcome in {lost, not_started}',
    'host == [FD00:0:0::1]',
    'not tsn == 5',
    'association == 0x1',
  ])('%s', (text) => {
    expect(new Filter(text).matches(notification)).toBe(true);
  });

  test('SCTP_SEND_FAILED is exactly that form', () => {
    expect(new Filter('notification == SCTP_SEND_FAILED').matches(notification)).toBe(false);
  });
});

describe('what makes no sense is told with its place and what would be right', () => {
  const cases: [text: string, marked: string, message: RegExp][] = [
    ['chunk = ABORT', '=', /use ==/],
    ['chunk == ABRT', 'ABRT', /perhaps ABORT\?/],
    ['notification == SEND_FALED', 'SEND_FALED', /perhaps SEND_FAILED\?/],
    ['outcome == finished', 'finished', /open, shutdown, aborted/],
    ['certainty == sure', 'sure', /possible, likely, certain/],
    ['ip.adr == 10.1.0.1', 'ip.adr', /perhaps ip\.addr\?/],
    ['wombats == 3', 'wombats', /known: association, host/],
    ['host == 10.1.0.1:5001', '10.1.0.1:5001', /without a port/],
    ['host == 10.1.0.0/33', '10.1.0.0/33', /network/],
    ['host < 10.1.0.1', '10.1.0.1', /no less and no more/],
    ['port == 65536', '65536', /from 0 to 65535/],
    ['stream == -1', '-1', /from 0 to 65535/],
    ['port in 9..3', '9..3', /lesser comes first/],
    ['host in 10.1.0.1..10.1.0.5', '10.1.0.1..10.1.0.5', /no ranges/],
    ['time > yesterday', 'yesterday', /seconds since the epoch/],
    ['tsn in {1, 2', '{', /not closed/],
    ['(chunk == ABORT', '(', /not closed/],
    ['chunk == ABORT)', ')', /no '\('/],
    ['"abc', '"abc', /not closed/],
    ['chunk ==', '', /compared with\?/],
    ['chunk == and', 'and', /quote it/],
    ['', '', /condition is missing/],
    ['chunk == ABORT or', '', /condition is missing/],
    ['== ABORT', '==', /wants a field before it/],
    ['a, b', ',', /behind a field and 'in'/],
    ['text matches "(a"', '(a', /not closed/],
    ['text matches "x(?=a)"', '(', /look-around/],
    ['text matches "*"', '*', /repeats nothing/],
    ['text matches "a{9999}"', 'a{9999}', /repeats too much/],
    [`${'('.repeat(100)}a`, '(', /too many parentheses/],
    [`${'a '.repeat(2001)}`, 'a ', /at most 4000/],
  ];

  test.each(cases)('%s', (text, marked, message) => {
    const error = errorOf(text);
    expect(error?.message).toMatch(message);
    expect(text.slice(error?.start, error?.end)).toBe(marked);
  });
});

function errorOf(text: string): FilterError | undefined {
  try {
    new Filter(text);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(FilterError);
    return error as FilterError;
  }
}

test('every field can be asked for', () => {
  const some: Partial<Record<FieldName, string>> = {
    host: '10.0.0.1',
    source: '10.0.0.1',
    destination: '10.0.0.1',
    notification: 'COMM_UP',
    certainty: 'likely',
    outcome: 'lost',
  };
  for (const field of FIELD_NAMES) expect(new Filter(`${field} == ${some[field] ?? '1'}`).matches(packet)).toBe(false);
});

describe('a whole and its parts', () => {
  const whole = subject({ association: [1], outcome: ['aborted'] });
  const init = subject({ chunk: [1], frame: [1] });
  const abort = subject({ chunk: [6], frame: [9] });
  const lost = subject({ notification: ['COMM_LOST'], frame: [9] });

  function gathered(text: string): Gathering {
    const gathering = new Gathering(new Filter(text));
    for (const part of [init, abort, lost]) gathering.add(part);
    return gathering;
  }

  test.each([
    ['chunk == INIT and chunk == ABORT', true],
    ['chunk == ABORT and notification == COMM_LOST and outcome == aborted', true],
    ['not chunk == SACK', true],
    ['not chunk == ABORT', false],
    ['chunk == ABORT and outcome == lost', false],
  ])('%s: %s', (text, expected) => {
    expect(gathered(text).matches(whole)).toBe(expected);
  });

  test.each([
    ['a part has its own fields', 'frame == 1', false],
    ['and those of the whole', 'frame == 9 and outcome == aborted and association == 1', true],
    ['and those of the other parts where it has none itself', 'chunk == INIT', true],
  ])('%s', (_what, text, expected) => {
    expect(gathered(text).partMatches(lost, whole)).toBe(expected);
  });
});
