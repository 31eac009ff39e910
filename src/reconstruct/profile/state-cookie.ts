/** What a State Cookie shows of its maker: RFC 9260 sections 5.1.3 and 5.2.2. Its form is private to each stack, but the tag that its INIT-ACK offers stands in it. */
import type { InitOffer } from '../init-offer.js';

interface CookieLayout {
  stack: string;
  /** Offset of the tag that the INIT-ACK offers; tags are 32 bits, in the byte order of the host or of the network. */
  tag: number;
  /** Offset of the two tie-tags, one after the other: zero where the maker had no association. */
  tieTags: number;
}

/** Linux: structs.h struct sctp_cookie after the HMAC, with and without padding. FreeBSD and usrsctp: sctp_header.h struct sctp_state_cookie. */
const COOKIE_LAYOUTS: readonly CookieLayout[] = [
  { stack: 'linux', tag: 36, tieTags: 44 },
  { stack: 'linux', tag: 32, tieTags: 40 },
  { stack: 'usrsctp', tag: 48, tieTags: 36 },
];

/** The stack whose cookies look like that of this INIT-ACK. */
export function cookieMaker(offer: InitOffer | undefined): string | undefined {
  return layoutOf(offer)?.stack;
}

/** Had the maker of the cookie an association already? Undefined where the cookie cannot be read. */
export function tieTagsSet(offer: InitOffer | undefined): boolean | undefined {
  const layout = layoutOf(offer);
  return layout && offer?.cookie?.slice(layout.tieTags, layout.tieTags + 8).some((byte) => byte !== 0);
}

/** Where both ends call at once the tag stays as it was (section 5.2.1), and is its own tie-tag. */
export function tiedToItself(offer: InitOffer | undefined): boolean {
  const layout = layoutOf(offer);
  return layout !== undefined && [layout.tieTags, layout.tieTags + 4].some((at) => holdsTag(offer, at));
}

function layoutOf(offer: InitOffer | undefined): CookieLayout | undefined {
  const { length } = offer?.cookie ?? [];
  return COOKIE_LAYOUTS.find(({ tag, tieTags }) => length >= tieTags + 8 && holdsTag(offer, tag));
}

function holdsTag(offer: InitOffer | undefined, at: number): boolean {
  const { cookie, tag } = offer ?? {};
  if (cookie === undefined || tag === undefined || tag === 0 || at + 4 > cookie.length) return false;
  // Not by a DataView: few bytes live in the array itself until somebody asks for their buffer.
  const [a, b, c, d] = [...cookie.slice(at, at + 4)] as [number, number, number, number];
  return word(a, b, c, d) === tag || word(d, c, b, a) === tag;
}

function word(a: number, b: number, c: number, d: number): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
