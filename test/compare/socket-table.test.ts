import { expect, test } from '@jest/globals';
import { SocketTable } from '../../src/compare/socket-table.js';
import { readLog } from '../helper/app-log.js';

test('ports, peers, parents and lives of sockets', () => {
  const table = new SocketTable();
  const log = [
    '{"time":1,"event":"call","call":"socket","sock":0,"type":"SOCK_STREAM","result":0}',
    '{"time":2,"event":"call","call":"bind","sock":0,"addr":"10.1.0.2","port":5100,"result":0}',
    '{"time":2,"event":"call","call":"bindx","sock":0,"addrs":["10.2.0.2"],"port":5100,"result":0}',
    '{"time":3,"event":"call","call":"listen","sock":0,"backlog":5,"result":0}',
    '{"time":4,"event":"call","call":"accept","sock":0,"peer":"10.1.0.1","peer_port":5034,"newsock":100,"result":100}',
    '{"time":5,"event":"call","call":"close","sock":100,"result":0}',
    '{"time":6,"event":"call","call":"accept","sock":0,"peer":"10.1.0.1","peer_port":5035,"newsock":100,"result":100}',
    '{"time":7,"event":"call","call":"socket","sock":1,"type":"SOCK_SEQPACKET","result":1}',
    '{"time":8,"event":"call","call":"connect","sock":1,"addr":"10.1.0.9","port":7,"result":-1,"errno":"EINPROGRESS"}',
  ];
  for (const call of readLog(log.join('\n')).calls) table.observe(call);
  const [listener, first, second, client] = table.all;
  expect(listener).toMatchObject({
    name: '0',
    style: 'one-to-one',
    localPort: 5100,
    localAddresses: ['10.1.0.2', '10.2.0.2'],
    listening: true,
  });
  expect(first).toMatchObject({
    name: '100',
    localPort: 5100,
    peers: [{ address: '10.1.0.1', port: 5034 }],
    closedAt: { line: 6, time: 5e6 },
  });
  expect(second).toMatchObject({ name: '100', peers: [{ address: '10.1.0.1', port: 5035 }], closedAt: undefined });
  expect(second?.parent).toBe(listener);
  expect(client).toMatchObject({ style: 'one-to-many', peers: [{ address: '10.1.0.9', port: 7 }], localPort: undefined });
  expect(table.socket('100', 99)).toBe(second);
});
