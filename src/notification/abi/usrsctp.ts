/**
 * usrsctp, FreeBSD's stack as a library on any host. Its public usrsctp.h declares sctp_pdapi_event with 32-bit members, 24 bytes; the library writes the
 * 20 bytes of sctp_uio.h. An application that trusts the header reads stream | seq << 16 as the stream, and the association id as the sequence number.
 */
import type { Abi } from './abi.js';
import { FREEBSD } from './freebsd.js';
import { USRSCTP_SOCKADDRS } from './sockaddr.js';

export const USRSCTP: Abi = {
  ...FREEBSD,
  name: 'usrsctp',
  title: 'usrsctp',
  sockaddrs: USRSCTP_SOCKADDRS,
  warnings: {
    SCTP_PARTIAL_DELIVERY_EVENT:
      'usrsctp.h declares this struct otherwise: an application that uses it reads stream | seq << 16 as pdapi_stream, the association as pdapi_seq, and nothing as pdapi_assoc_id',
  },
};
