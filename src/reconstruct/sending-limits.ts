/**
 * What may hold an endpoint's data back although it has some: its congestion window (RFC 9260 section 7.2), the peer's receiver window (section 6.1) and the Nagle algorithm
 * (RFC 6458 section 8.1.5). Of these only the peer's window is on the wire; what it sends all the same shows that the others did not.
 */

/** Bytes that may be in flight at the start (section 7.2.1), where a packet takes 1500. */
const INITIAL_WINDOW = 4_380;
/** What is left of the congestion window by a fast retransmit at the worst (section 7.2.3), and by a time-out: user data of two packets, and of one. */
const HALVED_WINDOW = 2_900;
const LEAST_WINDOW = 1_450;
/** Less user data than this in a packet leaves room for more. */
export const FULL = 1_400;
/** Packets so close together left in one go (microseconds). */
export const BURST = 300;
/** SACKs so close together are taken before anything is sent (microseconds). */
const TOGETHER = 500;

export class SendingLimits {
  /** Its congestion window is at least so large: fewer bytes in flight hold nothing back. */
  congestionWindow = INITIAL_WINDOW;
  /** Something small was sent while data was in flight, as only without the Nagle algorithm; messages were gathered into one packet, as only with it. */
  private impatient = false;
  private patient = false;
  /** The last packet with new data: its frame, its time, and how long after the one before it was sent (microseconds). */
  frame = 0;
  time = Number.NEGATIVE_INFINITY;
  gap = 0;
  /** Before the last SACKs, as many as came together: bytes and chunks in flight, what the congestion window is held against, and the peer's window. */
  flight = 0;
  congestion = 0;
  chunks = 0;
  window = 0;
  /** When the last SACK came, and its frame. */
  sacks = Number.NEGATIVE_INFINITY;
  sackFrame = 0;
  /** Bytes of user data in the last packet; in all since it was quiet, sent while data was in flight; negative where that shows nothing. */
  private bytes = 0;
  private unprompted = -1;
  /** The last packet had one message and nothing else: what was waiting and had room beside it would have come along. */
  private alone = false;
  /** What the last packet began with had not been waiting when the one before it left, and left while data was in flight. */
  private defiant = false;
  /** Nothing but the Nagle algorithm could have held back what the last packet began with. */
  private free = false;

  /** Is the Nagle algorithm on? Undefined where nothing tells, or both. */
  get nagle(): boolean | undefined {
    return this.impatient === this.patient ? undefined : this.patient;
  }

  /**
   * Hot: bench analyze. A chunk was sent for the first time, with `flight` bytes on their way, which `congestion` were held against the congestion window; `prompted`
   * by something that had just arrived, perhaps.
   */
  sent(frame: number, time: number, length: number, whole: boolean, flight: number, congestion: number, prompted: boolean): void {
    if (frame === this.frame) {
      this.bytes += length;
      this.alone = false;
      if (this.free && whole) this.patient = true;
      if (this.unprompted >= 0) this.unprompted = whole ? this.unprompted + length : -1;
      return;
    }
    if (congestion >= this.congestionWindow) this.congestionWindow = congestion + 1;
    if (this.defiant && this.alone && this.bytes + length < FULL) this.impatient = true;
    this.defiant = !prompted && this.alone && flight > 0 && this.bytes + length < FULL;
    if (time - this.time >= BURST) {
      this.judge(length);
      this.unprompted = prompted || flight === 0 || flight >= FULL ? -1 : 0;
    } else if (this.unprompted < 0 && flight > 0 && flight < FULL && !prompted && flight === this.bytes) {
      this.unprompted = 0;
    }
    if (this.unprompted >= 0) this.unprompted = whole ? this.unprompted + length : -1;
    this.free = whole && flight > 0 && this.holdsNothing(flight, congestion);
    this.gap = time - this.time;
    this.time = time;
    this.frame = frame;
    this.bytes = length;
    this.alone = whole;
  }

  /** Were both windows wide all the time since the last packet, also before the SACKs that came since? */
  private holdsNothing(flight: number, congestion: number): boolean {
    if (this.time < this.sacks && (this.congestion >= this.congestionWindow || this.flight + FULL >= this.window)) return false;
    return congestion < this.congestionWindow && flight + FULL < this.window;
  }

  /**
   * The Nagle algorithm lets go of a full packet at the least: less than that, sent while data was in flight and not because something arrived, defies it. Unless the
   * message that came `next` was waiting too, and did not fit into the same packet (sctp_output.c sctp_chunk_output stops after each).
   */
  private judge(next: number): void {
    if (this.unprompted > 0 && this.unprompted + next < FULL) this.impatient = true;
  }

  /** Something was sent again, by a time-out or sooner. */
  sentAgain(byTimeOut: boolean): void {
    this.congestionWindow = Math.min(this.congestionWindow, byTimeOut ? LEAST_WINDOW : HALVED_WINDOW);
  }

  /** Hot: bench analyze. A SACK came when so many bytes and chunks were in flight, so much was held against the congestion window, and the peer's window was this. */
  acknowledged(frame: number, time: number, flight: number, congestion: number, chunks: number, window: number): void {
    const together = time - this.sacks < TOGETHER && this.time < this.sacks;
    this.sacks = time;
    this.sackFrame = frame;
    if (together) return;
    this.flight = flight;
    this.congestion = congestion;
    this.chunks = chunks;
    this.window = window;
  }
}
