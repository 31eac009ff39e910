import { expect, test } from '@jest/globals';
import { optionValues } from '../../../src/notification/abi/option.js';
import { findAbi } from '../../../src/notification/abi/registry.js';

/** Values as recorded runs passed them: 500 ms heartbeats, path limit 2, association limit 3. */
const LINUX_PADDRPARAMS = `00000000${'00'.repeat(128)}f40100000200${'00'.repeat(8)}01000000${'00'.repeat(6)}`;
const USRSCTP_PADDRPARAMS = `${'00'.repeat(128)}00000000f4010000000000000100000000000000020000${'00'}`;

test.each([
  ['linux', 'SCTP_RTOINFO', '0000000090010000e80300002c010000', { srto_initial: 400, srto_max: 1000, srto_min: 300 }],
  [
    'linux',
    'SCTP_INITMSG',
    '0a000a000300f401',
    { sinit_num_ostreams: 10, sinit_max_instreams: 10, sinit_max_attempts: 3, sinit_max_init_timeo: 500 },
  ],
  ['linux', 'SCTP_ASSOCINFO', '0000000003000000000000000000000088130000', { sasoc_asocmaxrxt: 3, sasoc_cookie_life: 5000 }],
  ['usrsctp', 'SCTP_ASSOCINFO', '0000000000000000000000000000000003000000', { sasoc_asocmaxrxt: 3 }],
  ['linux', 'SCTP_PEER_ADDR_PARAMS', LINUX_PADDRPARAMS, { spp_hbinterval: 500, spp_pathmaxrxt: 2, spp_flags: 1 }],
  ['usrsctp', 'SCTP_PEER_ADDR_PARAMS', USRSCTP_PADDRPARAMS, { spp_hbinterval: 500, spp_pathmaxrxt: 2, spp_flags: 1 }],
  ['linux', 'SCTP_EVENT', '0000000009800100', { se_type: 0x8009, se_on: 1 }],
  ['linux', 'SO_LINGER', '0100000000000000', { l_onoff: 1, l_linger: 0 }],
  ['linux', 'SCTP_NODELAY', '01000000', { value: 1 }],
])('%s %s', (abi, option, raw, expected) => {
  expect(optionValues(option, raw, findAbi(abi)!)).toMatchObject(expected);
});

test('an option that is in no table, a value that is no hex', () => {
  expect(optionValues('SCTP_TEA', '00', findAbi('linux')!)).toBeUndefined();
  expect(optionValues('SCTP_NODELAY', 'zz', findAbi('linux')!)).toBeUndefined();
});
