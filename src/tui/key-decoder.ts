/** Bytes a terminal sends for keys, as names: 'a', 'G', 'space', 'enter', 'up', 'ctrl-f', 'f1', 'paste' excluded. */

const ESCAPE = '\u001b';

/** Final bytes and numbers of the sequences that xterm, VT and Linux terminals send after CSI or SS3. */
const SEQUENCES: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift-tab',
  '1~': 'home',
  '2~': 'insert',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
  '7~': 'home',
  '8~': 'end',
  '11~': 'f1',
  '12~': 'f2',
  '13~': 'f3',
  '14~': 'f4',
  '15~': 'f5',
  '17~': 'f6',
  '18~': 'f7',
  '19~': 'f8',
  '20~': 'f9',
  '21~': 'f10',
  '23~': 'f11',
  '24~': 'f12',
};

const CONTROLS: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u007f': 'backspace',
  '\b': 'backspace',
  [ESCAPE]: 'escape',
};

/** CSI or SS3, parameters, a final byte. */
const SEQUENCE = /^\u001b(?:\[\[?([0-9;]*)([A-Za-z~^$])|O([A-Za-z]))/;
/** A mouse's button or wheel, column and row from 1, pressed or (m) let go: SGR mode 1006 of xterm. */
const MOUSE = /^\u001b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])/;
/** The beginning of one. */
const UNFINISHED = /^\u001b(?:\[\[?[0-9;]*|\[<[0-9;]*|O)?$/;

const WHEEL: Readonly<Record<string, string>> = { 64: 'wheel-up', 65: 'wheel-down' };
const LEFT_BUTTON = '0';

/** 'wheel-up', 'click-12' for the screen's row 12 from 0; nothing for what is let go, and for other buttons. */
function nameOfMouse(button: string, row: string, final: string): string | undefined {
  if (final === 'm') return undefined;
  return button === LEFT_BUTTON ? `click-${Number(row) - 1}` : WHEEL[button];
}

function nameOfSequence(parameters: string, final: string): string | undefined {
  const first = parameters.split(';')[0] ?? '';
  return SEQUENCES[final === '~' ? `${first}~` : final];
}

function nameOfCharacter(character: string): string {
  const control = CONTROLS[character];
  if (control !== undefined) return control;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : character;
}

export class KeyDecoder {
  #rest = '';

  /** Something waits for its other half; when none comes soon, it was the escape key: flush. */
  get waiting(): boolean {
    return this.#rest !== '';
  }

  /** The keys in what was read, a sequence cut in two by the network included once both halves are there. */
  decode(text: string): string[] {
    const keys: string[] = [];
    let rest = this.#rest + text;
    this.#rest = '';
    while (rest !== '') {
      if (UNFINISHED.test(rest)) {
        this.#rest = rest;
        break;
      }
      const mouse = MOUSE.exec(rest);
      if (mouse !== null) {
        const name = nameOfMouse(mouse[1]!, mouse[3]!, mouse[4]!);
        if (name !== undefined) keys.push(name);
        rest = rest.slice(mouse[0].length);
        continue;
      }
      const sequence = SEQUENCE.exec(rest);
      if (sequence !== null) {
        const name = nameOfSequence(sequence[1] ?? '', sequence[2] ?? sequence[3] ?? '');
        if (name !== undefined) keys.push(name);
        rest = rest.slice(sequence[0].length);
        continue;
      }
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      keys.push(nameOfCharacter(character));
      rest = rest.slice(character.length);
    }
    return keys;
  }

  /** What waits, taken as it is. */
  flush(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return [...rest].map(nameOfCharacter);
  }
}
