/** Where captures are taken: at endpoints, named by their addresses. */
import type { Microseconds } from '../capture/frame.js';
import type { AddressBook } from '../dissect/address-book.js';
import { parseAddress } from '../dissect/address-text.js';
import type { AddressId } from '../dissect/packet.js';

export interface Place {
  address: string;
  /** Undefined for every endpoint at that address. */
  port: number | undefined;
}

/** Looks places up by number: asked for every SACK. */
export class Places {
  readonly #places: readonly { address: AddressId; port: number | undefined }[];

  constructor(places: readonly Place[], addresses: AddressBook) {
    this.#places = places.flatMap(({ address, port }) => {
      const id = addresses.parse(address);
      return id === undefined ? [] : [{ address: id, port }];
    });
  }

  /** Is the endpoint with these addresses at one of the places? */
  include(addresses: readonly AddressId[], port: number): boolean {
    for (const place of this.#places) {
      if ((place.port === undefined || place.port === port) && addresses.includes(place.address)) return true;
    }
    return false;
  }
}

/** 'ADDR', 'ADDR:PORT', '[V6]', '[V6]:PORT', or a bare IPv6 address; undefined where it is none. */
export function parsePlace(text: string): Place | undefined {
  const [, bracketed, bare, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? bare ?? text;
  return parseAddress(address) === undefined ? undefined : { address, port: port === undefined ? undefined : Number(port) };
}

/** Which of two files was captured where. */
export interface Ends {
  /** The addresses at whose end each file was captured. */
  places: readonly [readonly Place[], readonly Place[]];
  /** How much the clock of the second is ahead, in microseconds; the frames have the times of the first one's clock. */
  offset: Microseconds;
  /** Has that file no more frames? */
  ended(file: number): boolean;
}
