/**
 * Which file descriptors of a traced program are SCTP sockets. Threads share their descriptors; a process that was forked begins with copies of its parent's,
 * and what either opens or closes from then on is its own.
 */

/** Processes and threads told apart; further processes are taken for threads. */
export const PROCESS_LIMIT = 4096;

interface Table {
  /** Sockets by descriptor, as they are called in the log's events. */
  sockets: Map<string, string>;
  /** What sets the names of its own sockets apart: nothing for the first process. */
  suffix: string;
  /** Processes and threads that have it and have not ended. */
  users: Set<string>;
}

export class Descriptors {
  private readonly tables = new Map<string, Table>();
  private readonly first: Table = { sockets: new Map(), suffix: '', users: new Set() };
  /** Tables of processes that are being forked: their child may show itself before the call returns. */
  private forking: Table[] = [];

  /** The socket behind a descriptor; undefined where it is none that is known. */
  socket(pid: string, descriptor: string): string | undefined {
    return this.table(pid).sockets.get(descriptor);
  }

  /** From here on the descriptor is an SCTP socket: a new one, or one that the log has not shown to be one. */
  open(pid: string, descriptor: string): string {
    const table = this.table(pid);
    const name = `${descriptor}${table.suffix}`;
    table.sockets.set(descriptor, name);
    return name;
  }

  /** The socket that is closed with it: none where another descriptor of it is open. */
  close(pid: string, descriptor: string): string | undefined {
    const { sockets } = this.table(pid);
    const name = sockets.get(descriptor);
    sockets.delete(descriptor);
    return name === undefined || this.isOpen(name) ? undefined : name;
  }

  duplicate(pid: string, from: string, to: string): void {
    const { sockets } = this.table(pid);
    const name = sockets.get(from);
    if (name === undefined) sockets.delete(to);
    else sockets.set(to, name);
  }

  /** A fork begins that has not returned yet. */
  forks(pid: string): void {
    this.forking.push(this.table(pid));
  }

  /** A fork, or the making of a thread, has returned. */
  forked(pid: string, child: string, shares: boolean): void {
    const parent = this.table(pid);
    this.forking = this.forking.filter((table) => table !== parent);
    if (shares) this.add(child, parent);
    else if (!this.tables.has(child)) this.addCopy(child, parent);
  }

  /** The sockets that end with a process or thread: those that no other has open. */
  exits(pid: string): string[] {
    const table = this.table(pid);
    table.users.delete(pid);
    this.tables.delete(pid);
    if (table.users.size > 0) return [];
    const names = new Set(table.sockets.values());
    table.sockets.clear();
    return [...names].filter((name) => !this.isOpen(name));
  }

  private table(pid: string): Table {
    const known = this.tables.get(pid);
    if (known !== undefined) return known;
    const parent = this.forking.pop();
    return parent === undefined ? this.add(pid, this.first) : this.addCopy(pid, parent);
  }

  private add(pid: string, table: Table): Table {
    if (this.tables.size < PROCESS_LIMIT) this.tables.set(pid, table);
    table.users.add(pid);
    return table;
  }

  private addCopy(pid: string, { sockets }: Table): Table {
    if (this.tables.size >= PROCESS_LIMIT) return this.first;
    return this.add(pid, { sockets: new Map(sockets), suffix: ` of ${pid}`, users: new Set() });
  }

  private isOpen(name: string): boolean {
    return [this.first, ...this.tables.values()].some(({ sockets }) => [...sockets.values()].includes(name));
  }
}
