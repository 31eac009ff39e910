/** What the engines said in each case (libpcap 1.10.3, tcpdump 4.99.3, dumpcap 4.0.17, cap 0.2.1), and what people are told. */
import { describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/capture/live/engine.js';
import { ENGINES } from '../../../src/capture/live/engine-table.js';
import { explainFailure, type FailureSubject, knownFailure } from '../../../src/capture/live/live-failure.js';

function subject(name: Engine['name']): FailureSubject {
  const engine = ENGINES.find((each) => each.name === name)!;
  return {
    engine: { ...engine, permit: () => (name === 'cap' ? undefined : `sudo setcap ${name}`), repair: () => 'npm rebuild cap' },
    interface: 'eth9',
    filter: 'sctp foo',
    command: 'sctpscope live eth9',
    interfaces: ['lo', 'eth0'],
  };
}

const DUMPCAP_DENIED = `Capturing on 'Loopback: lo'
dumpcap: You do not have permission to capture on device "lo".
(socket: Operation not permitted)
Please check to make sure you have sufficient permissions.`;
const DUMPCAP_FILTER = `dumpcap: Invalid capture filter "sctp foo" for interface 'lva'.

That string isn't a valid capture filter (can't parse filter expression: syntax error).`;
const LISTENING = 'tcpdump: listening on lva, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n';
const ABORTED = "node: ../src/binding.cc:190: static void Pcap::cb_packets(uv_poll_t*, int, int): Assertion `status == 0' failed.";
const OTHER_NODE = `The module '/x/cap.node' was compiled against a different Node.js version using
NODE_MODULE_VERSION 108. This version of Node.js requires NODE_MODULE_VERSION 115.`;
const NO_LIBRARY = 'libpcap.so.0.8: cannot open shared object file: No such file or directory';

describe('known failures', () => {
  test.each([
    [
      'tcpdump',
      'not-permitted',
      "tcpdump: lo: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)",
    ],
    ['dumpcap', 'not-permitted', DUMPCAP_DENIED],
    ['cap', 'not-permitted', 'socket: Operation not permitted'],
    ['tcpdump', 'no-such-interface', 'tcpdump: nosuch: No such device exists\n(No such device exists)'],
    ['dumpcap', 'no-such-interface', 'dumpcap: There is no device named "nosuch".\n(No such device exists)'],
    ['cap', 'no-such-interface', 'Warning: SIOCGIFADDR: nosuch: No such device - This may not actually work\nNo such device exists'],
    ['tcpdump', 'interface-down', 'tcpdump: lva: That device is not up'],
    ['dumpcap', 'interface-down', 'dumpcap: Device "lva" is not up.\n(That device is not up)'],
    ['cap', 'interface-down', 'That device is not up'],
    ['tcpdump', 'interface-gone', `${LISTENING}tcpdump: pcap_loop: The interface disappeared\n0 packets captured`],
    ['dumpcap', 'interface-gone', 'dumpcap: The network adapter "lva" is no longer attached; the capture has stopped.'],
    ['cap', 'interface-gone', ABORTED],
    ['tcpdump', 'bad-filter', "tcpdump: can't parse filter expression: syntax error"],
    ['dumpcap', 'bad-filter', DUMPCAP_FILTER],
    ['cap', 'bad-filter', "can't parse filter expression: syntax error"],
    ['tcpdump', 'bad-filter', 'tcpdump: no VLAN support for Raw IP'],
    ['tcpdump', 'bad-filter', 'tcpdump: expression rejects all packets'],
    ['cap', 'load-failed', OTHER_NODE],
    ['cap', 'load-failed', NO_LIBRARY],
    ['cap', 'load-failed', "Cannot find module '../build/Release/cap.node'"],
    ['cap', 'link-type', 'unsupported link type: cap calls it IEEE802_11_RADIO'],
  ] as const)('%s: %s', (name, code, said) => {
    const failure = knownFailure(subject(name), said);
    expect(failure?.code).toBe(code);
    expect(failure?.text).not.toContain('\n');
  });
});

describe('sentences', () => {
  test.each([
    [
      'tcpdump',
      'Operation not permitted',
      'no permission to capture on eth9 with tcpdump; run: sudo sctpscope live eth9, or allow it to every user once: sudo setcap tcpdump',
    ],
    ['cap', 'Operation not permitted', 'no permission to capture on eth9 with cap; run: sudo sctpscope live eth9'],
    ['tcpdump', 'No such device exists', 'there is no interface eth9; there are lo, eth0; what each is: sctpscope live --list-interfaces'],
    ['tcpdump', 'That device is not up', 'the interface eth9 is down; bring it up: sudo ip link set eth9 up'],
    [
      'dumpcap',
      DUMPCAP_FILTER,
      "the filter 'sctp foo' is not one that libpcap understands here (syntax error); its language: man 7 pcap-filter",
    ],
    ['cap', OTHER_NODE, 'libpcap through the package cap cannot be loaded (NODE_MODULE_VERSION 108); build it again: npm rebuild cap'],
    [
      'cap',
      NO_LIBRARY,
      'libpcap through the package cap cannot be loaded (libpcap.so.0.8: cannot open shared object file); build it again: npm rebuild cap',
    ],
    [
      'cap',
      '/x/cap.node: file too short',
      'libpcap through the package cap cannot be loaded (file too short); build it again: npm rebuild cap',
    ],
  ] as const)('%s: %s', (name, said, text) => {
    expect(knownFailure(subject(name), said)?.text).toBe(text);
  });

  test('what nobody foresaw is told in the words of the engine', () => {
    const said = `${LISTENING}tcpdump: the moon is full\n0 packets captured\n`;
    expect(explainFailure(subject('tcpdump'), { status: 1, signal: null, said })).toEqual({
      code: 'engine-failed',
      text: 'tcpdump ended with status 1: tcpdump: the moon is full; try another: --engine cap|dumpcap',
      engineSpecific: true,
    });
    expect(explainFailure(subject('cap'), { status: null, signal: 'SIGSEGV', said: '' }).text).toBe(
      'cap ended with signal SIGSEGV; try another: --engine dumpcap|tcpdump',
    );
  });
});

test('what an engine says of an orderly end is no failure', () => {
  const said = `${LISTENING}19 packets captured\n19 packets received by filter\n0 packets dropped by kernel\n`;
  expect(knownFailure(subject('tcpdump'), said)).toBeUndefined();
});
