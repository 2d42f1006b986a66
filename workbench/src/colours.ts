/** Colours of the scheme's words, as the language service names their kinds. They move with the text between answers. */

import { RangeSetBuilder, StateEffect, StateField, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

const setColours = StateEffect.define<DecorationSet>();

const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setColours)) marks = effect.value;
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The extension that shows colours. */
export function colouring(): Extension {
  return colours;
}

/**
 * Show semantic tokens: five numbers each, of line and start relative to the token before, length, kind, modifiers.
 * `kinds` are the names of the legend.
 */
export function showColours(view: EditorView, data: number[], kinds: string[]): void {
  view.dispatch({ effects: setColours.of(decorations(view.state.doc, data, kinds)) });
}

/** A semantic token: its line, counted from 0, its units on the line, and the name of its kind. */
interface TokenRange {
  line: number;
  start: number;
  end: number;
  kind: string;
}

/** Return where semantic tokens stand; what is beyond the text is left out. */
export function rangesOf(text: Text, data: number[], kinds: string[]): TokenRange[] {
  const ranges: TokenRange[] = [];
  let line = 0;
  let start = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const lines = data[at] ?? 0;
    line += lines;
    start = (lines ? 0 : start) + (data[at + 1] ?? 0);
    if (line >= text.lines) break;
    const end = Math.min(start + (data[at + 2] ?? 0), text.line(line + 1).length);
    if (start < end) ranges.push({ line, start, end, kind: kinds[data[at + 3] ?? 0] ?? "" });
  }
  return ranges;
}

function decorations(text: Text, data: number[], kinds: string[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { line, start, end, kind } of rangesOf(text, data, kinds)) {
    const from = text.line(line + 1).from;
    builder.add(from + start, from + end, Decoration.mark({ class: `word-${kind}` }));
  }
  return builder.finish();
}
