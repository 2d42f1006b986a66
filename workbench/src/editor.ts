/** The editor of the scheme: CodeMirror with completion, hover and diagnostics of the language service. */

import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  selectedCompletion,
  selectedCompletionIndex,
  snippet,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { lintGutter, setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, type Extension, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers, type Command } from "@codemirror/view";

import { colouring } from "./colours";
import { CHINESE } from "./editor_words";
import { make } from "./elements";
import type { CompletionItem, Diagnostic, Position, Range, TextEdit } from "./protocol";
import type { Service } from "./service";

const SEVERITIES = { 1: "error", 2: "warning", 3: "info", 4: "hint" } as const;

/** Return the offset of a position, kept inside the text. */
export function offsetAt(text: Text, position: Position): number {
  if (position.line >= text.lines) return text.length;
  const line = text.line(position.line + 1);
  return Math.min(line.from + position.character, line.to);
}

/** Return the position of an offset. */
export function positionAt(text: Text, offset: number): Position {
  const line = text.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** What was offered last: from where on its words replace what is typed, and whether it was asked for. */
interface Offered {
  from: number;
  explicit: boolean;
}

/** Take what is offered on Enter where a part of it is typed, or it was asked or gone for; else Enter begins a line. */
function acceptMeant(offered: Offered): Command {
  return (view) => {
    const { state } = view;
    const chosen = selectedCompletion(state);
    if (completionStatus(state) !== "active" || !chosen) return false;
    const typed = state.sliceDoc(offered.from, state.selection.main.head);
    const whole = typed === chosen.label && typeof chosen.apply === "string";
    if (offered.explicit || selectedCompletionIndex(state) || (typed && !whole)) return acceptCompletion(view);
    closeCompletion(view);
    return false;
  };
}

function completions(service: Service): Extension {
  const offered: Offered = { from: 0, explicit: false };
  const keys = completionKeymap.map((key) => (key.key === "Enter" ? { key: "Enter", run: acceptMeant(offered) } : key));
  return [
    autocompletion({ override: [completionSource(service, offered)], icons: false, maxRenderedOptions: 30, defaultKeymap: false }),
    Prec.highest(keymap.of(keys)),
  ];
}

function completionSource(service: Service, offered: Offered) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (context.view?.composing) return null;
    const text = context.state.doc;
    const typed = context.matchBefore(/[\p{L}\p{N}]+/u);
    if (!typed && !context.explicit) return null;
    await service.change(text.toString());
    const answer = await service.ask<{ items: CompletionItem[] } | CompletionItem[] | null>("textDocument/completion", {
      position: positionAt(text, context.pos),
    });
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    if (context.aborted || items.length === 0) return null;
    const range = items.find((item) => item.textEdit)?.textEdit?.range;
    const from = range ? offsetAt(text, range.start) : (typed?.from ?? context.pos);
    Object.assign(offered, { from, explicit: context.explicit });
    return { from, options: items.map((item, index) => completionOf(item, items.length - index)), filter: false };
  };
}

function completionOf(item: CompletionItem, boost: number): Completion {
  const text = item.textEdit?.newText ?? item.insertText ?? item.label;
  const note = typeof item.documentation === "string" ? item.documentation : item.documentation?.value;
  return {
    label: item.label,
    detail: item.detail,
    info: note,
    boost: Math.min(boost, 99),
    apply: item.insertTextFormat === 2 ? snippet(text.replace(/\$(\d+)/g, "${$1}").replace(/\$\{(\d+):/g, "${")) : text,
  };
}

function hovers(service: Service): Extension {
  return hoverTooltip(async (view, at) => {
    if (view.composing) return null;
    const answer = await service.ask<{ contents: { value: string } | string; range?: Range } | null>(
      "textDocument/hover",
      { position: positionAt(view.state.doc, at) },
    );
    if (!answer) return null;
    const words = typeof answer.contents === "string" ? answer.contents : answer.contents.value;
    const range = answer.range;
    return {
      pos: range ? offsetAt(view.state.doc, range.start) : at,
      end: range ? offsetAt(view.state.doc, range.end) : at,
      create: () => ({ dom: make("div", { class: "hover" }, words) }),
    };
  });
}

export interface EditorEvents {
  /** The text changed. While an input method composes, this waits for the composed words. */
  changed(text: string): void;
  /** The cursor stands on another line, counted from 0. */
  moved(line: number): void;
}

export class Editor {
  readonly view: EditorView;
  private line = -1;

  constructor(parent: HTMLElement, text: string, service: Service, events: EditorEvents, more: Extension = []) {
    const watch = EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.view.composing) events.changed(update.state.doc.toString());
      const line = update.state.doc.lineAt(update.state.selection.main.head).number - 1;
      if (line !== this.line) events.moved((this.line = line));
    });
    const composed = EditorView.domEventHandlers({
      compositionend: (_event, view) => {
        window.setTimeout(() => events.changed(view.state.doc.toString()));
      },
    });
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.phrases.of(CHINESE),
          EditorView.contentAttributes.of({ "aria-label": "方案正文" }),
          EditorView.lineWrapping,
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          search({ top: true }),
          colouring(),
          completions(service),
          hovers(service),
          keymap.of([...searchKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
          watch,
          composed,
          more,
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replace the whole text; it can be undone. */
  replace(text: string): void {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      annotations: isolateHistory.of("full"),
    });
  }

  /** Make the changes of a code action; they can be undone in one step. */
  apply(edits: TextEdit[]): void {
    this.view.dispatch({ changes: this.changesOf(edits), annotations: isolateHistory.of("full") });
  }

  /** Make them, and put the cursor behind the first text that they write, where more may have to be written. */
  applyAndGoOn(edits: TextEdit[]): void {
    const changes = this.view.state.changes(this.changesOf(edits));
    const first = edits.find((edit) => edit.newText.trim()) ?? edits[0]!;
    const end = changes.mapPos(offsetAt(this.view.state.doc, first.range.end), 1);
    const anchor = end - /\n*$/.exec(first.newText)![0].length;
    this.view.dispatch({
      changes,
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor),
      annotations: isolateHistory.of("full"),
    });
    this.view.focus();
  }

  private changesOf(edits: TextEdit[]): { from: number; to: number; insert: string }[] {
    const text = this.view.state.doc;
    return edits.map((edit) => ({
      from: offsetAt(text, edit.range.start),
      to: offsetAt(text, edit.range.end),
      insert: edit.newText,
    }));
  }

  /** Put the cursor at a position and bring it into sight. */
  goTo(position: Position, focus = true): void {
    const anchor = offsetAt(this.view.state.doc, position);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    if (focus) this.view.focus();
  }

  /** Mark what the service found. */
  mark(diagnostics: Diagnostic[]): void {
    const text = this.view.state.doc;
    const marks: Mark[] = diagnostics.map((diagnostic) => ({
      from: offsetAt(text, diagnostic.range.start),
      to: offsetAt(text, diagnostic.range.end),
      severity: SEVERITIES[diagnostic.severity],
      message: diagnostic.message,
      source: diagnostic.code,
    }));
    marks.sort((a, b) => a.from - b.from || a.to - b.to);
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }
}
