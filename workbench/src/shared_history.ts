/** One history for text and data: the data is part of the editor's state, so 撤销 and 重做 go over both. */

import { invertedEffects, isolateHistory } from "@codemirror/commands";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

import { EMPTY_DATA, type Data } from "./data_grid";

const setData = StateEffect.define<Data>();

const dataField = StateField.define<Data>({
  create: () => EMPTY_DATA,
  update(data, transaction) {
    for (const effect of transaction.effects) if (effect.is(setData)) data = effect.value;
    return data;
  },
});

/** The extension that keeps the data with the text. */
export function dataInHistory(): Extension {
  return [
    dataField,
    invertedEffects.of((transaction) =>
      transaction.effects.some((effect) => effect.is(setData))
        ? [setData.of(transaction.startState.field(dataField))]
        : [],
    ),
  ];
}

/** Return the data of a state. */
export function dataIn(state: EditorState): Data {
  return state.field(dataField);
}

/** Return the data as they stand. */
export function dataOf(view: EditorView): Data {
  return dataIn(view.state);
}

/** Make new data a step of the history. */
export function recordData(view: EditorView, data: Data): void {
  view.dispatch({ effects: setData.of(data), annotations: isolateHistory.of("full") });
}
