/** `--on-difference CMD`: a command for the shell, run for each difference in turn, with the difference as JSON on its standard input. */
import { spawn } from 'node:child_process';

/** Differences waiting for the command at most. */
const WAITING = 1000;
/** Characters of the sentence that the command is given; the system allows 128 KiB. */
const SENTENCE = 4000;

export class DifferenceCommand {
  readonly #command: string;
  readonly #report: (text: string) => void;
  readonly #waiting: { text: string; json: string }[] = [];
  #running: Promise<void> | undefined;

  constructor(command: string, report: (text: string) => void) {
    this.#command = command;
    this.#report = report;
  }

  run(text: string, json: string): void {
    if (this.#waiting.length >= WAITING) {
      this.#report(`--on-difference: ${WAITING} differences wait for ${this.#command}; this one is passed over`);
      return;
    }
    this.#waiting.push({ text, json });
    this.#begin();
  }

  #begin(): void {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
      if (this.#waiting.length > 0) this.#begin();
    });
  }

  /** Settles when every difference has had its run. */
  async end(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const how = await this.#start(next.text, next.json);
      if (how !== 'status 0') this.#report(`--on-difference: ${this.#command} ended with ${how}`);
    }
  }

  /** How it ended. What the sentence says comes from a log: it is data in the environment, never part of the command. */
  #start(text: string, json: string): Promise<string> {
    const env = { ...process.env, SCTPSCOPE_DIFFERENCE: text.length > SENTENCE ? `${text.slice(0, SENTENCE)}…` : text };
    return new Promise((resolve) => {
      try {
        // What it prints must not get between the lines of our own output.
        const child = spawn(this.#command, { shell: true, env, stdio: ['pipe', 2, 2] });
        child.once('error', (error) => resolve(error.message));
        child.once('exit', (status, signal) => resolve(status === null ? `signal ${signal}` : `status ${status}`));
        child.stdin?.on('error', () => undefined).end(json);
      } catch (error) {
        resolve((error as Error).message);
      }
    });
  }
}
