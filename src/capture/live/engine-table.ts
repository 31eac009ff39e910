/** The engines, in the order --engine auto tries them. */
import { cap } from './engine/cap.js';
import { dumpcap } from './engine/dumpcap.js';
import { tcpdump } from './engine/tcpdump.js';
import type { Engine } from './engine.js';

export const ENGINES: readonly Engine[] = [cap, dumpcap, tcpdump];
