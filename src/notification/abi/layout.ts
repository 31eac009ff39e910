/**
 * How a C struct of the sockets API lies in memory, as data: one table per struct, read by read-struct.ts, written by write-struct.ts.
 * Offsets and sizes are bytes; integers are in the host's byte order unless the kind says network.
 */

export type MemberKind =
  | 'u8'
  | 'u16'
  | 'u32'
  /** sctp_assoc_t: signed on Linux, unsigned elsewhere. */
  | 'association'
  /** Network byte order, whatever the host. */
  | 'network16'
  | 'network32'
  | 'ipv4'
  | 'ipv6'
  /** A sockaddr_storage of 128 bytes; its family says which of the ABI's sockaddr layouts it holds. */
  | 'sockaddr'
  /** Opaque bytes, shown as hex. */
  | 'bytes'
  /** 16-bit numbers in host order, to the end. */
  | 'u16 list';

export interface Member {
  /** The C name; of a struct within a struct with the outer name in front: 'ssf_info.sinfo_stream'. */
  name: string;
  offset: number;
  kind: MemberKind;
  /** Bytes; Infinity for a flexible array, which runs to the end. */
  size: number;
}

export interface StructLayout {
  /** 'sctp_assoc_change'. */
  struct: string;
  /** sizeof: without the flexible array at the end. */
  size: number;
  /** In the order of their offsets, without a gap: padding is a member of its own. */
  members: readonly Member[];
  /** It ends in a flexible array. */
  open: boolean;
}

const WIDTH: Readonly<Record<MemberKind, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  association: 4,
  network16: 2,
  network32: 4,
  ipv4: 4,
  ipv6: 16,
  sockaddr: 128,
  bytes: Number.POSITIVE_INFINITY,
  'u16 list': Number.POSITIVE_INFINITY,
};

/** A row of a layout's table: offset, kind, name; bytes that are not the end of the struct also have their size. */
export type Row = readonly [offset: number, kind: MemberKind, name: string, size?: number];

/** The layout of a struct from its table; bytes that no row names become padding members. */
export function layout(struct: string, size: number, rows: readonly Row[]): StructLayout {
  const members: Member[] = [];
  let end = 0;
  for (const [offset, kind, name, width = WIDTH[kind]] of rows) {
    if (offset > end) members.push(padding(end, offset - end));
    members.push({ name, offset, kind, size: width });
    end = offset + width;
  }
  if (end < size) members.push(padding(end, size - end));
  return { struct, size, members, open: end === Number.POSITIVE_INFINITY };
}

function padding(offset: number, size: number): Member {
  return { name: `padding@${offset}`, offset, kind: 'bytes', size };
}

export function isPadding(name: string): boolean {
  return name.includes('padding@');
}

/** The three members every notification begins with. */
export function header(prefix: string): readonly Row[] {
  return [
    [0, 'u16', `${prefix}_type`],
    [2, 'u16', `${prefix}_flags`],
    [4, 'u32', `${prefix}_length`],
  ];
}

/** The rows of a struct within a struct. */
export function nested(name: string, offset: number, rows: readonly Row[]): readonly Row[] {
  return rows.map(([at, kind, member, size]) =>
    size === undefined ? [offset + at, kind, `${name}.${member}`] : [offset + at, kind, `${name}.${member}`, size],
  );
}
