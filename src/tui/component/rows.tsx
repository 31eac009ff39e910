/** Lines on the screen: the only place where presentation meets Ink. */
import { Box, Text, Transform } from 'ink';
import { memo, type ReactElement } from 'react';
import type { Line } from '../text/line.js';
import { paint, type Theme } from '../theme.js';

/** The text stands in a transformation: Ink would measure what stands in a Text, and remember every text that it ever measured. */
const Row = memo(function Row({ text }: { text: string }): ReactElement {
  return (
    <Text wrap="truncate">
      <Transform transform={() => text || ' '}>-</Transform>
    </Text>
  );
});

export function Rows({ lines, theme }: { lines: readonly Line[]; theme: Theme }): ReactElement {
  return (
    <Box flexDirection="column">
      {lines.map((content, row) => (
        <Row key={String(row)} text={paint(content, theme)} />
      ))}
    </Box>
  );
}
