/** Names for addresses, of a file as /etc/hosts is: an address, its name, more names; '#' begins a remark. Where addresses are shown, their names stand for them. */

import { printable } from '../dissect/printable.js';
import { canonicalAddress, parseAddress } from '../notification/address.js';

/** An address, bare or in brackets, and what follows it: a port, '+1'. */
const ENDPOINT = /^(?:\[([^\]]+)\]|([0-9.]+|[0-9a-f:]*:[0-9a-f:.]+?))(?=(:\d+)?( .*)?$)/i;

export class Aliases {
  readonly #names: ReadonlyMap<string, string>;

  /** Lines that begin with no address are passed over. */
  constructor(text = '') {
    const names = new Map<string, string>();
    for (const line of text.split('\n')) {
      const [address = '', name] = line.replace(/#.*/, '').trim().split(/\s+/);
      if (name !== undefined && parseAddress(address) !== undefined) names.set(canonicalAddress(address), printable(name));
    }
    this.#names = names;
  }

  get count(): number {
    return this.#names.size;
  }

  /** '10.1.0.1' as 'mme'; an address without a name as it is. */
  address(text: string): string {
    return this.#names.get(text) ?? text;
  }

  /** '10.1.0.1:5001' as 'mme:5001'. */
  endpoint(name: string): string {
    if (this.#names.size === 0) return name;
    const [whole = '', bracketed, bare] = ENDPOINT.exec(name) ?? [];
    const alias = this.#names.get(bracketed ?? bare ?? '');
    return alias === undefined ? name : alias + name.slice(whole.length);
  }
}

export const NO_ALIASES = new Aliases();
