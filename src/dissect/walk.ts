/** What every step of walkPacket needs: the bytes, who is told, and how deep it is. */
import type { Extent } from './extent.js';
import type { RuleId } from './malformation.js';
import type { SpanKind, Structure, Visitor } from './visitor.js';

export class Walk {
  readonly view: DataView;
  readonly visitor: Visitor;
  /** Structures that are open. */
  depth = 0;

  constructor(view: DataView, visitor: Visitor) {
    this.view = view;
    this.visitor = visitor;
  }

  open(structure: Structure, at: number, end: number): void {
    this.depth++;
    this.visitor.open(structure, at, end);
  }

  close(): void {
    this.depth--;
    this.visitor.close();
  }

  /** Tells bytes [at, end), where there are any; answers with where it got. */
  span(kind: SpanKind, label: string, at: number, end: number): number {
    if (at < end) this.visitor.span(kind, label, at, end);
    return Math.max(at, end);
  }

  /** Bytes of which nothing can be said. */
  undissected(at: number, end: number): void {
    this.span('undissected', 'Undissected', at, end);
  }

  /** `required` bytes from `at` on are not there: because of the capture, of who quoted, or of who sent it. */
  shortage(rule: RuleId, at: number, required: number, extent: Extent): void {
    const available = extent.end - at;
    if (at + required <= extent.wireEnd) this.visitor.malformed('snap-length', at, required, available, 'capture');
    else if (extent.quoted) this.visitor.malformed('quotation-cut', at, required, available, 'quotation');
    else this.visitor.malformed(rule, at, required, extent.wireEnd - at, extent.lengthFrom);
  }
}
