import { describe, expect, test } from '@jest/globals';
import { ScreenPainter } from '../../src/tui/screen-painter.js';

const CSI = '\u001b[';

/** A terminal that keeps what is written, and an emulation of the little of it that the painter uses. */
class Terminal {
  columns = 20;
  rows = 4;
  written = '';
  readonly screen: string[] = ['', '', '', ''];
  alternate = false;
  cursor = true;
  wraps = true;

  write(text: string): void {
    this.written += text;
    let row = 0;
    for (const [, parameters = '', final = '', plain = ''] of text.matchAll(/\u001b\[([?0-9;]*)([A-Za-z])|([^\u001b]+)/g)) {
      const code = `${parameters}${final}`;
      if (plain !== '') this.screen[row] = (this.screen[row] ?? '') + plain;
      else if (final === 'H') row = Number(parameters.split(';')[0] || 1) - 1;
      else if (code === '2J') this.screen.fill('');
      else if (code === '2K') this.screen[row] = '';
      else if (code === '?1049h' || code === '?1049l') this.alternate = code.endsWith('h');
      else if (code === '?25h' || code === '?25l') this.cursor = code.endsWith('h');
      else if (code === '?7h' || code === '?7l') this.wraps = code.endsWith('h');
    }
  }
}

function painted(...frames: string[]): { terminal: Terminal; painter: ScreenPainter } {
  const terminal = new Terminal();
  const painter = new ScreenPainter(terminal);
  painter.enter();
  for (const frame of frames) painter.write(frame);
  return { terminal, painter };
}

describe('ScreenPainter', () => {
  test('takes the alternate screen and gives the terminal back as it was', () => {
    const { terminal, painter } = painted('a');
    expect([terminal.alternate, terminal.cursor, terminal.wraps]).toEqual([true, false, false]);
    painter.leave();
    expect([terminal.alternate, terminal.cursor, terminal.wraps]).toEqual([false, true, true]);
  });

  test('writes nothing before it entered and after it left', () => {
    const terminal = new Terminal();
    const painter = new ScreenPainter(terminal);
    painter.write('early');
    painter.leave();
    expect(terminal.written).toBe('');
    painter.enter();
    expect(terminal.screen[0]).toBe('early');
    painter.leave();
    const length = terminal.written.length;
    painter.write('late');
    painter.leave();
    painter.repaint();
    expect(terminal.written).toHaveLength(length);
  });

  test('paints only the lines that differ', () => {
    const { terminal, painter } = painted('one\ntwo\nthree');
    terminal.written = '';
    painter.write('one\n2\nthree');
    expect(terminal.written).toBe(`${CSI}2;1H${CSI}2K2`);
    terminal.written = '';
    painter.write('one\n2\nthree');
    expect(terminal.written).toBe('');
  });

  test('clears lines that are no more', () => {
    expect(painted('one\ntwo\nthree', 'one').terminal.screen).toEqual(['one', '', '', '']);
  });

  test('never writes past the last row, and never a line break', () => {
    const { terminal } = painted('1\n2\n3\n4\n5\n6');
    expect(terminal.screen).toEqual(['1', '2', '3', '4']);
    expect(terminal.written).not.toContain('\n');
  });

  test('paints everything again when told to', () => {
    const { terminal, painter } = painted('one\ntwo');
    terminal.screen[1] = 'rubbish';
    painter.repaint();
    expect(terminal.screen).toEqual(['one', 'two', '', '']);
  });

  test('never erases what the user could scroll back to', () => {
    const { terminal, painter } = painted('one', 'two');
    painter.repaint();
    painter.leave();
    expect(terminal.written).not.toContain(`${CSI}3J`);
  });
});
