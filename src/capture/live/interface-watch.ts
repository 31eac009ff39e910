/** Tells when an interface under capture is set down and up again: dumpcap and tcpdump sit that out in silence. */
import { isUp } from './interface-list.js';

const INTERVAL = 500;

export class InterfaceWatch {
  readonly #timer: NodeJS.Timeout;
  #up = true;

  /** `report` is told one sentence at each change; nothing where the system does not tell. */
  constructor(name: string, report: (text: string) => void) {
    this.#timer = setInterval(() => {
      const up = isUp(name) ?? this.#up;
      if (up === this.#up) return;
      this.#up = up;
      report(
        up
          ? `the interface ${name} is up again`
          : `the interface ${name} went down; the capture waits; bring it up: sudo ip link set ${name} up`,
      );
    }, INTERVAL);
    this.#timer.unref();
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
