/** Which stack an endpoint runs, by what it sends. Scores and reasons; the user may overrule. */
import type { StackGuess } from '../model.js';
import { STACK_SIGNS, type StackSign } from './stack-sign.js';
import type { StackTraits } from './stack-traits.js';

export interface DetectedStack extends StackGuess {
  /** What a claim that depends on it assumes. */
  assumption: string;
}

/** No guess is as sure as what the user states. */
const SUREST = 0.99;
/** What it is taken for where nothing tells: the commonest. */
const COMMONEST = 'linux';
/** Endpoints mostly talk to their like: how much of the peer's score counts where nothing else does. */
const LIKE_ITS_PEER = 0.4;

/** The likeliest stack. The score is how far its signs prove it, less what speaks for others. */
export function detectStack(traits: StackTraits, peer: StackTraits): DetectedStack {
  const own = guess(traits);
  if (own !== undefined) return own;
  const like = guess(peer);
  if (like !== undefined) {
    const why = `nothing of its own tells the stack; its peer's is ${like.name}`;
    return { ...like, score: round(like.score * LIKE_ITS_PEER), why, assumption: `the stack is ${like.name}, as its peer's is` };
  }
  const why = 'nothing tells the stack; this is the commonest';
  return { name: COMMONEST, score: 0, why, assumption: `the stack is ${COMMONEST}, as most are` };
}

function guess(traits: StackTraits): DetectedStack | undefined {
  const seen = STACK_SIGNS.filter((sign) => sign.shows(traits));
  const proofs = new Map<string, number>();
  for (const { stack, weight } of seen) proofs.set(stack, 1 - (1 - (proofs.get(stack) ?? 0)) * (1 - weight));
  const [best] = [...proofs].sort((one, other) => other[1] - one[1]);
  if (best === undefined) return undefined;
  const [name, proof] = best;
  let score = proof;
  for (const [stack, against] of proofs) if (stack !== name) score *= 1 - against;
  const reasons = seen.filter((sign) => sign.stack === name);
  const version = reasons.find((sign) => sign.version !== undefined)?.version;
  return {
    name,
    ...(version === undefined ? {} : { version }),
    score: round(score),
    why: reasons.map((sign) => sign.wording).join('; '),
    assumption: `the stack is ${name}, as ${strongest(reasons).where}`,
  };
}

function strongest(signs: readonly StackSign[]): StackSign {
  return signs.reduce((best, sign) => (sign.weight > best.weight ? sign : best));
}

function round(score: number): number {
  return Math.min(SUREST, Math.round(score * 100) / 100);
}
