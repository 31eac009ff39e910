/** Terms of Erlang's gen_sctp, as records (#sctp_assoc_change{…}) and as bare tuples ({sctp_assoc_change,…}). */
import type { NotificationType } from '../../notification/notification.js';
import { textFormat } from './text-reader.js';
import type { TextRule } from './text-rule.js';

/** Who it is from, before the ancillary data: '{10,0,0,41},3434,{[],' in a message to the owner, '{{127,0,0,1},49542,[],' of recv. */
const FROM = '(?:\\{(?<peer>[\\d,]+)\\},(?<peer_port>\\d+),\\{?\\[.*?)?';
/** {10,0,0,41} or {{10,0,0,41},3434}. */
const ADDRESS = '\\{?\\{(?<spc_aaddr>[\\d,]+)\\}(?:,\\d+\\})?';
const ID = '(?<assoc_id>\\d+)';
const WORDS = { true: 'SCTP_DATA_SENT', false: 'SCTP_DATA_UNSENT' };

type Fields = readonly (readonly [name: string, value: string])[];

const record = (name: string, fields: Fields): string => `#${name}\\{\\s*${fields.map((field) => field.join(' = ')).join(',\\s*')}`;
const tuple = (name: string, fields: Fields): string => `\\{${name},\\s*${fields.map(([, value]) => value).join(',\\s*')}`;

/** The rules for a record and its bare tuple; fields that are left out at the end say nothing to us. */
function term(type: NotificationType, name: string, fields: Fields): TextRule[] {
  return [record, tuple].map((form) => ({ means: 'notification', type, words: WORDS, pattern: new RegExp(FROM + form(name, fields)) }));
}

/** The message's own sctp_sndrcvinfo within a failure; its PPID is in host order. */
function failedTerm(form: typeof record): TextRule {
  const info: Fields = [
    ['stream', '(?<sinfo_stream>\\d+)'],
    ['ssn', '\\d+'],
    ['flags', '\\[[a-z_,\\s]*\\]'],
    ['ppid', '(?<sinfo_ppid>\\d+)'],
    ['context', '(?<sinfo_context>\\d+)[^}]*'],
  ];
  const fields: Fields = [
    ['flags', '(?<ssf_flags_name>true|false)'],
    ['error', '(?<ssf_error>\\d+)'],
    ['info', `${form('sctp_sndrcvinfo', info)}\\}`],
    ['assoc_id', ID],
  ];
  return { means: 'notification', type: 'SCTP_SEND_FAILED', words: WORDS, pattern: new RegExp(FROM + form('sctp_send_failed', fields)) };
}

export const erlangFormat = textFormat({
  name: 'erlang',
  title: 'gen_sctp of Erlang',
  rules: [
    ...term('SCTP_ASSOC_CHANGE', 'sctp_assoc_change', [
      ['state', '(?<sac_state>\\w+)'],
      ['error', '(?<sac_error>\\w+)'],
      ['outbound_streams', '(?<sac_outbound_streams>\\d+)'],
      ['inbound_streams', '(?<sac_inbound_streams>\\d+)'],
      ['assoc_id', ID],
    ]),
    ...term('SCTP_PEER_ADDR_CHANGE', 'sctp_paddr_change', [
      ['addr', ADDRESS],
      ['state', '(?<spc_state>\\w+)'],
      ['error', '(?<spc_error>\\w+)'],
      ['assoc_id', ID],
    ]),
    ...term('SCTP_REMOTE_ERROR', 'sctp_remote_error', [
      ['error', '(?<sre_error>\\w+)'],
      ['assoc_id', ID],
    ]),
    ...[record, tuple].map(failedTerm),
    ...term('SCTP_SHUTDOWN_EVENT', 'sctp_shutdown_event', [['assoc_id', ID]]),
    // The driver swaps the indication's bytes, though the stack has done it: it is not read.
    ...term('SCTP_ADAPTATION_INDICATION', 'sctp_adaptation_event', [
      ['adaptation_ind', '-?\\d+'],
      ['assoc_id', ID],
    ]),
    ...term('SCTP_PARTIAL_DELIVERY_EVENT', 'sctp_pdapi_event', [
      ['indication', '(?<pdapi_indication>\\w+)'],
      ['assoc_id', ID],
    ]),
    { means: 'notification', type: 'SCTP_SEND_FAILED', pattern: /[#{]sctp_send_failed[,{]/ },
    { means: 'notification', type: 'SCTP_REMOTE_ERROR', pattern: /[#{]sctp_remote_error[,{]/ },
    { means: 'notification', type: 'SCTP_PARTIAL_DELIVERY_EVENT', pattern: /[#{]sctp_pdapi_event[,{]/ },
  ],
});
