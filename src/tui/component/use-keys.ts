/** Keys from the terminal, by name. Ink's own useInput knows no function keys and hands fast typing over as one text. */
import { useStdin } from 'ink';
import { useEffect, useRef } from 'react';
import { KeyDecoder } from '../key-decoder.js';

/** How long the rest of an escape sequence may take to come, before it was the escape key alone. Milliseconds. */
const ESCAPE_WAIT = 40;

export function useKeys(onKey: (key: string) => void): void {
  const { stdin } = useStdin();
  const handler = useRef(onKey);
  handler.current = onKey;
  useEffect(() => {
    const decoder = new KeyDecoder();
    let timer: NodeJS.Timeout | undefined;
    const press = (keys: readonly string[]): void => {
      for (const key of keys) handler.current(key);
    };
    const read = (data: Buffer | string): void => {
      clearTimeout(timer);
      press(decoder.decode(data.toString()));
      if (decoder.waiting) timer = setTimeout(() => press(decoder.flush()), ESCAPE_WAIT);
    };
    stdin.on('data', read);
    return () => {
      clearTimeout(timer);
      stdin.off('data', read);
    };
  }, [stdin]);
}
