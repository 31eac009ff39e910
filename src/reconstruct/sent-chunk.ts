/** A chunk of user data, DATA or I-DATA: as it is given to the records of what was sent (sent-records.ts), and as they hand it out. */
import type { LentData } from './lent-data.js';
import { RecordState, type SentRecords } from './sent-records.js';

/** A DATA or I-DATA chunk, as it is given in. One object, filled again for every chunk. */
export class Fragment {
  tsn = 0;
  /** DATA chunk flags. */
  flags = 0;
  stream = 0;
  /** SSN of DATA, MID of I-DATA. */
  sequence = 0;
  ppid = 0;
  interleaved = false;
  /** Bytes of user data, its offset in the block, and whether all of it was captured. */
  length = 0;
  from = 0;
  complete = false;
}

/** One sent fragment, as handed out at a failure. */
export interface SentChunk {
  tsn: number;
  stream: number;
  /** SSN of DATA, MID of I-DATA. */
  sequence: number;
  /** Of the message; I-DATA tells it in the first fragment only. */
  ppid: number;
  /** The first fragment did not pass here: it is that of the message before. */
  ppidAssumed?: boolean;
  /** DATA chunk flags (E 1, B 2, U 4, I 8). */
  flags: number;
  length: number;
  interleaved: boolean;
  transmissions: number;
  firstFrame: number;
  lastFrame: number;
  firstTime: number;
  lastTime: number;
  /** By a gap ack block it may be taken back, but not if by one of an NR-SACK for good. */
  acknowledged: 'no' | 'gap' | 'for-good' | 'cumulative';
  abandoned: boolean;
  /** An acknowledgement had been seen that cannot have reached its sender. */
  onTheWay?: boolean;
  /** What the application passed to tell it by, where its log shows. */
  context?: number;
  /** The user data, where it was captured whole and is still kept. */
  payload: Uint8Array | undefined;
}

/** The record of a TSN, in words. */
export function sentChunk(records: SentRecords, data: LentData, tsn: number): SentChunk {
  const at = records.at(tsn);
  const state = records.state(at);
  const length = records.length(at);
  return {
    tsn: tsn >>> 0,
    stream: records.stream(at),
    sequence: records.sequence(at),
    ppid: records.ppid(at),
    flags: records.flags(at),
    length,
    interleaved: (state & RecordState.interleaved) !== 0,
    transmissions: records.transmissions(at),
    firstFrame: records.firstFrame(at),
    lastFrame: records.lastFrame(at),
    firstTime: records.firstTime(at),
    lastTime: records.lastTime(at),
    acknowledged: acknowledgement(state),
    abandoned: (state & RecordState.abandoned) !== 0,
    payload: data.at(records.place(at), length),
  };
}

function acknowledgement(state: number): SentChunk['acknowledged'] {
  if (state & RecordState.cumAcked) return 'cumulative';
  if (state & RecordState.forGood) return 'for-good';
  return state & RecordState.gapAcked ? 'gap' : 'no';
}
