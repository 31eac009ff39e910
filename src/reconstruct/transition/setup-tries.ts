/** The tries of a set-up that nobody answers: RFC 9260 sections 5.1.6 and 6.3.3. */
import type { SctpPacket } from '../../dissect/packet.js';
import type { Settlement } from '../arrival.js';
import type { Endpoint } from '../association.js';
import type { Replay } from '../replay.js';
import { fail } from './failure.js';
import { isForged } from './restart.js';

/** Tries of a set-up so soon one after another (microseconds), and more than so many, are those of a stack whose options were tuned. */
const IMPATIENT_INTERVAL = 900_000;
const IMPATIENT_TRIES = 2;
/** RTO.Initial is an option; before the first retransmission shows it, the longest common one is waited for. */
const LONGEST_INITIAL_RTO = 3e6;
/** A further try of a set-up may come so many times later than the one before lets expect: timers are slack (recorded: 1.11 times). */
const LATE_TRY = 1.5;
/** The first measurement makes that many times itself the RTO: itself, and four times half of it (section 6.3.1 C2). */
const FIRST_RTO = 3;

/** An INIT or COOKIE-ECHO was sent: if no answer comes in time, and no further try, the set-up has failed. */
export function expectAnswer(replay: Replay, sender: Endpoint, packet: SctpPacket): void {
  if (!sender.settingUp) return;
  replay.expect(sender, 'SETUP-TIMEOUT', packet, (how) => tryMissing(replay, sender, how), answerTime(replay, sender));
}

/** How long after its last try the next one has come, if there is one. */
export function answerTime(replay: Replay, sender: Endpoint): number {
  return nextInterval(replay, sender) * LATE_TRY;
}

/** No further try came in time. After a COOKIE-ECHO that may be since the COOKIE-ACK is missing from the capture: who is up shows that before long. */
function tryMissing(replay: Replay, sender: Endpoint, how: Settlement): void {
  const { attempts } = sender;
  if (!how.expired || sender.state !== 'COOKIE-ECHOED' || isExhausted(replay, sender) || impatient(attempts)) {
    setupTimedOut(replay, sender, how);
    return;
  }
  const last = { frame: attempts.lastFrame, time: attempts.lastTime };
  replay.expect(sender, 'SETUP-TIMEOUT', last, (later) => setupTimedOut(replay, sender, { ...later, expired: true }));
}

function milliseconds(option: number | undefined): number | undefined {
  return option === undefined ? undefined : option * 1000;
}

/** How long the stack waits after the last try: twice as long as before it (section 6.3.3 E2). */
function nextInterval(replay: Replay, sender: Endpoint): number {
  const { rtoInitial, rtoMax } = replay.profileOf(sender);
  const { attempts } = sender;
  const most = milliseconds(replay.assumed(sender, 'rto.max')) ?? rtoMax.value;
  const first = milliseconds(replay.assumed(sender, 'rto.initial')) ?? Math.max(rtoInitial.value, LONGEST_INITIAL_RTO);
  return Math.min(attempts.count > 1 ? 2 * attempts.interval : Math.max(first, FIRST_RTO * attempts.roundTrip), most);
}

/** Tries so close together, well below the defaults, and more than a few: who shortens timers shortens the limit too. */
function impatient({ count, firstTime, lastTime }: Endpoint['attempts']): boolean {
  return count > IMPATIENT_TRIES && (lastTime - firstTime) / (count - 1) < IMPATIENT_INTERVAL;
}

function setupLimit(replay: Replay, sender: Endpoint): number {
  return replay.assumed(sender, 'max.init.retransmits') ?? replay.profileOf(sender).maxInitRetransmits.value;
}

function isExhausted(replay: Replay, sender: Endpoint): boolean {
  return sender.attempts.count > setupLimit(replay, sender);
}

function setupTimedOut(replay: Replay, sender: Endpoint, how: Settlement): void {
  if (!sender.settingUp || isForged(sender)) return;
  const { attempts } = sender;
  const next = nextInterval(replay, sender);
  const chunk = sender.state === 'COOKIE-ECHOED' ? 'COOKIE-ECHO' : 'INIT';
  const exhausted = isExhausted(replay, sender);
  // With a limit on the interval itself (sinit_max_init_timeo), the next may be shorter than the first, which is RTO.Initial.
  const least = attempts.count > 1 ? Math.min(attempts.interval, next) / 2 : next;
  fail(replay, sender, 'unreachable', 0, undefined, {
    at: { time: attempts.lastTime + next, earliest: attempts.lastTime + least, latest: attempts.lastTime + next },
    frames: attempts.count > 1 ? [attempts.firstFrame, attempts.lastFrame] : [attempts.lastFrame],
    why: `${attempts.count} ${chunk}${attempts.count > 1 ? 's' : ''} of ${replay.name(sender)} went unanswered`,
    assumptions: [`max.init.retransmits is ${exhausted ? setupLimit(replay, sender) : attempts.count - 1}`],
    ...(how.expired || exhausted || impatient(attempts) ? {} : { merelyPossible: true }),
  });
}
