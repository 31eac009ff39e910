/** Problems found in the capture: those of the input, and the findings of the reconstruction. Enter shows the packet in its ladder. */
import { diagnosisHeads, diagnosisLines } from '../presentation/diagnosis-list.js';
import type { DiagnosesScreen } from '../screen.js';
import { type Line, line, wrap } from '../text/line.js';
import { ladderScreen } from './associations-view.js';
import { showPacket } from './ladder-jump.js';
import { third, type ViewDefinition } from './view.js';

export const diagnosesView: ViewDefinition<DiagnosesScreen> = {
  headHeight: 1,
  detailHeight: third,

  rows({ model, derived }, screen) {
    return derived.diagnoses(model, screen).length;
  },

  page({ model, derived, glyphs, width }, screen, bodyHeight) {
    const all = derived.diagnoses(model, screen);
    const seen = all.slice(screen.top, screen.top + bodyHeight);
    const chosen = all[screen.cursor];
    const base = model.index.count > 0 ? model.index.time(0) : 0;
    const body: Line[] =
      seen.length > 0 ? diagnosisLines(seen, screen.cursor - screen.top, base, width, glyphs) : [line(' nothing found', 'muted')];
    const input = model.problems.flatMap((problem) => wrap(problem, width - 2, 2).map((text) => line(` ${text}`, 'warning')));
    return {
      path: [model.name, 'problems'],
      head: [diagnosisHeads(width, glyphs)],
      body,
      detail: {
        title: chosen === undefined ? 'the input' : `${chosen.rule} ${glyphs.between} ${screen.cursor + 1} of ${all.length}`,
        lines: [...(chosen === undefined ? [] : wrap(chosen.text, width - 2).map((text) => line(` ${text}`))), ...input],
      },
    };
  },

  act(command, stage, screen, bodyHeight) {
    const chosen = stage.derived.diagnoses(stage.model, screen)[screen.cursor];
    if (command !== 'open' || chosen === undefined) return undefined;
    const { model } = stage;
    const packet = model.index.find(chosen.frame);
    const association = packet < 0 ? chosen.association : model.index.association(packet);
    if (model.association(association) === undefined) {
      return packet < 0
        ? { type: 'notice', text: `frame ${chosen.frame} belongs to no association` }
        : { type: 'open', screen: { view: 'packet', association: 0, packet, cursor: 0, top: 0 } };
    }
    const shown = showPacket(stage, ladderScreen(association), packet, bodyHeight);
    return shown.type === 'change' ? { type: 'open', screen: shown.screen } : shown;
  },
};
