/** Why a member may have another value than expected. */
import { ABIS } from '../../notification/abi/registry.js';
import { swap16 } from '../../notification/error-cause.js';
import type { Reason } from '../difference.js';
import type { FieldDifference } from '../member-comparison.js';
import type { Circumstances, ReasonRule } from './rule.js';

/** A rule that looks at one member. */
type FieldRule = (field: FieldDifference, circumstances: Circumstances) => Reason | undefined;

const swap32 = (value: number): number => ((swap16(value & 0xffff) << 16) | swap16(value >>> 16)) >>> 0;

function numbers({ expected, logged }: FieldDifference): [number, number] | undefined {
  return typeof expected === 'number' && typeof logged === 'number' ? [expected, logged] : undefined;
}

const byteOrder: FieldRule = (field) => {
  const [expected, logged] = numbers(field) ?? [0, 0];
  const swapped = swap32(expected) === logged ? 'four' : expected <= 0xffff && swap16(expected) === logged ? 'two' : undefined;
  if (expected === logged || swapped === undefined) return undefined;
  return {
    name: 'byte-order',
    weight: 0.95,
    why: `${field.name} ${logged} is ${expected} with its ${swapped} bytes exchanged: network against host byte order`,
    check: `whether the program converts ${field.name}, and whether it must on this stack: Linux leaves sac_error and ssf_error in network order, FreeBSD in host order`,
  };
};

const otherStack: FieldRule = ({ name, expected, logged }) => {
  const table = name.replace(/_name$/, '');
  for (const one of ABIS) {
    for (const [number, constant] of Object.entries(one.constants[table] ?? {})) {
      if (constant !== expected) continue;
      const other = ABIS.find((abi) => abi !== one && (abi.constants[table]?.[Number(number)] === logged || Number(number) === logged));
      if (other === undefined) continue;
      return {
        name: 'other-stack',
        weight: 0.9,
        why: `${number} is ${String(expected)} on ${one.title} and ${String(other.constants[table]?.[Number(number)] ?? logged)} on ${other.title}`,
        check: 'that the log was read, or the program built, with the headers of the stack it runs on (--stack, and decode --abi)',
      };
    }
  }
  return undefined;
};

const wholeChunk: FieldRule = ({ name, expected, logged }) => {
  if (name !== 'sac_info' || typeof expected !== 'string' || typeof logged !== 'string') return undefined;
  const [causes, chunk] = expected.length < logged.length ? [expected, logged] : [logged, expected];
  if (!/^06/.test(chunk) || chunk.slice(8) !== causes) return undefined;
  return {
    name: 'other-stack',
    weight: 0.9,
    why: 'Linux gives the causes of an ABORT alone, FreeBSD and usrsctp the whole chunk with its header',
    check: '--stack: this looks like the other stack',
  };
};

/** What FreeBSD's stack lists in sac_info of an association that has come up: features, a byte each. */
const FEATURES = /^(0[1-9])*$/;

const features: FieldRule = ({ name, expected, logged }, { difference }) => {
  if (name !== 'sac_info' || typeof expected !== 'string' || typeof logged !== 'string') return undefined;
  if (!/COMM_UP|RESTART/.test(String(difference.logged?.members['sac_state'])) || (expected !== '' && logged !== '')) return undefined;
  if (!FEATURES.test(expected) || !FEATURES.test(logged)) return undefined;
  return {
    name: 'other-stack',
    weight: 0.85,
    why: 'in sac_info of an association that has come up FreeBSD and usrsctp list what both ends support, Linux nothing',
    check: '--stack: this looks like the other stack',
  };
};

const pathError: FieldRule = ({ name, expected, logged }) => {
  if (name !== 'spc_error' || (expected !== 0 && logged !== 0)) return undefined;
  return {
    name: 'other-stack',
    weight: 0.8,
    why: 'in spc_error of a path that is there Linux tells what showed it (1 a SACK, 2 a HEARTBEAT-ACK), FreeBSD and usrsctp always 0',
    check: '--stack: this looks like the other stack',
  };
};

const streams: FieldRule = ({ name, expected, logged }, { difference }) => {
  if (!/^sac_(in|out)bound_streams$/.test(name)) return undefined;
  const exchanged =
    difference.fields.length === 2 &&
    difference.fields.some((other) => other.name !== name && other.expected === logged && other.logged === expected);
  if (exchanged) {
    return {
      name: 'directions-exchanged',
      weight: 0.95,
      why: 'inbound and outbound streams are exchanged',
      check: 'the order in which the program prints the two',
    };
  }
  const ended = /SHUTDOWN_COMP|COMM_LOST|CANT_STR/.test(String(difference.logged?.members['sac_state']));
  if (!ended || (expected !== 0 && logged !== 0)) return undefined;
  return {
    name: 'other-stack',
    weight: 0.8,
    why: 'at the end of an association Linux tells 0 streams, FreeBSD and usrsctp the numbers it had',
    check: '--stack: this looks like the other stack, or another version of it',
  };
};

/** usrsctp.h declares 32-bit members where the library writes 16-bit ones. */
const pdapiTrap: FieldRule = ({ name, logged }, { difference: { expected } }) => {
  const body = expected?.body;
  if (body?.sn_type !== 'SCTP_PARTIAL_DELIVERY_EVENT' || !/^pdapi_(stream|seq)$/.test(name) || typeof logged !== 'number') return undefined;
  if (logged !== ((body.pdapi_stream ?? 0) | ((body.pdapi_seq ?? 0) << 16)) >>> 0) return undefined;
  return {
    name: 'usrsctp-pdapi',
    weight: 0.95,
    why: 'usrsctp.h declares pdapi_stream and pdapi_seq with 32 bits, the library writes 16 bits each: the program reads both as one',
    check: 'pdapi_length: 20 means the 16-bit form',
  };
};

const differentValue: FieldRule = (field, { difference: { expected } }) => {
  if (expected?.certainty !== 'likely') return undefined;
  return {
    name: 'likely-only',
    weight: 0.4,
    why: `the claim is likely, not certain${expected.assumptions[0] === undefined ? '' : `: it assumes that ${expected.assumptions[0]}`}; ${field.name} may follow from something else`,
    check: 'a capture at this endpoint, or at both, settles it',
  };
};

const RULES: readonly FieldRule[] = [byteOrder, otherStack, wholeChunk, features, pathError, streams, pdapiTrap, differentValue];

/** One rule of the other kind for each rule that looks at a member: the first member it has something to say about. */
export const FIELD_REASONS: readonly ReasonRule[] = RULES.map(
  (rule): ReasonRule =>
    (circumstances) => {
      for (const field of circumstances.difference.fields) {
        const reason = rule(field, circumstances);
        if (reason !== undefined) return reason;
      }
      return undefined;
    },
);
