/** What people are told when a real capture cannot begin, or cannot go on. */
import { expect, test } from '@jest/globals';
import { CLI, eachEngine, withNetwork } from '../helper/live-run.js';
import { ip, Running } from '../helper/network.js';

/** Exit status: the input could not be read. */
const UNREADABLE = 3;

withNetwork('failures of live capture', (run) => {
  const device = () => run.network.interface;

  eachEngine('an interface that is not there', async ({ name }) => {
    const program = run.start('nosuch0', '--engine', name);
    expect(await program.ended).toBe(UNREADABLE);
    expect(program.errors).toBe(
      `sctpscope: there is no interface nosuch0; there are lo, ${device()}, any; what each is: sctpscope live --list-interfaces\n`,
    );
  });

  eachEngine('a filter that is none', async ({ name }) => {
    const program = run.start(device(), '--engine', name, '--filter', 'sctp foo');
    expect(await program.ended).toBe(UNREADABLE);
    expect(program.errors).toBe(
      "sctpscope: the filter 'sctp foo' is not one that libpcap understands here (syntax error); its language: man 7 pcap-filter\n",
    );
  });

  eachEngine('an interface that is down', async ({ name }) => {
    ip('-n', run.network.here, 'link', 'set', device(), 'down');
    const program = run.start('-i', device(), '--engine', name);
    expect(await program.ended).toBe(UNREADABLE);
    expect(program.errors).toBe(`sctpscope: the interface ${device()} is down; bring it up: sudo ip link set ${device()} up\n`);
  });

  eachEngine('an interface that goes away: what was seen is told, and why it ended', async ({ name }) => {
    const program = await run.capture('--engine', name, '--format', 'ndjson', '--app-log', '/dev/null');
    ip('-n', run.network.here, 'link', 'del', device());
    expect(await program.ended).toBe(UNREADABLE);
    expect(program.errors).toContain('sctpscope: 0 frames captured');
    expect(program.output).toMatch(
      /^{"kind":"capture","status":"begun".*}\n{"kind":"comparison".*}\n{"kind":"log".*}\n{"kind":"capture","status":"ended".*}\n$/,
    );
    expect(program.errors).toContain(
      `\nsctpscope: the interface ${device()} went away and the capture with it; see whether it is back: ip link show ${device()}\n`,
    );
  });

  test('an option that makes no sense is told, and nothing goes on', async () => {
    const program = run.start(device(), '--write', '/dev/null', '--app-log', '/dev/null', '--app-log', '10.1.0.2=');
    expect(await program.ended).toBe(2);
    expect(program.errors).toContain("sctpscope: --app-log 10.1.0.2=: the log's name is missing\n");
    expect(run.network.processes()).toEqual([]);
  }, 30_000);

  eachEngine('no permission', async ({ name }) => {
    const rightless = ['--bounding-set=-all', '--inh-caps=-all', process.execPath, CLI, 'live'];
    const program = new Running(run.network.here, 'setpriv', ...rightless, device(), '--engine', name);
    expect(await program.ended).toBe(UNREADABLE);
    expect(program.errors).toMatch(
      `sctpscope: no permission to capture on ${device()} with ${name}; run: sudo ${process.execPath} ${CLI} live ${device()} --engine ${name}`,
    );
  });

  eachEngine('an interface that is set down and up again is waited for, or the sentence says what does', async ({ name }) => {
    const program = await run.capture('--engine', name);
    ip('-n', run.network.here, 'link', 'set', device(), 'down');
    if (name === 'cap') {
      expect(await program.ended).toBe(UNREADABLE);
      expect(program.errors).toContain(
        `\nsctpscope: the interface ${device()} went down, which ends a capture with cap; bring it up: sudo ip link set ${device()} up; what waits for it: --engine tcpdump\n`,
      );
      return;
    }
    await program.until(() => program.errors.includes(`went down; the capture waits; bring it up: sudo ip link set ${device()} up\n`));
    ip('-n', run.network.here, 'link', 'set', device(), 'up');
    await program.until(() => program.errors.includes(`the interface ${device()} is up again\n`));
    program.interrupt();
    expect(await program.ended).toBe(0);
  });
});
