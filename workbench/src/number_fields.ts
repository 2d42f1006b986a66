/** The numbers of the scheme as fields in their places, while one tries what others would do. */

import { Compartment, EditorState, type Extension, type Text } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

import { make } from "./elements";
import { rangesOf } from "./colours";

/** A number: its line, counted from 0, and its units on the line. */
export interface NumberPlace {
  line: number;
  start: number;
  end: number;
  value: string;
}

export interface NumberEvents {
  /** Another number was typed. */
  tried(place: NumberPlace, value: string): void;
  left(): void;
}

/** Headings, in which only points and percentages are numbers. */
const HEADINGS = ["namespace", "class"];

const mode = new Compartment();

/** The extension that can show the fields; it shows none at first. */
export function numberFields(): Extension {
  return mode.of([]);
}

/** Show the fields, in an editor that cannot be written in meanwhile. `tokens`, `kinds`: as for colours. */
export function showNumberFields(view: EditorView, tokens: number[], kinds: string[], events: NumberEvents): void {
  const text = view.state.doc;
  const fields = numbersOf(text, tokens, kinds).map((place) => {
    const from = text.line(place.line + 1).from;
    return Decoration.replace({ widget: new NumberField(place, events) }).range(from + place.start, from + place.end);
  });
  view.dispatch({
    effects: mode.reconfigure([
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.decorations.of(Decoration.set(fields, true)),
    ]),
  });
}

/** Show the numbers as text again. */
export function hideNumberFields(view: EditorView): void {
  view.dispatch({ effects: mode.reconfigure([]) });
}

function numbersOf(text: Text, tokens: number[], kinds: string[]): NumberPlace[] {
  return rangesOf(text, tokens, kinds).flatMap(({ line, start, end, kind }) => {
    const heading = HEADINGS.includes(kind);
    if (!heading && kind !== "number") return [];
    const words = text.line(line + 1).text.slice(start, end);
    return [...words.matchAll(heading ? /\d+(?:\.\d+)?(?=[分%])/g : /\d+(?:\.\d+)?/g)].map((match) => {
      const at = start + match.index!;
      return { line, start: at, end: at + match[0].length, value: match[0] };
    });
  });
}

class NumberField extends WidgetType {
  constructor(
    private readonly place: NumberPlace,
    private readonly events: NumberEvents,
  ) {
    super();
  }

  override toDOM(): HTMLElement {
    const { line, value } = this.place;
    const field = make("input", {
      type: "text", class: "number-field", inputmode: "decimal", size: value.length + 1, value,
      "aria-label": `第 ${line + 1} 行的 ${value}，试改为`,
    });
    field.addEventListener("input", () => {
      field.size = Math.max(field.value.length, value.length) + 1;
      if (field.value.trim() && field.value !== value) this.events.tried(this.place, field.value.trim());
      else this.events.left();
    });
    field.addEventListener("focus", () => field.select());
    field.addEventListener("blur", () => this.restore(field));
    field.addEventListener("keydown", (event) => event.key === "Escape" && this.restore(field));
    return field;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  private restore(field: HTMLInputElement): void {
    field.value = this.place.value;
    field.size = this.place.value.length + 1;
    this.events.left();
  }
}
