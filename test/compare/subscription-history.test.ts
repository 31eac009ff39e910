import { describe, expect, test } from '@jest/globals';
import { LoggedApplication } from '../../src/compare/logged-application.js';
import { SubscriptionHistory } from '../../src/compare/subscription-history.js';
import { findAbi } from '../../src/notification/abi/registry.js';
import { readLog } from '../helper/app-log.js';

function history(lines: string[], abi?: string): SubscriptionHistory {
  const subscriptions = new SubscriptionHistory(abi === undefined ? undefined : findAbi(abi));
  for (const call of readLog(lines.join('\n')).calls) subscriptions.observe(call);
  return subscriptions;
}

function call(time: number, fields: string): string {
  return `{"time":${time},"event":"call","call":"setsockopt",${fields}}`;
}

const at = (seconds: number): number => seconds * 1e6;

describe('SCTP_EVENTS', () => {
  test('bytes that are set switch on, others off; a later call changes only as far as it reaches', () => {
    const subscriptions = history([
      call(1, '"option":"SCTP_EVENTS","optlen":8,"raw":"0101010101010101","result":0'),
      call(2, '"option":"SCTP_EVENTS","optlen":3,"raw":"010100","result":0'),
    ]);
    expect(subscriptions.at('SCTP_PEER_ADDR_CHANGE', at(1.5)).state).toBe('on');
    expect(subscriptions.at('SCTP_PEER_ADDR_CHANGE', at(3)).state).toBe('off');
    expect(subscriptions.at('SCTP_SHUTDOWN_EVENT', at(3))).toMatchObject({
      state: 'on',
      change: { how: 'setsockopt(SCTP_EVENTS), 8 bytes, in line 1' },
    });
    expect(subscriptions.at('SCTP_AUTHENTICATION_EVENT', at(3)).state).toBe('off');
  });

  test('refused: it is not known what came before', () => {
    const subscriptions = history([call(1, '"option":"SCTP_EVENTS","optlen":9,"raw":"010101010101010101","result":-1,"errno":"EINVAL"')]);
    expect(subscriptions.at('SCTP_ASSOC_CHANGE', at(2))).toMatchObject({ state: 'unknown', change: { failed: 'EINVAL' } });
  });

  test('FreeBSD ends where its struct ends', () => {
    const lines = [call(1, `"option":"SCTP_EVENTS","optlen":14,"raw":"${'01'.repeat(14)}","result":0`)];
    expect(history(lines, 'usrsctp').at('SCTP_SEND_FAILED_EVENT', at(2)).state).toBe('off');
    expect(history(lines, 'linux').at('SCTP_SEND_FAILED_EVENT', at(2)).state).toBe('on');
  });
});

test('refused: what it did not ask for was not asked for', () => {
  const subscriptions = history([
    call(1, '"option":"SCTP_EVENTS","optlen":14,"raw":"0101000000000000000000000000","result":-1,"errno":"EINVAL"'),
  ]);
  expect(subscriptions.at('SCTP_ASSOC_CHANGE', at(2))).toMatchObject({ state: 'unknown', change: { failed: 'EINVAL' } });
  expect(subscriptions.at('SCTP_SHUTDOWN_EVENT', at(2))).toEqual({ state: 'off', change: undefined });
});

test('one that was refused counts beside another that was not', () => {
  const subscriptions = history([
    call(1, '"option":"SCTP_EVENTS","optlen":14,"raw":"0101000000000000000000000000","result":-1,"errno":"EINVAL"'),
    call(2, '"option":"SCTP_EVENT","optlen":8,"raw":"0000000005800100","result":0'),
  ]);
  expect(subscriptions.at('SCTP_SHUTDOWN_EVENT', at(3)).state).toBe('on');
  expect(subscriptions.at('SCTP_ASSOC_CHANGE', at(3))).toMatchObject({ state: 'unknown', change: { failed: 'EINVAL' } });
});

test('what is told without being asked for was asked for before the log begins', () => {
  const subscriptions = history([call(2, '"option":"SCTP_EVENT","optlen":8,"raw":"0000000005800100","result":0')]);
  expect(subscriptions.at('SCTP_SEND_FAILED', at(3)).state).toBe('off');
  subscriptions.told('SCTP_SHUTDOWN_EVENT');
  expect(subscriptions.at('SCTP_SEND_FAILED', at(3)).state).toBe('off');
  subscriptions.told('SCTP_ASSOC_CHANGE');
  expect(subscriptions.at('SCTP_SEND_FAILED', at(3)).state).toBe('unknown');
  expect(subscriptions.at('SCTP_SHUTDOWN_EVENT', at(3)).state).toBe('on');
});

test('a log that shows its first socket begins with it: what nobody asked for was told all the same', () => {
  const application = new LoggedApplication({ name: 'app.log', address: undefined, port: undefined, abi: undefined });
  const { calls } = readLog(call(2, '"option":"SCTP_EVENT","optlen":8,"raw":"0000000005800100","result":0'));
  application.observe({ kind: 'call', call: 'socket', line: 1, time: at(1), socket: 's', result: 3 });
  for (const each of calls) application.observe(each);
  application.observe({ kind: 'notification', type: 'SCTP_ASSOC_CHANGE', line: 3, time: at(3), members: {} });
  expect(application.subscriptions.at('SCTP_SEND_FAILED', at(3)).state).toBe('off');
});

describe('SCTP_EVENT', () => {
  test('one at a time, in the numbers of either stack', () => {
    const subscriptions = history([
      call(1, '"socket":"s","option":"SCTP_EVENT","optlen":8,"raw":"0000000001800100","result":0'),
      call(2, '"sock":7,"option":"SCTP_EVENT","optlen":8,"raw":"0000000004000100","result":0'),
      call(3, '"sock":7,"option":"SCTP_EVENT","optlen":8,"raw":"0000000004000000","result":0'),
      call(4, '"sock":7,"option":"SCTP_EVENT","optlen":8,"raw":"000000000b000100","result":-1,"errno":"EOPNOTSUPP"'),
    ]);
    expect(subscriptions.at('SCTP_ASSOC_CHANGE', at(9), 's').state).toBe('on');
    expect(subscriptions.at('SCTP_ASSOC_CHANGE', at(9), '7').state).toBe('off');
    expect(subscriptions.at('SCTP_SEND_FAILED', at(2.5), '7').state).toBe('on');
    expect(subscriptions.at('SCTP_SEND_FAILED', at(9), '7').state).toBe('off');
  });

  test('an accepted socket has what its listener had', () => {
    const subscriptions = history([
      call(1, '"sock":0,"option":"SCTP_EVENT","optlen":8,"raw":"0000000005000100","result":0'),
      '{"time":2,"event":"call","call":"accept","sock":0,"peer":"10.1.0.1","peer_port":5034,"newsock":100,"result":100}',
    ]);
    expect(subscriptions.at('SCTP_SHUTDOWN_EVENT', at(3), '100').state).toBe('on');
  });
});

test('a log without subscriptions says nothing', () => {
  expect(history(['{"event":"note","text":"x"}']).at('SCTP_ASSOC_CHANGE', at(1))).toEqual({ state: 'unknown', change: undefined });
});
