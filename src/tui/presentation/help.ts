/** The help screen, made from the key table: the keys of the view that was asked about, the marks, and what left and right are. */
import { binding, commandsOf } from '../key-bindings.js';
import type { View } from '../screen.js';
import { padEnd } from '../text/display-width.js';
import type { Glyphs } from '../text/glyphs.js';
import { type Line, line, segment, wrap } from '../text/line.js';
import { keyName } from './frame-lines.js';

const KEYS = 22;

const ABOUT: Readonly<Record<View, string>> = {
  associations: 'Associations: a row each. The column told counts the notifications of the left and of the right endpoint.',
  ladder:
    'Ladder: time runs down, each arrow is a packet. In the margins: what the application of that endpoint is told, at the packet that caused it.',
  packet: 'Packet: its chunks and fields; the bytes of the field under the cursor are marked.',
  notifications:
    'Notifications: what one application is told, in the order it reads them; below, the members of the one under the cursor and the reason.',
  struct: 'A notification as the bytes that recvmsg hands over, member by member, as the headers of each stack lay it out.',
  comparison:
    'Comparison: what each application should have been told beside what its log has, differences first; below, the reasons, likeliest first.',
  profile: 'Another stack: which notifications an endpoint would have been told more, less or otherwise, had its stack been another.',
  plot: 'Plot: what one side sends over time. The cursor is a moment; left and right move it, below stand the packet and the values there.',
  pair: 'Side by side: two packets, associations or notifications, field by field; what differs is marked.',
  diagnoses: 'Problems found in the capture, in order of time.',
  statistics: 'Counts over the capture, or over the association that was open.',
  help: 'Help.',
};

/** All lines; the screen shows a part of them. */
export function helpLines(about: View, width: number, glyphs: Glyphs): Line[] {
  return [
    ...wrap(ABOUT[about], width - 2).map((text) => line(` ${text}`, 'strong')),
    line(''),
    ...commandsOf(about).map((command) => {
      const { keys, help } = binding(command);
      return [segment(` ${padEnd(keys.map(keyName).join(' '), KEYS)}`, 'key'), segment(help)];
    }),
    line(''),
    [segment(` ${glyphs.certainty.certain} `, 'certain'), segment('certain: packets and stack leave no other possibility')],
    [segment(` ${glyphs.certainty.likely} `, 'likely'), segment('likely: rests on something that a capture cannot show')],
    [segment(` ${glyphs.certainty.possible} `, 'possible'), segment('possible: allowed by the packets, nothing more')],
  ];
}
