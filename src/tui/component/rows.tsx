/** Lines on the screen: the only place where presentation meets Ink. */
import { Box, Text } from 'ink';
import { memo, type ReactElement } from 'react';
import type { Line } from '../text/line.js';
import { paint, type Theme } from '../theme.js';

const Row = memo(function Row({ text }: { text: string }): ReactElement {
  // An empty text would take no line.
  return <Text wrap="truncate">{text || ' '}</Text>;
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
