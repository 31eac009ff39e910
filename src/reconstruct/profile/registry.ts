/** All stack profiles. A new stack is one file and one line here. */
import { freebsd, usrsctp } from './freebsd.js';
import { linux } from './linux.js';
import { rfc } from './rfc.js';
import type { StackProfile } from './stack-profile.js';
import { dcsctp, pion } from './webrtc.js';

const PROFILES: Readonly<Record<string, (version?: string) => StackProfile>> = { linux, usrsctp, freebsd, rfc, dcsctp, pion };

export const PROFILE_NAMES: readonly string[] = Object.keys(PROFILES);

/** The profile 'NAME' or 'NAME@VERSION' names, if there is one. */
export function profileNamed(text: string): StackProfile | undefined {
  const [name = '', version] = text.split('@');
  const make = Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;
  return make?.(version === '' ? undefined : version);
}

/** What a guessed stack may be in truth: a claim is certain only if all of these would tell the same. */
export const CANDIDATES: readonly StackProfile[] = [linux(), usrsctp(), usrsctp('0.9.5')];
