/** pysctp's notifications, printed as their dictionaries. */
import { textFormat } from './text-reader.js';

const key = (name: string, group: string): string => `(?=.*'${name}': (?<${group}>-?\\d+))`;
const dictionary = (types: string, ...keys: string[]): RegExp =>
  new RegExp(`^[^{]*\\{(?=.*'type': (?<sn_type>${types})\\b)${keys.join('')}`);
const ID = `(?:${key('assoc_id', 'assoc_id')}|)`;

export const pysctpFormat = textFormat({
  name: 'pysctp',
  title: 'pysctp',
  signature: /^[^{]*\{.*'type': \d+.*'flags': \d+/,
  rules: [
    {
      means: 'notification',
      pattern: dictionary(
        '32769|1',
        key('state', 'sac_state'),
        key('error', 'sac_error'),
        key('outbound_streams', 'sac_outbound_streams'),
        key('inbound_streams', 'sac_inbound_streams'),
        ID,
      ),
    },
    {
      means: 'notification',
      pattern: new RegExp(
        `^[^{]*\\{(?=.*'type': (?<sn_type>32770|2)\\b)(?=.*'addr': \\('(?<spc_aaddr>[0-9a-f.:]+)')${key('state', 'spc_state')}${key('error', 'spc_error')}${ID}`,
      ),
    },
    { means: 'notification', pattern: dictionary('32771|4', key('error', 'ssf_error'), key('flags', 'ssf_flags_name'), ID) },
    { means: 'notification', pattern: dictionary('32772|3', key('error', 'sre_error__raw'), ID) },
    { means: 'notification', pattern: dictionary('32774|7', key('indication', 'pdapi_indication'), ID) },
    { means: 'notification', pattern: dictionary('32775|6', key('adaptation_ind', 'sai_adaptation_ind'), ID) },
    { means: 'notification', pattern: dictionary('\\d+', ID) },
    { means: 'remark', pattern: /Warning: an unknown notification event/ },
  ],
});
